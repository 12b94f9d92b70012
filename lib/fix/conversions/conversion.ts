import type { NewValue, Refusal, Step } from '../step.ts';
import type { Json, JsonMapping, Path } from '../value.ts';
import { isMapping, valueAt } from '../value.ts';

/**
 * What beside its apiVersion a resource needs for its new API to mean what the old one did, or the reasons why that cannot
 * be told. Pure; paths lead through the resource as it is given.
 *
 * `isPatch`: what the resource does not say, the one that it is merged into may.
 */
export type Conversion = (resource: JsonMapping, isPatch: boolean) => readonly (Step | Refusal)[];

/** For which moves a conversion is. */
export interface ConversionRow {
  readonly kinds: readonly string[];
  /** apiVersions, as manifests write them. */
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly convert: Conversion;
  /** JSON pointers to all that it may change, or that means another thing afterwards. */
  readonly touches: readonly string[];
}

/** Whether a value is not there, or null, which the API server takes for the same. */
export function isAbsent(value: Json | undefined): value is null | undefined {
  return value === undefined || value === null;
}

/** Whether a value is not there, or empty, which Go takes for the same where it tests a string or a list before it sets a default. */
export function isUnset(value: Json | undefined): boolean {
  return isAbsent(value) || value === '' || (Array.isArray(value) && value.length === 0);
}

/** The items of the list at a path that are objects, each with its path. */
export function objectsIn(resource: Json, path: Path): readonly { readonly path: Path; readonly value: JsonMapping }[] {
  const list = valueAt(resource, path);
  if (!Array.isArray(list)) return [];
  return (list as readonly Json[]).flatMap((value, index) =>
    isMapping(value) ? [{ path: [...path, index], value }] : [],
  );
}

/** Writes out the default that the old API had, where the resource does not say. */
export function oldDefault(
  value: JsonMapping,
  path: Path,
  key: string,
  old: NewValue,
  after?: string,
): readonly Step[] {
  if (!isAbsent(value[key])) return [];
  return [{ op: 'add', path, key, value: old, after, ground: 'old-default' }];
}
