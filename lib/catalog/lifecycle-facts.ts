import type { GroupVersionKind } from '../model/gvk.ts';
import { parseApiVersion } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';

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
