import type { ApiState } from '../catalog/catalog.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import type { Recent } from '../model/owned.ts';
import { lately } from '../model/owned.ts';
import { compareReleases, isAtLeast } from '../model/release.ts';
import { compareVersions } from '../model/stability.ts';
import type { ReferenceContext } from './reference.ts';

/** Whether the Target serves an API, by default or when enabled, and nothing has removed it by then. */
export function isServed({ serving, lifecycle, release }: ApiState): boolean {
  return serving === 'by-default' || (serving === 'when-enabled' && !isAtLeast(release, lifecycle.removed));
}

/** Whether an API was served once, and the Target no longer does. */
export function isGone(state: ApiState): boolean {
  return !isServed(state) && state.serving !== 'not-yet' && state.serving !== 'unknown';
}

/**
 * Of several versions of one kind, the one that stands for all where none is named: what the Target serves, the most
 * stable first; else what it is yet to serve; else what went last.
 *
 * @returns `null` where there is no version at all.
 */
export function representative(versions: readonly GroupVersionKind[], context: ReferenceContext): ApiState | null {
  let known = representatives.get(context);
  if (known === undefined) {
    known = lately();
    representatives.set(context, known);
  }
  const before = known.get(versions);
  if (before !== undefined) return before;
  const states = versions.map((gvk) => context.catalog.state(gvk, context.target));
  const rank = (state: ApiState) => (isServed(state) ? RANKS[state.serving] : state.serving === 'not-yet' ? 2 : 3);
  const [first = null] = states.sort((a, b) => rank(a) - rank(b) || byWorth(a, b));
  known.set(versions, first);
  return first;
}

/** By list: roles name a few of the Timeline's again and again, and sorting one is most of the work. */
const representatives = new WeakMap<ReferenceContext, Recent<ApiState | null, readonly GroupVersionKind[]>>();

/** Lower comes first; what is served only when enabled comes after what is served anyway. */
const RANKS = { 'by-default': 0, 'when-enabled': 1, 'not-yet': 2, removed: 3, unknown: 3 } as const;

function byWorth(a: ApiState, b: ApiState): number {
  const [left, right] = [a.lifecycle.removed, b.lifecycle.removed];
  const bothGone = isGone(a) && isGone(b) && left !== null && right !== null;
  return (bothGone ? compareReleases(right, left) : 0) || compareVersions(a.gvk.version, b.gvk.version);
}
