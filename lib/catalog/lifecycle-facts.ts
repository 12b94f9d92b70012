import type { GroupVersionKind } from '../model/gvk.ts';
import { parseApiVersion } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';

/** One entry of `facts/api-lifecycle.json`: what Kubernetes' type definitions say of a GVK. */
export interface LifecycleFact extends GroupVersionKind {
  readonly introduced: Release | null;
  readonly deprecated: Release | null;
  readonly removed: Release | null;
  readonly replacement: GroupVersionKind | null;
  /** What does what it did, where that is no other version of it. */
  readonly use?: string;
  /** The first release whose types hold it, as far back as they were read; `null` where they never did. */
  readonly typesFirstIn: Release | null;
  /** The last one; `null` where the newest still hold it. */
  readonly typesLastIn: Release | null;
  /** The release after the last that shows it, in documents or (never served) in types. */
  readonly observedRemoved: Release | null;
}

/** One entry of `facts/migrations.json`: what the deprecated API migration guide says, `from` and `to` as `group/version Kind`. */
export interface MigrationFact {
  readonly from: string;
  readonly to: string | null;
  readonly replacementAvailable: Release | null;
  readonly stopsServing: Release;
  readonly use?: string;
}

/**
 * Reads the form `apps/v1 Deployment` in which the migration facts name a GVK.
 *
 * @returns `null` where the text is not of that form.
 */
export function parseGvk(text: string): GroupVersionKind | null {
  const [apiVersion, kind, ...rest] = text.split(' ');
  const groupVersion = parseApiVersion(apiVersion ?? '');
  if (groupVersion === null || kind === undefined || kind === '' || rest.length > 0) return null;
  return { ...groupVersion, kind };
}
