import type { Catalog } from '../catalog/catalog.ts';
import type { TimelineKind } from '../catalog/timeline.ts';
import { kindKey } from '../catalog/timeline-index.ts';
import { compareGvk, type GroupVersionKind, gvkKey, gvkOf } from '../model/gvk.ts';
import { isAtLeast, isLater } from '../model/release.ts';
import { compareVersions, STABILITIES, type Stability, stabilityOf } from '../model/stability.ts';
import type { ApiCode, ApiDifference } from './change.ts';
import type { Side } from './side.ts';

/**
 * The GVKs that come, go, or are deprecated from one side to the other. A kind that goes while its successor comes is
 * one difference: it was replaced. The successor is what is declared for it, else a version that comes of the same kind
 * where no other version of it stays.
 */
export function compareApis(catalog: Catalog, from: Side, to: Side): ApiDifference[] {
  const stayed = stayedOf(from, to);
  const went = [...from.kinds].filter(([key]) => !to.kinds.has(key)).map(([, gvk]) => gvk);
  const came = [...to.kinds].filter(([key]) => !from.kinds.has(key)).map(([, gvk]) => gvk);
  // What comes beside a version that stays takes the place of none.
  const successors = successorsOf(
    catalog,
    stayed,
    went,
    came.filter((gvk) => lessStable(gvk, stayed) === null),
    to,
  );
  const taken = new Set([...successors.values()].map(gvkKey));
  const make = maker(catalog, to);
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
        const lesser = lessStable(gvk, stayed);
        return make(lesser === null ? 'api-added' : 'api-promoted', gvk, lesser);
      }),
    ...deprecations(catalog, from, to).map((entry) => make('api-deprecated', entry, standIn(catalog, entry, from, to))),
  ].sort((a, b) => compareGvk(a.gvk, b.gvk));
}

/** Each GVK that went with the one that came in its place, by the key of what went. */
function successorsOf(
  catalog: Catalog,
  stayed: Stayed,
  went: readonly GroupVersionKind[],
  came: readonly GroupVersionKind[],
  to: Side,
): ReadonlyMap<string, GroupVersionKind> {
  const successors = new Map<string, GroupVersionKind>();
  const arrivals = new Map(came.map((gvk) => [gvkKey(gvk), gvk]));
  const firsts = new Map<string, GroupVersionKind>();
  for (const gvk of came) putFirst(firsts, kindKey(gvk), gvk);
  for (const gvk of went) {
    const wanted = replacementAt(catalog, gvk, to);
    const found =
      (wanted === null ? undefined : arrivals.get(gvkKey(wanted))) ??
      (stayed.has(kindKey(gvk)) ? undefined : firsts.get(kindKey(gvk)));
    if (found !== undefined) successors.set(gvkKey(gvk), found);
  }
  return successors;
}

/**
 * What takes the place of what went, where any release has it; until that comes, what does meanwhile. Going back to an
 * older release, only what that one serves.
 */
function standIn(catalog: Catalog, gvk: GroupVersionKind, from: Side, to: Side): GroupVersionKind | null {
  const replacement = replacementAt(catalog, gvk, to);
  if (replacement === null || catalog.entry(replacement) === undefined) return null;
  if (to.kinds.has(gvkKey(replacement))) return replacement;
  if (isLater(from.info.release, to.info.release)) return null;
  const { meanwhile } = catalog.state(gvk, to.info.release).advice;
  return meanwhile !== null && to.kinds.has(gvkKey(meanwhile)) ? meanwhile : replacement;
}

/** What to write instead on a side: what is declared may itself have been superseded there, and be off by default. */
function replacementAt(catalog: Catalog, gvk: GroupVersionKind, to: Side): GroupVersionKind | null {
  return catalog.state(gvk, to.info.release).replacement ?? catalog.entry(gvk)?.replacement ?? null;
}

/** Of what came: the most stable version of the same kind that was there before, stays, and is less stable. */
function lessStable(gvk: GroupVersionKind, stayed: Stayed): GroupVersionKind | null {
  const rank = (stability: Stability) => STABILITIES.indexOf(stability);
  const others = [...(stayed.get(kindKey(gvk)) ?? [])]
    .filter(([stability]) => rank(stability) > rank(stabilityOf(gvk.version)))
    .map(([, other]) => other);
  return others.sort((a, b) => compareVersions(a.version, b.version))[0] ?? null;
}

/** By {@link kindKey}: of the versions of a kind that both sides have, the first of each stability. */
type Stayed = ReadonlyMap<string, ReadonlyMap<Stability, GroupVersionKind>>;

/** Gathered once: to look through all versions for each of them would take a time that grows with their square. */
function stayedOf(from: Side, to: Side): Stayed {
  const stayed = new Map<string, Map<Stability, GroupVersionKind>>();
  for (const [key, gvk] of from.kinds) {
    if (!to.kinds.has(key)) continue;
    const versions = stayed.get(kindKey(gvk)) ?? new Map<Stability, GroupVersionKind>();
    stayed.set(kindKey(gvk), versions);
    putFirst(versions, stabilityOf(gvk.version), gvk);
  }
  return stayed;
}

function putFirst<Key>(firsts: Map<Key, GroupVersionKind>, key: Key, gvk: GroupVersionKind): void {
  const known = firsts.get(key);
  if (known === undefined || compareVersions(gvk.version, known.version) < 0) firsts.set(key, gvk);
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

function maker(catalog: Catalog, to: Side) {
  return (code: ApiCode, named: GroupVersionKind, other: GroupVersionKind | null): ApiDifference => {
    const gvk = gvkOf(named);
    const entry = catalog.entry(gvk);
    const whenEnabled = other !== null && catalog.state(other, to.info.release).serving === 'when-enabled';
    return {
      code,
      gvk,
      stability: stabilityOf(gvk.version),
      lifecycle: {
        introduced: entry?.introduced ?? null,
        deprecated: entry?.deprecated ?? null,
        removed: entry?.removed ?? null,
      },
      enabledByDefault:
        entry === undefined || entry.introduced === null ? null : catalog.state(gvk, entry.introduced).enabledByDefault,
      other: other && gvkOf(other),
      otherFrom: other === null ? null : (catalog.entry(other)?.introduced ?? null),
      ...(whenEnabled ? { otherWhenEnabled: true } : {}),
      use: entry?.use ?? null,
    };
  };
}
