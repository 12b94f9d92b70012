import type { GroupVersionKind } from '../model/gvk.ts';
import { formatApiVersion, parseApiVersion } from '../model/gvk.ts';
import { objectsIn } from './conversions/conversion.ts';
import { touchedBy } from './conversions/index.ts';
import { destinationOf } from './destination.ts';
import type { Known } from './known.ts';
import { fileBeside, isAmong, placesReachedBy, reachesInto } from './patches.ts';
import type { Planning, StepGroup } from './planning.ts';
import { isMoveOfName } from './same-name.ts';
import type { Step } from './step.ts';
import { decide } from './step.ts';
import type { Json, JsonMapping, Path } from './value.ts';
import { isMapping } from './value.ts';

/** A field of a kustomization that chooses objects, and the places in them that are read or written for its sake. */
interface Target {
  readonly path: Path;
  readonly value: JsonMapping;
  /** `null` where they are not known. */
  readonly reached: readonly string[] | null;
}

/** The moves of the APIs that a target names: several, where it leaves the group or the version out. */
interface TargetMove {
  readonly from: readonly GroupVersionKind[];
  readonly to: GroupVersionKind;
}

/**
 * The mending of what a kustomization chooses objects by: else its patches and replacements would find nothing any more, and
 * be left out without a word. A target is left where the patch reaches into what the move changes, and where some objects stay.
 */
export function targetSteps(kustomization: JsonMapping, planning: Planning, file: string): readonly StepGroup[] {
  const reaches = reachReader();
  return targetsIn(kustomization, file, planning.known.patches).flatMap((target): readonly StepGroup[] => {
    const move = moveOf(target.value, planning);
    if (move === null) return [];
    const steps = stepsFor(target, move.to);
    if (steps.length === 0) return [];
    if (!isSafe(target, move, planning, reaches)) return [decide(placeOf(target), 'patch-target')];
    return [{ steps, about: [target.path] }];
  });
}

/** Where an audit tells of it: at the name of the group, or else of the version. */
function placeOf({ path, value }: Target): Path {
  const key = (['apiVersion', 'group', 'version'] as const).find((name) => isWritten(value[name]));
  return key === undefined ? path : [...path, key];
}

/** The kinds of which a kustomization chooses objects by APIs that move. */
export function kindsChosenBy(kustomization: JsonMapping, planning: Planning): readonly string[] {
  const targets = targetsIn(kustomization, '-', undefined);
  return targets.flatMap(({ value }) => moveOf(value, planning)?.to.kind ?? []);
}

function targetsIn(kustomization: JsonMapping, file: string, patches: Known['patches']): readonly Target[] {
  const targets: Target[] = [];
  // Thousands of targets may name one patch.
  const known = new Map<string, Target['reached']>();
  const reachedBy = (text: string) => {
    const reached = known.has(text) ? (known.get(text) ?? null) : placesReachedBy(text);
    known.set(text, reached);
    return reached;
  };
  const add = (holder: JsonMapping, path: Path, key: string, reached: Target['reached']) => {
    const value = holder[key];
    if (isMapping(value)) targets.push({ path: [...path, key], value, reached });
  };
  for (const list of ['patches', 'patchesJson6902']) {
    for (const { path, value } of objectsIn(kustomization, [list])) {
      const { patch, path: name } = value;
      const named = typeof name === 'string' ? patches?.get(fileBeside(file, name)) : undefined;
      const text = typeof patch === 'string' && patch !== '' ? patch : named;
      add(value, path, 'target', text === undefined ? null : reachedBy(text));
    }
  }
  for (const { path, value } of objectsIn(kustomization, ['vars'])) {
    const field = isMapping(value['fieldref']) ? value['fieldref']['fieldpath'] : undefined;
    add(value, path, 'objref', [placeOfField(field)]);
  }
  for (const { path, value } of objectsIn(kustomization, ['replacements'])) {
    const { source } = value;
    add(value, path, 'source', [placeOfField(isMapping(source) ? source['fieldPath'] : undefined)]);
    for (const target of objectsIn(kustomization, [...path, 'targets'])) {
      const fields = target.value['fieldPaths'];
      add(target.value, target.path, 'select', Array.isArray(fields) ? fields.map(placeOfField) : [placeOfField()]);
      for (const reject of objectsIn(kustomization, [...target.path, 'reject']))
        targets.push({ ...reject, reached: [] });
    }
  }
  return targets;
}

/** The place of a field as kustomize writes it, `spec.rules.0.host` or `spec.a[name=b].c`; by default the name is meant. */
function placeOfField(field?: Json): string {
  const name = typeof field === 'string' && field !== '' ? field : 'metadata.name';
  return `/${name.replaceAll('[', '.').split('.').join('/')}`;
}

function moveOf({ apiVersion, group, version, kind }: JsonMapping, planning: Planning): TargetMove | null {
  if (typeof kind !== 'string') return null;
  if (isWritten(apiVersion)) {
    const groupVersion = parseApiVersion(apiVersion);
    return groupVersion === null ? null : agreed([{ ...groupVersion, kind }], planning);
  }
  const { catalog } = planning;
  if (isWritten(group)) {
    const versions = catalog.versionsOf(group, kind);
    return agreed(isWritten(version) ? versions.filter((gvk) => gvk.version === version) : versions, planning);
  }
  // Without a group any is meant.
  return isWritten(version)
    ? agreed(
        catalog.named(kind).filter((gvk) => gvk.version === version),
        planning,
      )
    : null;
}

function isWritten(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}

/** The move that all of some APIs make alike; `null` where one of them stays, or goes elsewhere. */
function agreed(from: readonly GroupVersionKind[], { catalog, bounds }: Planning): TargetMove | null {
  const all = from.map((gvk) => destinationOf(catalog, gvk, bounds));
  const [first] = all;
  if (first == null || 'reason' in first) return null;
  const api = formatApiVersion(first.to);
  const isAgreed = all.every((other) => other !== null && 'to' in other && formatApiVersion(other.to) === api);
  return isAgreed ? { from, to: first.to } : null;
}

function stepsFor({ path, value }: Target, to: GroupVersionKind): readonly Step[] {
  const written = { apiVersion: formatApiVersion(to), group: to.group, version: to.version };
  return (['apiVersion', 'group', 'version'] as const).flatMap((key): readonly Step[] =>
    isWritten(value[key]) && value[key] !== written[key]
      ? [{ op: 'set', path: [...path, key], value: written[key], ground: 'reference' }]
      : [],
  );
}

/** Whether one of the places that a patch reaches lies in some that a move changes; each two are compared once. */
function reachReader(): (reached: readonly string[], touched: readonly string[]) => boolean {
  const known = new Map<readonly string[], Map<readonly string[], boolean>>();
  return (reached, touched) => {
    const answers = known.get(reached) ?? new Map<readonly string[], boolean>();
    known.set(reached, answers);
    const answer = answers.get(touched) ?? reached.some((place) => reachesInto(place, touched));
    answers.set(touched, answer);
    return answer;
  };
}

/** Whether a target chooses the same objects once it is mended, and finds in them what it found. */
function isSafe(
  { value, reached }: Target,
  { from, to }: TargetMove,
  { catalog, bounds, known }: Planning,
  reaches: ReturnType<typeof reachReader>,
): boolean {
  const { objects } = known;
  const isAnyStaying = [...from, to].some((gvk) => isAmong(objects?.staying, gvk, value['name']));
  const isAnyMoving = objects === undefined || from.some((gvk) => isAmong(objects.moving, gvk, value['name']));
  if (isAnyStaying || !isAnyMoving) return false;
  return from.every((gvk) => {
    if (isMoveOfName(catalog, gvk, to, bounds)) return true;
    const touched = touchedBy(gvk, to);
    return touched !== null && reached !== null && !reaches(reached, touched);
  });
}
