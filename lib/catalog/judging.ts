import type { GroupVersionKind } from '../model/gvk.ts';
import { gvkKey } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/** A document that decides what is served in place of a release's own Snapshot: a cluster's dump, say. */
export interface JudgingDocument {
  readonly release: Release;
  serves(gvk: GroupVersionKind): boolean;
}

/** Makes a Snapshot the judge of what is served: every GVK of its resources is. */
export function judgeBy(snapshot: Snapshot): JudgingDocument {
  const served = new Set(snapshot['x-api-audit'].resources.map(gvkKey));
  return { release: snapshot['x-api-audit'].release, serves: (gvk) => served.has(gvkKey(gvk)) };
}
