import { rootsOf } from '../input/roots.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { parseApiVersion } from '../model/gvk.ts';
import { objectsIn } from './conversions/conversion.ts';
import { touchedBy } from './conversions/index.ts';
import { isAmong, itemsOf, placesReachedBy, reachesInto } from './patches.ts';
import type { Planning, StepGroup } from './planning.ts';
import type { Step } from './step.ts';
import type { Json, JsonMapping, Path } from './value.ts';
import { isMapping, jsonOf, valueAt } from './value.ts';

/** A strategic merge that stands in a kustomization as text. */
interface PatchText {
  /** Where the text stands. */
  readonly path: Path;
  readonly text: string;
  readonly value: JsonMapping;
  readonly apiVersion: string;
  readonly gvk: GroupVersionKind;
}

/** What a patch becomes at its API's successor: no steps where it stays. */
export type PatchMove = (patch: JsonMapping, gvk: GroupVersionKind) => readonly Step[];

/**
 * The mending of patches that stand in a kustomization as texts, as far as that takes another apiVersion and nothing else; they
 * move with what they patch, as those in files do. Of all others nothing is said here: an audit tells their lines.
 */
export function patchTextSteps(
  kustomization: JsonMapping,
  { known: { objects } }: Planning,
  moveOf: PatchMove,
): readonly StepGroup[] {
  return patchTextsIn(kustomization).flatMap(({ path, text, value, apiVersion, gvk }): readonly StepGroup[] => {
    const name = valueAt(value, ['metadata', 'name']);
    if (isAmong(objects?.staying, gvk, name) || (objects !== undefined && !isAmong(objects.moving, gvk, name)))
      return [];
    const [step, ...others] = moveOf(value, gvk);
    if (step?.ground !== 'schemas-agree' || step.op !== 'set' || others.length > 0) return [];
    // What the move writes out in the object would be there beside what the patch says of it.
    const touched = touchedBy(gvk, step.to) ?? [];
    if (placesReachedBy(text)?.some((place) => reachesInto(place, touched)) !== false) return [];
    return [
      {
        steps: [{ op: 'replace', path, from: apiVersion, value: String(step.value), ground: 'reference' }],
        about: [path],
      },
    ];
  });
}

/** The patches of a kustomization that stand in it as texts of one object each, with its apiVersion in them once. */
export function patchTextsIn(kustomization: JsonMapping): readonly PatchText[] {
  const merges = itemsOf(kustomization, 'patchesStrategicMerge').flatMap((text, at) =>
    patchText(['patchesStrategicMerge', at], text),
  );
  const patches = objectsIn(kustomization, ['patches']).flatMap(({ path, value }) =>
    patchText([...path, 'patch'], value['patch']),
  );
  return [...merges, ...patches];
}

function patchText(path: Path, text: Json | undefined): readonly PatchText[] {
  // In one line it is the name of a file, or JSON.
  if (typeof text !== 'string' || !/[\n{]/.test(text)) return [];
  const [root, ...others] = rootsOf(text);
  if (root === undefined || typeof root === 'string' || others.length > 0) return [];
  const value = jsonOf(root);
  if (!isMapping(value)) return [];
  const { apiVersion, kind } = value;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return [];
  const groupVersion = parseApiVersion(apiVersion);
  if (groupVersion === null || text.split(apiVersion).length !== 2) return [];
  return [{ path, text, value, apiVersion, gvk: { ...groupVersion, kind } }];
}
