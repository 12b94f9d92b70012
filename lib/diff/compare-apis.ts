import type { Catalog } from '../catalog/catalog.ts';
import type { TimelineKind } from '../catalog/timeline.ts';
import { compareGvk, type GroupVersionKind, gvkKey } from '../model/gvk.ts';
import { compareReleases, isAtLeast, isLater } from '../model/release.ts';
import { compareVersions, STABILITIES, stabilityOf } from '../model/stability.ts';
import type { ApiCode, ApiDifference } from './change.ts';
import type { Side } from './side.ts';

/**
 * The GVKs that come, go, or are deprecated from one side to the other. A kind that goes while its successor comes is
 * one difference: it was replaced. The successor is what is declared for it, else a version that comes of the same kind
 * where no other version of it stays.
 */
export function compareApis(catalog: Catalog, from: Side, to: Side): ApiDifference[] {
  const went = [...from.kinds].filter(([key]) => !to.kinds.has(key)).map(([, gvk]) => gvk);
  const came = [...to.kinds].filter(([key]) => !from.kinds.has(key)).map(([, gvk]) => gvk);
  // What comes beside a version that stays takes the place of none.
  const successors = successorsOf(
    catalog,
    { from, to },
    went,
    came.filter((gvk) => lessStable(gvk, from, to) === null),
  );
  const taken = new Set([...successors.values()].map(gvkKey));
  const make = maker(catalog);
  return [
    ...went.map((gvk) => {
      const successor = successors.get(gvkKey(gvk));
      if (successor === undefined) return make('api-removed', gvk, standIn(catalog, gvk, from, to));
      const moved = successor.group !== gvk.group || successor.kind !== gvk.kind;
      return { ...make('api-replaced', gvk, successor), moved };
    }),
    ...came
      .filter((gvk) => !taken.has(gvkKey(gvk)))
      .map((gvk) => {
        const lesser = lessStable(gvk, from, to);
        return make(lesser === null ? 'api-added' : 'api-promoted', gvk, lesser);
      }),
    ...deprecations(catalog, from, to).map((entry) => make('api-deprecated', entry, standIn(catalog, entry, from, to))),
  ].sort((a, b) => compareGvk(a.gvk, b.gvk));
}

/** Each GVK that went with the one that came in its place, by the key of what went. */
function successorsOf(
  catalog: Catalog,
  { from, to }: { readonly from: Side; readonly to: Side },
  went: readonly GroupVersionKind[],
  came: readonly GroupVersionKind[],
): ReadonlyMap<string, GroupVersionKind> {
  const successors = new Map<string, GroupVersionKind>();
  const arrivals = new Map(came.map((gvk) => [gvkKey(gvk), gvk]));
  for (const gvk of went) {
    const declared = catalog.entry(gvk)?.replacement;
    const isSameKind = ({ group, kind }: GroupVersionKind) => group === gvk.group && kind === gvk.kind;
    const hasOther = [...from.kinds.values()].some((other) => isSameKind(other) && to.kinds.has(gvkKey(other)));
    const found =
      (declared == null ? undefined : arrivals.get(gvkKey(declared))) ??
      (hasOther ? undefined : came.filter(isSameKind).sort((a, b) => compareVersions(a.version, b.version))[0]);
    if (found !== undefined) successors.set(gvkKey(gvk), found);
  }
  return successors;
}

/**
 * What is declared to take the place of what went, where any release has it: `apps/v1 DeploymentRollback` is declared and
 * never came. Going back to an older release, only what that one serves.
 */
function standIn(catalog: Catalog, gvk: GroupVersionKind, from: Side, to: Side): GroupVersionKind | null {
  const replacement = catalog.entry(gvk)?.replacement ?? null;
  if (replacement === null || catalog.entry(replacement) === undefined) return null;
  const isUpward = compareReleases(from.info.release, to.info.release) <= 0;
  return isUpward || to.kinds.has(gvkKey(replacement)) ? replacement : null;
}

/** Of what came: the most stable version of the same kind that was there before, stays, and is less stable. */
function lessStable(gvk: GroupVersionKind, from: Side, to: Side): GroupVersionKind | null {
  const rank = ({ version }: GroupVersionKind) => STABILITIES.indexOf(stabilityOf(version));
  const others = [...from.kinds.values()]
    .filter(({ group, kind }) => group === gvk.group && kind === gvk.kind)
    .filter((other) => to.kinds.has(gvkKey(other)) && rank(other) > rank(gvk));
  return others.sort((a, b) => compareVersions(a.version, b.version))[0] ?? null;
}

function deprecations(catalog: Catalog, from: Side, to: Side): TimelineKind[] {
  return catalog.kinds.filter(
    (entry) =>
      entry.deprecated !== null &&
      isLater(entry.deprecated, from.info.release) &&
      isAtLeast(to.info.release, entry.deprecated) &&
      from.kinds.has(gvkKey(entry)) &&
      to.kinds.has(gvkKey(entry)),
  );
}

function maker(catalog: Catalog) {
  return (code: ApiCode, { group, version, kind }: GroupVersionKind, other: GroupVersionKind | null): ApiDifference => {
    const gvk = { group, version, kind };
    const entry = catalog.entry(gvk);
    return {
      code,
      gvk,
      stability: stabilityOf(version),
      lifecycle: {
        introduced: entry?.introduced ?? null,
        deprecated: entry?.deprecated ?? null,
        removed: entry?.removed ?? null,
      },
      enabledByDefault:
        entry === undefined || entry.introduced === null ? null : catalog.state(gvk, entry.introduced).enabledByDefault,
      other: other === null ? null : { group: other.group, version: other.version, kind: other.kind },
      otherFrom: other === null ? null : (catalog.entry(other)?.introduced ?? null),
      use: entry?.use ?? null,
    };
  };
}
