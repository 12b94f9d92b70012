import type { Catalog } from '../catalog/catalog.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { formatApiVersion, formatGvk } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';
import { releasesBetween } from '../model/release.ts';
import type { Suppression } from '../model/report.ts';
import { stabilityOf } from '../model/stability.ts';
import { conversionFor } from './conversions/index.ts';
import type { Bounds } from './destination.ts';
import { destinationOf } from './destination.ts';
import { expectedValue } from './expected.ts';
import { labelSteps } from './labels.ts';
import { migrationFrom } from './migrations.ts';
import type { Planning, Stays, StepGroup } from './planning.ts';
import type { Verdict } from './policing.ts';
import type { KindSchema } from './proof.ts';
import { addsUnknownField, coversWhole, disproof, schemaOf } from './proof.ts';
import { referenceSteps } from './references.ts';
import type { Reason, Step } from './step.ts';
import type { JsonMapping, Path } from './value.ts';

/** What is to be done to one resource, and what of it must be left. */
export interface Plan {
  readonly steps: readonly Step[];
  readonly left: readonly Reason[];
  /** What stays by the word of the policy or of the manifest, by the path of each in the resource. */
  readonly suppressed: readonly { readonly path: Path; readonly by: Suppression }[];
}

/** Says of places in a resource what becomes of a change that is made for their sake. */
export type PathJudge = (paths: readonly Path[]) => Verdict;

/**
 * Decides what to do to a resource: its move to another API, as a whole or not at all, and the mending of the references
 * and labels in it, each by itself. Nothing is done, and nothing left, that the judge has stay.
 */
export function planFor(resource: JsonMapping, gvk: GroupVersionKind, planning: Planning, judge: PathJudge): Plan {
  const suppressed: { readonly path: Path; readonly by: Suppression }[] = [];
  const stays: Stays = (paths) => {
    const verdict = judge(paths);
    if (verdict === null) return false;
    if (verdict !== 'off') suppressed.push({ path: paths[0] ?? [], by: verdict });
    return true;
  };
  const found = planMove(resource, gvk, planning);
  const isNothing = found.steps.length + found.left.length === 0;
  const move = isNothing || !stays([['apiVersion']]) ? found : { steps: [], left: [], to: gvk };
  const to = move.steps.length > 0 ? move.to : gvk;
  const left: Reason[] = [...move.left];
  const steps: Step[] = [...move.steps];
  for (const group of [...referenceSteps(resource, gvk, planning), ...labelSteps(resource, to, planning, stays)]) {
    if (stays(placesOf(group))) continue;
    if ('reason' in group) left.push(group);
    else if (group.steps.every(isScalar) || isKept(resource, [...steps, ...group.steps], to, planning)) {
      for (const step of group.steps) steps.push(step);
    }
  }
  return { steps, left, suppressed };
}

/** The places whose findings a group mends, or would. */
function placesOf(group: StepGroup): readonly Path[] {
  if ('reason' in group) return 'path' in group ? [group.path] : [];
  return group.about ?? group.steps.map(({ path }) => path);
}

/**
 * Whether a step writes a scalar: that adds no field, so that no schema has anything against it that it has not already.
 * There may be thousands of such steps, and to look through the whole resource for each would take minutes.
 */
function isScalar(step: Step): boolean {
  return step.op === 'set' || (step.op === 'append' && typeof step.value !== 'object');
}

/**
 * Whether the resource is one of its (new) kind after the steps: else they are not made. What the Target's schema has
 * something against before them is no reason.
 */
function isKept(
  resource: JsonMapping,
  steps: readonly Step[],
  gvk: GroupVersionKind,
  { catalog, bounds }: Planning,
): boolean {
  const after = expectedValue(resource, steps);
  if (after === null) return false;
  const schema = schemaOf(gvk, servingReleases(catalog, gvk, bounds.target));
  return schema === null || !addsUnknownField(resource, after, schema);
}

interface Move extends Omit<Plan, 'suppressed'> {
  readonly to: GroupVersionKind;
}

function planMove(resource: JsonMapping, gvk: GroupVersionKind, { catalog, bounds }: Planning): Move {
  const refused = (...left: readonly Reason[]): Move => ({ steps: [], left, to: gvk });
  const destination = destinationOf(catalog, gvk, bounds);
  if (destination === null) return refused();
  if ('reason' in destination) return refused(destination.reason);
  const { to } = destination;
  const old = schemaOf(gvk, releasesOf(catalog, gvk));
  const now = schemaOf(to, servingReleases(catalog, to, bounds.target));
  if (old === null || now === null) return refused({ reason: 'no-schema', gvk: old === null ? gvk : to });
  const convert = conversionFor(gvk, to);
  if (convert === undefined && !isSameByName(catalog, gvk, to, old, now))
    return refused({ reason: 'no-conversion', to });
  const apiVersion = formatApiVersion(to);
  const first: Step = { op: 'set', path: ['apiVersion'], value: apiVersion, ground: 'schemas-agree', from: gvk, to };
  const steps: Step[] = [first];
  const left: Reason[] = [];
  for (const step of convert?.(resource) ?? []) {
    if (step.op === 'refuse') left.push(step);
    else steps.push(step);
  }
  if (left.length > 0) return refused(...left);
  const after = expectedValue(resource, steps);
  if (after === null) return refused({ reason: 'layout', path: [] });
  const found = disproof(resource, after, old, now);
  return found === null ? { steps, left, to } : refused(found);
}

/**
 * Whether a field that two APIs both have means the same in both, with no conversion between them: the migration guide has
 * the move and names no change; or it has none, and one is the beta of the other, whose objects the API server takes
 * for each other's; or every object of the one is one of the other; or it is the twin of one that moves.
 */
function isSameByName(
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
function releasesOf(catalog: Catalog, gvk: GroupVersionKind): readonly Release[] {
  return (catalog.entry(gvk)?.seen ?? []).flatMap(([first, last]) => releasesBetween(first, last));
}

/** The same, up to the Target: beyond the newest Snapshot that knows fields, that one stands for it. */
function servingReleases(catalog: Catalog, gvk: GroupVersionKind, target: Release): readonly Release[] {
  const known = new Set(releasesBetween('1.0', target));
  return releasesOf(catalog, gvk).filter((release) => known.has(release));
}
