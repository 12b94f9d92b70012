import type { GroupVersionKind } from '../model/gvk.ts';
import { formatApiVersion, isKustomization } from '../model/gvk.ts';
import type { Suppression } from '../model/report.ts';
import { conversionFor } from './conversions/index.ts';
import { destinationOf } from './destination.ts';
import { expectedValue } from './expected.ts';
import { labelSteps } from './labels.ts';
import type { PatchMove } from './patch-texts.ts';
import { patchTextSteps } from './patch-texts.ts';
import type { Planning, Setting, Stays, StepGroup } from './planning.ts';
import { BY_ITSELF } from './planning.ts';
import type { Verdict } from './policing.ts';
import { addsUnknownField, disproof, isInWholeList, schemaOf } from './proof.ts';
import { referenceSteps } from './references.ts';
import { isRelabelled } from './relabelling.ts';
import { isMoveOfName, isSameByName, releasesOf, servingReleases } from './same-name.ts';
import type { Reason, Step } from './step.ts';
import { decide } from './step.ts';
import type { JsonMapping, Path } from './value.ts';
import { valueAt } from './value.ts';

/** What is to be done to one resource, and what of it must be left. */
export interface Plan {
  /** All steps; those of `groups`. */
  readonly steps: readonly Step[];
  /** What is done as a whole or not at all: the move to another API, where there is one, comes first. */
  readonly groups: readonly (readonly Step[])[];
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
export function planFor(
  resource: JsonMapping,
  gvk: GroupVersionKind,
  planning: Planning,
  judge: PathJudge,
  setting: Setting = BY_ITSELF,
): Plan {
  const suppressed: { readonly path: Path; readonly by: Suppression }[] = [];
  const stays: Stays = (paths) => {
    const verdict = judge(paths);
    if (verdict === null) return false;
    if (verdict !== 'off') suppressed.push({ path: paths[0] ?? [], by: verdict });
    return true;
  };
  const found = moveFor(resource, gvk, planning, setting);
  const isNothing = found.steps.length + found.left.length === 0;
  const move = isNothing || !stays([['apiVersion']]) ? found : { steps: [], left: [], to: gvk };
  const to = move.steps.length > 0 ? move.to : gvk;
  const left: Reason[] = [...move.left];
  const steps: Step[] = [...move.steps];
  const groups: (readonly Step[])[] = move.steps.length > 0 ? [move.steps] : [];
  for (const group of [
    ...referenceSteps(resource, gvk, planning, setting.file),
    ...(isKustomization(gvk) ? patchTextSteps(resource, planning, patchMoveBy(planning)) : []),
    ...labelSteps(resource, to, planning, stays),
  ]) {
    if (stays(placesOf(group))) continue;
    if ('reason' in group) left.push(group);
    else if (setting.directives !== null) left.push({ reason: 'directives', path: placeOf(group) });
    else if (group.steps.every(isScalar) || isKept(resource, [...steps, ...group.steps], to, planning)) {
      for (const step of group.steps) steps.push(step);
      groups.push(group.steps);
    }
  }
  return { steps, groups, left, suppressed };
}

/** Whether steps are those of a move to another API. */
export function isMove([first]: readonly Step[]): boolean {
  return first?.ground === 'schemas-agree';
}

/** The place to show for a group: of what it mends, else of what it does. */
function placeOf({ steps, about }: Exclude<StepGroup, Reason>): Path {
  return about?.[0] ?? steps[0]?.path ?? [];
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
  return step.op === 'set' || step.op === 'replace' || (step.op === 'append' && typeof step.value !== 'object');
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

interface Move extends Pick<Plan, 'steps' | 'left'> {
  readonly to: GroupVersionKind;
}

/** The move of a resource as its setting lets it be. */
function moveFor(resource: JsonMapping, gvk: GroupVersionKind, planning: Planning, setting: Setting): Move {
  const { directives, kept } = setting;
  const move = planMove(resource, gvk, planning, setting.isPatch);
  if (move.steps.length === 0) return move;
  if (kept !== null) return { steps: [], left: [kept], to: gvk };
  if (move.steps.some(isSelectorOfLabels) && isChangedByOthers(resource, gvk, planning, setting))
    return { steps: [], left: [decide(['spec', 'selector'], 'relabelled')], to: gvk };
  const isNameKnown = directives === 'some' && isMoveOfName(planning.catalog, gvk, move.to, planning.bounds);
  if (directives === null || isNameKnown) return move;
  return { steps: [], left: [{ reason: 'directives', path: ['apiVersion'] }], to: gvk };
}

/** Whether a step writes the selector that the old API made of the labels of the Pods. */
function isSelectorOfLabels(step: Step): boolean {
  return step.op === 'add' && step.key === 'selector' && step.ground === 'required';
}

/** Whether a kustomization changes the labels that the old API makes a selector of: that of the object is another one then. */
function isChangedByOthers(resource: JsonMapping, { kind }: GroupVersionKind, { known }: Planning, { file }: Setting) {
  const name = valueAt(resource, ['metadata', 'name']);
  return known.relabelled !== undefined && isRelabelled(known.relabelled, file, kind, name);
}

function patchMoveBy(planning: Planning): PatchMove {
  return (patch, of) => planMove(patch, of, planning, true).steps;
}

function planMove(resource: JsonMapping, gvk: GroupVersionKind, { catalog, bounds }: Planning, isPatch: boolean): Move {
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
  for (const step of convert?.(resource, isPatch) ?? []) {
    if (step.op === 'refuse') left.push(step);
    else if (!isPatch || !isDefault(step) || isInWholeList(step.path, old)) steps.push(step);
  }
  if (left.length > 0) return refused(...left);
  const after = expectedValue(resource, steps);
  if (after === null) return refused({ reason: 'layout', path: [] });
  const found = disproof(resource, after, old, now, { isPart: isPatch });
  return found === null ? { steps, left, to } : refused(found);
}

/** Whether a step writes out what the resource does not say: of a patch, the object that it is for may say it. */
function isDefault({ op, ground }: Step): boolean {
  return op === 'add' && (ground === 'old-default' || ground === 'required');
}
