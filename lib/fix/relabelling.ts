import { posix } from 'node:path';
import { rootsOf } from '../input/roots.ts';
import { addTo } from '../model/lists.ts';
import { fileBeside, itemsOf, placeOfFile, placesReachedBy, reachesOneOf } from './patches.ts';
import type { Json, JsonMapping } from './value.ts';
import { isMapping, jsonOf, valueAt } from './value.ts';

/** A kustomization, and the file that it stands in. */
export interface KustomizationFile {
  readonly file: string;
  readonly value: JsonMapping;
}

/** The workloads whose labels of Pods, or selectors, are other ones once a kustomization is built. */
export interface Relabelled {
  /** All objects of these files. */
  readonly files: ReadonlySet<string>;
  /** The names of objects by their kinds; `null` stands for objects of any name. */
  readonly objects: ReadonlyMap<string, ReadonlySet<string | null>>;
}

/** What old APIs made a selector of, and the selector itself. */
const PLACES = ['/spec/template/metadata/labels', '/spec/selector'];

/**
 * What kustomizations change of the labels that the old APIs took for a selector: by labels for all that they are made of, and by
 * patches.
 *
 * @param patches the texts of the files that are named as patches.
 */
export function relabelledBy(
  kustomizations: readonly KustomizationFile[],
  patches: ReadonlyMap<string, string>,
): Relabelled {
  const inFolder = new Map(kustomizations.map((each) => [posix.dirname(placeOfFile(each.file)), each]));
  const files = filesBelow(addingLabels(kustomizations, inFolder), inFolder);
  const objects = new Map<string, Set<string | null>>();
  const read = patchReader();
  for (const kustomization of kustomizations) {
    for (const { kind, name } of patchesIn(kustomization, patches, read)) {
      objects.set(kind, (objects.get(kind) ?? new Set()).add(name));
    }
  }
  return { files, objects };
}

/** Whether the labels of an object's Pods, or its selector, are other ones once a kustomization is built. */
export function isRelabelled(
  { files, objects }: Relabelled,
  file: string,
  kind: string,
  name: Json | undefined,
): boolean {
  const names = objects.get(kind);
  return (
    files.has(placeOfFile(file)) || names?.has(null) === true || (typeof name === 'string' && names?.has(name) === true)
  );
}

/** What kustomizations are found by: their folders. */
type InFolder = ReadonlyMap<string, KustomizationFile>;

/** The kustomizations and files that a field of one names. */
function named({ file, value }: KustomizationFile, fields: readonly string[]): readonly string[] {
  return fields
    .flatMap((field) => itemsOf(value, field))
    .filter((path) => typeof path === 'string')
    .map((path) => fileBeside(file, path).replace(/(?<=.)\/$/, ''));
}

/** Those that change labels: what a component does, it does to what names it. */
function addingLabels(kustomizations: readonly KustomizationFile[], inFolder: InFolder): readonly KustomizationFile[] {
  const users = new Map<KustomizationFile, KustomizationFile[]>();
  for (const each of kustomizations) {
    for (const path of named(each, ['components'])) {
      const component = inFolder.get(path);
      if (component !== undefined) addTo(users, component, each);
    }
  }
  return reached(kustomizations.filter(addsLabels), (each) => users.get(each) ?? []);
}

function addsLabels({ value }: KustomizationFile): boolean {
  const isForPods = (labels: Json) =>
    isMapping(labels) && (labels['includeSelectors'] === true || labels['includeTemplates'] === true);
  return isMapping(value['commonLabels']) || itemsOf(value, 'labels').some(isForPods);
}

/** The files that kustomizations are made of, and those below them. */
function filesBelow(kustomizations: readonly KustomizationFile[], inFolder: InFolder): ReadonlySet<string> {
  const files = new Set<string>();
  reached(kustomizations, (each) =>
    named(each, ['resources', 'bases', 'components']).flatMap((path) => {
      const below = inFolder.get(path);
      if (below === undefined) files.add(path);
      return below ?? [];
    }),
  );
  return files;
}

/** All that is come to from some kustomizations, each once: they may name one another in circles, and in chains of thousands. */
function reached(
  from: readonly KustomizationFile[],
  next: (each: KustomizationFile) => readonly KustomizationFile[],
): readonly KustomizationFile[] {
  const seen = new Set(from);
  for (const each of seen) for (const other of next(each)) seen.add(other);
  return [...seen];
}

/** Objects of a kind, of one name or of any. */
interface Named {
  readonly kind: string;
  readonly name: string | null;
}

/** Whether a patch changes labels or selectors, and, where it is a strategic merge, the objects that it does so to. */
interface Patch {
  readonly isTouching: boolean;
  readonly merged: readonly Named[];
}

/** The objects that patches of a kustomization give other labels, or another selector. */
function* patchesIn(
  { file, value }: KustomizationFile,
  patches: ReadonlyMap<string, string>,
  read: (text: string) => Patch,
): Generator<Named> {
  const targeted = ['patches', 'patchesJson6902'].flatMap((list) => itemsOf(value, list)).filter(isMapping);
  for (const { patch, path, target } of targeted) {
    const text = typeof patch === 'string' && patch !== '' ? patch : textOf(path, file, patches);
    const kind = isMapping(target) ? target['kind'] : undefined;
    if (typeof kind !== 'string') yield* read(text).merged;
    else if (read(text).isTouching) yield { kind, name: plainName(isMapping(target) ? target['name'] : undefined) };
  }
  for (const patch of itemsOf(value, 'patchesStrategicMerge')) {
    yield* read(typeof patch === 'string' && patch.includes('\n') ? patch : textOf(patch, file, patches)).merged;
  }
}

function textOf(path: Json | undefined, file: string, patches: ReadonlyMap<string, string>): string {
  return typeof path === 'string' ? (patches.get(fileBeside(file, path)) ?? '') : '';
}

/** Reads each patch once: thousands of kustomizations and targets may name the same one. */
function patchReader(): (text: string) => Patch {
  const known = new Map<string, Patch>();
  return (text) => {
    const patch = known.get(text) ?? patchOf(text);
    known.set(text, patch);
    return patch;
  };
}

function patchOf(text: string): Patch {
  const isTouching = placesReachedBy(text)?.some((place) => reachesOneOf(place, PLACES)) === true;
  return { isTouching, merged: isTouching ? mergedBy(text) : [] };
}

/** The objects that the strategic merges in a text are for. */
function mergedBy(text: string): readonly Named[] {
  return rootsOf(text).flatMap((root): readonly Named[] => {
    const patch = typeof root === 'string' ? null : jsonOf(root);
    if (!isMapping(patch) || typeof patch['kind'] !== 'string') return [];
    return [{ kind: patch['kind'], name: plainName(valueAt(patch, ['metadata', 'name'])) }];
  });
}

/** The names in a target are patterns. */
function plainName(name: Json | undefined): string | null {
  return typeof name === 'string' && /^[\w-]+$/.test(name) ? name : null;
}
