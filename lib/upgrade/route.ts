import type { Catalog } from '../catalog/catalog.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';
import { compareVersions, stabilityOf } from '../model/stability.ts';
import { isServed } from '../rules/served.ts';
import { familyOf } from './family.ts';

/** How an object that is written in one API gets over the whole way: the fewest rewritings that do. */
export interface Route {
  readonly moves: readonly Move[];
  /** The first release on the way for which there is nothing to write; `null`: the object gets through. */
  readonly lostAt: Release | null;
}

/** One rewriting to another API. */
export interface Move {
  /** What stands there before it: what the input has, or what the move before wrote. */
  readonly of: GroupVersionKind;
  readonly to: GroupVersionKind;
  /** The first release on the way at which it can be done. */
  readonly from: Release;
  /** The last one at which it must have been done. Where `missing` is not `null`, the same as `from`. */
  readonly until: Release;
  /**
   * The window is empty: no release on the way serves both the old and the new. The first release that serves neither,
   * or (the same as `from`) the one that takes the old away as it brings the new. `null`: there is a window.
   */
  readonly missing: Release | null;
  /** `from` serves `to` where an administrator turns it on, and not by default. */
  readonly whenEnabled: boolean;
}

/** One API along the way: at which of its releases it is served. */
interface Stretch {
  readonly gvk: GroupVersionKind;
  readonly served: readonly boolean[];
}

/**
 * Finds the fewest rewritings over the way, each at the earliest safe moment: of all APIs of the family that are served
 * while the present one still is, the one that lasts longest is taken, and so on from there. (Choosing the farthest reach
 * each time covers a line with the fewest intervals.)
 *
 * @param way the releases in the order of travel, see `wayOf`.
 */
export function routeOf(catalog: Catalog, gvk: GroupVersionKind, way: readonly Release[]): Route {
  const present = stretchOf(catalog, gvk, way, true);
  const mayBeOff = !present.served.some((served, at) => served && isOn(catalog, gvk, way[at] as Release));
  const isAlpha = stabilityOf(gvk.version) === 'alpha';
  const family = familyOf(catalog, gvk)
    .filter(({ version }) => isAlpha || stabilityOf(version) !== 'alpha')
    .map((other) => stretchOf(catalog, other, way, mayBeOff));
  return travel(present, family, way, (to, from) => !isOn(catalog, to, from));
}

function travel(
  start: Stretch,
  family: readonly Stretch[],
  way: readonly Release[],
  isOff: (to: GroupVersionKind, from: Release) => boolean,
): Route {
  const moves: Move[] = [];
  let present = start;
  let position = Math.max(0, present.served.indexOf(true));
  for (;;) {
    const kin = [...family].sort(byNearness(present.gvk));
    const end = present.served[position] === true ? lastOfRun(present, position) : position - 1;
    if (end >= way.length - 1) return { moves, lostAt: null };
    const next = farthest(kin, position, end) ?? soonest(kin, end);
    if (next === undefined) return { moves, lostAt: way[end + 1] as Release };
    const isEmpty = next.at > end;
    const from = way[next.at] as Release;
    // Where nothing was served from the start on, there is no window to miss: it is to be mended before the first hop.
    const mends = isEmpty && end < 0 && next.at === 0;
    moves.push({
      of: present.gvk,
      to: next.stretch.gvk,
      from,
      until: isEmpty ? from : (way[end] as Release),
      missing: isEmpty && !mends ? (way[end + 1] as Release) : null,
      whenEnabled: isOff(next.stretch.gvk, from),
    });
    present = next.stretch;
    position = next.at;
  }
}

interface Choice {
  readonly stretch: Stretch;
  /** Index into the way from which it can be written. */
  readonly at: number;
  readonly reach: number;
}

/** What is served at some release from `position` to `end`, and lasts longest beyond `end`. */
function farthest(family: readonly Stretch[], position: number, end: number): Choice | undefined {
  const choices = family.flatMap((stretch): Choice[] => {
    if (stretch.served[end] !== true || stretch.served[end + 1] !== true) return [];
    let at = end;
    while (at > position && stretch.served[at - 1] === true) at--;
    return [{ stretch, at, reach: lastOfRun(stretch, end) }];
  });
  return choices.sort((a, b) => b.reach - a.reach)[0];
}

/** What is served again soonest after `end`. */
function soonest(family: readonly Stretch[], end: number): Choice | undefined {
  const choices = family.flatMap((stretch): Choice[] => {
    const at = stretch.served.indexOf(true, end + 1);
    return at === -1 ? [] : [{ stretch, at, reach: lastOfRun(stretch, at) }];
  });
  return choices.sort((a, b) => a.at - b.at || b.reach - a.reach)[0];
}

/** What comes first of those that last equally long: the API's own group, then the most stable version. */
function byNearness({ group }: GroupVersionKind): (a: Stretch, b: Stretch) => number {
  const isOther = (stretch: Stretch) => (stretch.gvk.group === group ? 0 : 1);
  return (a, b) => isOther(a) - isOther(b) || compareVersions(a.gvk.version, b.gvk.version);
}

function lastOfRun({ served }: Stretch, at: number): number {
  const stop = served.indexOf(false, at);
  return stop === -1 ? served.length - 1 : stop - 1;
}

/** @param mayBeOff whether it counts as served where an administrator must turn it on first. */
function stretchOf(catalog: Catalog, gvk: GroupVersionKind, way: readonly Release[], mayBeOff: boolean): Stretch {
  const served = way.map((release) => (mayBeOff ? isServed(catalog.state(gvk, release)) : isOn(catalog, gvk, release)));
  return { gvk, served };
}

function isOn(catalog: Catalog, gvk: GroupVersionKind, release: Release): boolean {
  return catalog.state(gvk, release).serving === 'by-default';
}
