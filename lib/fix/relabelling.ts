import { posix } from 'node:path';
import { rootsOf } from '../input/roots.ts';
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
  const files = new Set<string>();
  const objects = new Map<string, Set<string | null>>();
  for (const kustomization of kustomizations) {
    if (addsLabels(kustomization, inFolder)) addFiles(kustomization, inFolder, files, new Set());
    for (const { kind, name } of patchesIn(kustomization, patches)) {
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

/** What a component does, it does to what names it. */
function addsLabels(kustomization: KustomizationFile, inFolder: InFolder, seen = new Set<string>()): boolean {
  const { file, value } = kustomization;
  if (seen.has(file)) return false;
  seen.add(file);
  const isForPods = (labels: Json) =>
    isMapping(labels) && (labels['includeSelectors'] === true || labels['includeTemplates'] === true);
  if (isMapping(value['commonLabels']) || itemsOf(value, 'labels').some(isForPods)) return true;
  return named(kustomization, ['components']).some((path) => {
    const component = inFolder.get(path);
    return component !== undefined && addsLabels(component, inFolder, seen);
  });
}

function addFiles(from: KustomizationFile, inFolder: InFolder, files: Set<string>, seen: Set<string>): void {
  const pending = [from];
  for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
    if (seen.has(each.file)) continue;
    seen.add(each.file);
    for (const path of named(each, ['resources', 'bases', 'components'])) {
      const below = inFolder.get(path);
      if (below === undefined) files.add(path);
      else pending.push(below);
    }
  }
}

/** The objects that patches of a kustomization give other labels, or another selector. */
function* patchesIn(
  { file, value }: KustomizationFile,
  patches: ReadonlyMap<string, string>,
): Generator<{ readonly kind: string; readonly name: string | null }> {
  const targeted = ['patches', 'patchesJson6902'].flatMap((list) => itemsOf(value, list)).filter(isMapping);
  for (const { patch, path, target } of targeted) {
    const text = typeof patch === 'string' && patch !== '' ? patch : textOf(path, file, patches);
    const kind = isMapping(target) ? target['kind'] : undefined;
    if (typeof kind !== 'string') yield* merged(text);
    else if (isTouching(text)) yield { kind, name: plainName(isMapping(target) ? target['name'] : undefined) };
  }
  for (const patch of itemsOf(value, 'patchesStrategicMerge')) {
    yield* merged(typeof patch === 'string' && patch.includes('\n') ? patch : textOf(patch, file, patches));
  }
}

function textOf(path: Json | undefined, file: string, patches: ReadonlyMap<string, string>): string {
  return typeof path === 'string' ? (patches.get(fileBeside(file, path)) ?? '') : '';
}

/** The objects that the strategic merges in a text are for. */
function* merged(text: string): Generator<{ readonly kind: string; readonly name: string | null }> {
  if (!isTouching(text)) return;
  for (const root of rootsOf(text)) {
    const patch = typeof root === 'string' ? null : jsonOf(root);
    if (!isMapping(patch) || typeof patch['kind'] !== 'string') continue;
    yield { kind: patch['kind'], name: plainName(valueAt(patch, ['metadata', 'name'])) };
  }
}

function isTouching(text: string): boolean {
  return placesReachedBy(text)?.some((place) => reachesOneOf(place, PLACES)) === true;
}

/** The names in a target are patterns. */
function plainName(name: Json | undefined): string | null {
  return typeof name === 'string' && /^[\w-]+$/.test(name) ? name : null;
}
