import type { Catalog } from '../catalog/catalog.ts';
import type { TimelineKind } from '../catalog/timeline.ts';
import { type GroupVersionKind, gvkKey, gvkOf } from '../model/gvk.ts';
import { compareReleases, isAtLeast, type Release } from '../model/release.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { LoadedSnapshot, SharedSnapshot } from '../snapshot/store.ts';
import type { SideInfo } from './change.ts';

/** One of the two things compared: a release, or a document that was taken of one. */
export interface Side {
  readonly info: SideInfo;
  readonly snapshot: Snapshot;
  /** What it serves, by {@link gvkKey}: of a release also what must be enabled. */
  readonly kinds: ReadonlyMap<string, GroupVersionKind>;
}

/** A release itself: the Catalog says what it serves, since its document may hold what its server no longer does. */
export function sideOfRelease(catalog: Catalog, release: Release, { snapshot, sha256 }: SharedSnapshot): Side {
  const digest = sha256 ?? catalog.releases.find((one) => one.release === release)?.sha256 ?? '';
  const served = catalog.kinds.filter((entry) => isServed(entry, release));
  return { info: infoOf(snapshot, null, digest), snapshot, kinds: byKey(served) };
}

/**
 * A document that somebody took, of a cluster perhaps: it says itself what it serves. Only where the release's own
 * document is silent too (an AdmissionReview is in none) the Catalog answers for it.
 *
 * @param name the document as the user named it.
 */
export function sideOfDocument(catalog: Catalog, name: string, { snapshot, sha256 }: LoadedSnapshot): Side {
  const { release, resources } = snapshot['x-api-audit'];
  const held = byKey(resources);
  const untold = catalog.kinds.filter(
    (entry) => !held.has(gvkKey(entry)) && isServed(entry, release) && !isSeen(entry, release),
  );
  return { info: infoOf(snapshot, name, sha256), snapshot, kinds: new Map([...held, ...byKey(untold)]) };
}

function infoOf(snapshot: Snapshot, document: string | null, sha256: string): SideInfo {
  const { release, preliminary, knows } = snapshot['x-api-audit'];
  return { release, document, sha256, preliminary, knows };
}

function byKey(kinds: readonly GroupVersionKind[]): Map<string, GroupVersionKind> {
  return new Map(kinds.map((kind) => [gvkKey(kind), gvkOf(kind)]));
}

function isServed({ introduced, removed }: TimelineKind, release: Release): boolean {
  return isAtLeast(release, introduced) && !isAtLeast(release, removed);
}

function isSeen({ seen }: TimelineKind, release: Release): boolean {
  return seen.some(([first, last]) => isAtLeast(release, first) && compareReleases(release, last) <= 0);
}
