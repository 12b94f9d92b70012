import type { Catalog } from '../catalog/catalog.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { formatGvk } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';
import { releasesBetween } from '../model/release.ts';
import { stabilityOf } from '../model/stability.ts';
import { conversionFor } from './conversions/index.ts';
import type { Bounds } from './destination.ts';
import { migrationFrom } from './migrations.ts';
import type { KindSchema } from './proof.ts';
import { coversWhole, schemaOf } from './proof.ts';

/**
 * Whether a field that two APIs both have means the same in both, with no conversion between them: the migration guide has
 * the move and names no change; or it has none, and one is the beta of the other, whose objects the API server takes
 * for each other's; or every object of the one is one of the other; or it is the twin of one that moves.
 */
export function isSameByName(
  catalog: Catalog,
  from: GroupVersionKind,
  to: GroupVersionKind,
  old: KindSchema,
  now: KindSchema,
): boolean {
  const migration = migrationFrom(from);
  if (migration !== undefined) {
    if (migration.to === formatGvk(to)) return migration.changes.length === 0;
    // A step on the way is no change where all that the guide names still lies ahead of it.
    const rest = migrationFrom(to);
    const isAhead = rest?.to === migration.to && JSON.stringify(rest.changes) === JSON.stringify(migration.changes);
    return (migration.changes.length === 0 || isAhead) && coversWhole(old, now);
  }
  const isBeta = stabilityOf(from.version) === 'beta' && from.group === to.group;
  return isBeta || coversWhole(old, now) || isTwinOfMovable(catalog, from, to);
}

/** Whether a release had the API side by side with one of the same form, for which the guide has the move and no change. */
function isTwinOfMovable(catalog: Catalog, from: GroupVersionKind, to: GroupVersionKind): boolean {
  const releases = releasesOf(catalog, from);
  return catalog.versionsOf(from.group, from.kind).some((twin) => {
    const migration = migrationFrom(twin);
    if (migration?.to !== formatGvk(to) || migration.changes.length > 0) return false;
    const both = releasesOf(catalog, twin).filter((release) => releases.includes(release));
    const [one, other] = [schemaOf(from, both), schemaOf(twin, both)];
    return one !== null && other !== null && coversWhole(one, other);
  });
}

/** Whether a move takes another apiVersion and nothing more, whatever the object holds. */
export function isMoveOfName(
  catalog: Catalog,
  from: GroupVersionKind,
  to: GroupVersionKind,
  { target }: Bounds,
): boolean {
  const old = schemaOf(from, releasesOf(catalog, from));
  const now = schemaOf(to, servingReleases(catalog, to, target));
  if (old === null || now === null || conversionFor(from, to) !== undefined) return false;
  return isSameByName(catalog, from, to, old, now) && coversWhole(old, now);
}

/** The releases whose Snapshot has a kind. */
export function releasesOf(catalog: Catalog, gvk: GroupVersionKind): readonly Release[] {
  return (catalog.entry(gvk)?.seen ?? []).flatMap(([first, last]) => releasesBetween(first, last));
}

/** The same, up to the Target: beyond the newest Snapshot that knows fields, that one stands for it. */
export function servingReleases(catalog: Catalog, gvk: GroupVersionKind, target: Release): readonly Release[] {
  const known = new Set(releasesBetween('1.0', target));
  return releasesOf(catalog, gvk).filter((release) => known.has(release));
}
