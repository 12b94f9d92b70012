import { featureGate, reaches } from '../catalog/gates.ts';
import type { Release } from '../model/release.ts';
import { compareReleases } from '../model/release.ts';
import { stabilityOf } from '../model/stability.ts';
import type { Change } from './changes.ts';
import type { Move } from './route.ts';
import type { StoredVersion } from './stored-versions.ts';
import type { NodeStep } from './version-skew.ts';

/** One thing to do, at one release of the control plane (`at`). */
export type Step =
  /** What does not work even before the first hop, nor later; `move` is what to write, where that is known. */
  | { readonly do: 'mend'; readonly at: Release; readonly change: Change; readonly move: Move | null }
  /** What does not work yet when the way begins, and does from here on as it is. */
  | { readonly do: 'wait'; readonly at: Release; readonly change: Change }
  | { readonly do: 'migrate-stored'; readonly at: Release; readonly stored: StoredVersion }
  /** Write another API; by `move.until` at the latest. Where that window is empty, right after the hop to `at`. */
  | { readonly do: 'rewrite'; readonly at: Release; readonly change: Change; readonly move: Move }
  /** Delete the objects that are stored as an alpha: the release that the next hop goes to cannot read what is left of them. */
  | { readonly do: 'delete'; readonly at: Release; readonly change: Change; readonly move: Move }
  /** Do without: nothing takes its place. By `until` at the latest. */
  | { readonly do: 'remove'; readonly at: Release; readonly until: Release; readonly change: Change }
  | { readonly do: 'nodes'; readonly at: Release; readonly nodes: NodeStep }
  | { readonly do: 'hop'; readonly at: Release; readonly to: Release };

/** The order of what is done at the same release. */
const ORDER = [
  'mend',
  'wait',
  'migrate-stored',
  'rewrite',
  'delete',
  'remove',
  'nodes',
  'hop',
] as const satisfies readonly Step['do'][];

/** Everything to do in its order: each edit at the earliest safe moment, then the hop. */
export function planOf(
  way: readonly Release[],
  changes: readonly Change[],
  stored: readonly StoredVersion[],
  nodes: readonly NodeStep[],
): readonly Step[] {
  const first = way[0] as Release;
  const steps: Step[] = [
    ...changes.flatMap((change) => stepsFor(change, way)),
    ...stored.map((version): Step => ({ do: 'migrate-stored', at: first, stored: version })),
    ...nodes.map((step): Step => ({ do: 'nodes', at: step.at, nodes: step })),
    ...way.slice(1).map((to, at): Step => ({ do: 'hop', at: way[at] as Release, to })),
  ];
  const rank = (step: Step) => way.indexOf(step.at) * ORDER.length + ORDER.indexOf(step.do);
  return steps.sort((a, b) => rank(a) - rank(b));
}

function stepsFor(change: Change, way: readonly Release[]): Step[] {
  const { before, route, heals } = change;
  if (heals !== null) return [{ do: 'wait', at: heals, change }];
  const first = way[0] as Release;
  const moves = route?.moves ?? [];
  const steps: Step[] = [];
  if (before === null) steps.push({ do: 'mend', at: first, change, move: moves[0] ?? null });
  const later = before === null ? moves.slice(1) : moves;
  steps.push(...later.map((move): Step => ({ do: 'rewrite', at: move.from, change, move })));
  steps.push(
    ...moves.flatMap((move): Step[] => {
      const at = lastReading(move, change, way);
      return at === null ? [] : [{ do: 'delete', at, change, move }];
    }),
  );
  if (before !== null && route === null)
    steps.push({ do: 'remove', at: openSince(change, way), until: before, change });
  if (route?.lostAt != null && !(before === null && moves.length === 0)) {
    const until = way[Math.max(0, way.indexOf(route.lostAt) - 1)] as Release;
    // Whoever takes it out early is without it for longer: the latest moment is the safe one.
    steps.push({ do: 'remove', at: until, until, change });
  }
  return steps;
}

/**
 * The release before a rewriting without a window, where objects are left in etcd that the next one cannot read. Alphas are
 * stored as they are written; what a permission or a webhook names is no object of this input.
 */
function lastReading({ of, missing }: Move, { finding, places }: Change, way: readonly Release[]): Release | null {
  if (missing === null || finding.boundary !== 'rest' || stabilityOf(of.version) !== 'alpha') return null;
  if (places.every(({ via }) => via === 'reference')) return null;
  return way[way.indexOf(missing) - 1] ?? null;
}

/**
 * From when on something that is no API can be taken out: once it works, and a feature gate once its feature is on without
 * it.
 */
function openSince({ finding, before, since }: Change, way: readonly Release[]): Release {
  // A group and version in the runtime configuration may be what turns on the API of objects that are there up to the end.
  if (finding.details.reference === 'enablement' && before !== null) return before;
  const { gate } = finding.subject;
  const known = gate === undefined ? undefined : featureGate(gate, 'kubernetes');
  const stable = known === undefined ? null : reaches(known, 'stable');
  if (stable === null || before === null || way.indexOf(stable) < way.indexOf(since)) return since;
  return compareReleases(stable, before) <= 0 ? stable : since;
}
