import type { TimelineKind } from '../catalog/timeline.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { gvkKey } from '../model/gvk.ts';
import { lately } from '../model/owned.ts';
import type { Release } from '../model/release.ts';
import { compareReleases, isLater, nextRelease } from '../model/release.ts';
import { bundledReleases } from '../snapshot/releases.ts';
import { mentionsField } from './definitions.ts';
import type { Field, ObjectType, Shape } from './field-types.ts';
import { bundledFieldTypes } from './field-types.ts';

/** The releases between which the bundled Snapshots have a field. */
export interface FieldHistory {
  /** The first Snapshot with it; `null` where that is the first of all that know fields, or none has it. */
  readonly introduced: Release | null;
  /** The first later Snapshot of a finished release without it, while its kind is there; `null` where it is still there. */
  readonly removed: Release | null;
}

/**
 * The field at a path of names in a type, as `spec.containers[].image` names it; the brackets may be left out.
 *
 * @returns `null` where the type has no such field.
 */
export function fieldAt(type: ObjectType, path: string): Field | null {
  let object: ObjectType | null = type;
  let field: Field | null = null;
  for (const name of namesOf(path)) {
    field = object?.fields.get(name) ?? null;
    if (field === null) return null;
    object = objectIn(field.shape);
  }
  return field;
}

/** The object type at the end of a path of names, in lists and maps too; `null` where there is none. */
export function objectAt(type: ObjectType, path: string): ObjectType | null {
  if (path === '') return type;
  const field = fieldAt(type, path);
  return field === null ? null : objectIn(field.shape);
}

function namesOf(path: string): readonly string[] {
  return path.replaceAll('[]', '').replaceAll('.*', '').split('.');
}

function objectIn(shape: Shape): ObjectType | null {
  switch (shape.type) {
    case 'object':
      return shape.object;
    case 'list':
      return objectIn(shape.items);
    case 'map':
      return objectIn(shape.values);
    case 'other':
      return null;
  }
}

const histories = lately<FieldHistory | null>();

/**
 * Looks a field of a kind up in the bundled Snapshots around a release: before it for the first with the field where the
 * release has it; else after it for the first, then before it for the last. The answer is kept.
 *
 * @param path as {@link fieldAt} takes it.
 * @returns `null` where no Snapshot has it.
 */
export function fieldHistory(gvk: GroupVersionKind, path: string, release: Release): FieldHistory | null {
  const key = `${release} ${gvkKey(gvk)} ${path}`;
  let history = histories.get(key);
  if (history === undefined) {
    history = look(gvk, path, release);
    histories.set(key, history);
  }
  return history;
}

function look(gvk: GroupVersionKind, path: string, release: Release): FieldHistory | null {
  const has = (at: Release): boolean => hasField(gvk, path, at);
  const releases = bundledReleases();
  const before = releases.filter((other) => compareReleases(other, release) < 0);
  const after = releases.filter((other) => compareReleases(other, release) > 0);
  if (has(release)) return { introduced: firstOf(gvk, path, before, release), removed: null };
  const coming = after.find(has);
  if (coming !== undefined) return { introduced: coming, removed: null };
  const last = before.findLast(has);
  return last === undefined ? null : { introduced: null, removed: nextRelease(last) };
}

/**
 * The first release with a field, by halves: once there, a field stays until the release that has it. `null` where what
 * comes before is a Snapshot that cannot tell.
 */
function firstOf(
  gvk: GroupVersionKind,
  path: string,
  oldestFirst: readonly Release[],
  release: Release,
): Release | null {
  let [low, high] = [0, oldestFirst.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hasField(gvk, path, oldestFirst[middle] as Release)) high = middle;
    else low = middle + 1;
  }
  const before = oldestFirst[low - 1];
  if (before === undefined || bundledFieldTypes(before) === null) return null;
  return oldestFirst[low] ?? release;
}

/** The last release of which a finished Snapshot has the kind; `null` where none has. */
export function lastWith({ seen }: TimelineKind, newest: Release): Release | null {
  const span = seen.findLast(([first]) => compareReleases(first, newest) <= 0);
  return span === undefined ? null : isLater(span[1], newest) ? newest : span[1];
}

/** Whether a release has the field of the kind: not where the kind is not there, nor where its Snapshot cannot tell. */
export function hasField(gvk: GroupVersionKind, path: string, release: Release): boolean {
  if (!mentionsField(release, namesOf(path).at(-1) ?? '')) return false;
  const type = bundledFieldTypes(release)?.of(gvk) ?? null;
  return type !== null && fieldAt(type, path) !== null;
}
