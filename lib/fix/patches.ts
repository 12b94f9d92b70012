import { posix } from 'node:path';
import { rootsOf } from '../input/roots.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { gvkKey } from '../model/gvk.ts';
import type { ObjectNames } from './known.ts';
import type { Json, JsonMapping } from './value.ts';
import { isMapping, jsonOf } from './value.ts';

/** A file's name as it is compared: without steps that lead back. */
export function placeOfFile(file: string): string {
  return posix.normalize(file);
}

/** The file that a kustomization names by a path of its own. */
export function fileBeside(kustomization: string, path: string): string {
  return posix.normalize(posix.join(posix.dirname(kustomization), path));
}

/** The files that a kustomization names as patches; those that stand in it as text are none. */
export function patchFilesOf(kustomization: JsonMapping, file: string): readonly string[] {
  const merged = itemsOf(kustomization, 'patchesStrategicMerge');
  const paths = ['patches', 'patchesJson6902'].flatMap((list) =>
    itemsOf(kustomization, list).map((item) => (isMapping(item) ? item['path'] : undefined)),
  );
  return [...merged, ...paths]
    .filter((path) => typeof path === 'string' && path !== '' && !path.includes('\n'))
    .map((path) => fileBeside(file, path as string));
}

/** The items of a list in a kustomization. */
export function itemsOf(value: JsonMapping, key: string): readonly Json[] {
  const list = value[key];
  return Array.isArray(list) ? (list as readonly Json[]) : [];
}

/**
 * The places that a patch reaches, as JSON pointers: of a JSON patch those that its operations name, of a strategic merge
 * those of its values.
 *
 * @returns `null` where the text is neither.
 */
export function placesReachedBy(patch: string): readonly string[] | null {
  const reached: string[] = [];
  for (const root of rootsOf(patch)) {
    if (typeof root === 'string') return null;
    const value = jsonOf(root);
    if (Array.isArray(value)) {
      for (const operation of value as readonly Json[]) {
        if (!isMapping(operation) || typeof operation['path'] !== 'string') return null;
        reached.push(operation['path']);
        if (typeof operation['from'] === 'string') reached.push(operation['from']);
      }
    } else if (isMapping(value)) {
      // What says which object is meant is no part of the patch.
      const { apiVersion, kind, ...rest } = value;
      addPlaces(rest, '', reached);
    } else return null;
  }
  return reached;
}

function addPlaces(value: Json, pointer: string, reached: string[]): void {
  if (!isMapping(value) || Object.keys(value).length === 0) reached.push(pointer);
  else for (const [key, child] of Object.entries(value)) addPlaces(child, `${pointer}/${key}`, reached);
}

/** Whether a place lies in one of others, or one of them in it. */
export function reachesInto(place: string, touched: readonly string[]): boolean {
  return reachesOneOf(place, ['/apiVersion', '/kind', ...touched]);
}

/** The same, of these others alone. */
export function reachesOneOf(place: string, others: readonly string[]): boolean {
  return others.some((other) => `${place}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${place}/`));
}

/** Whether there is an object of an API among some, of a name that is asked for or of any. */
export function isAmong(objects: ObjectNames | undefined, gvk: GroupVersionKind, name: Json | undefined): boolean {
  const names = objects?.get(gvkKey(gvk));
  if (names === undefined) return false;
  // The names in a target are patterns.
  const isAny = typeof name !== 'string' || name === '' || !/^[\w.-]+$/.test(name);
  return isAny || names.has(name) || names.has(null);
}
