import type { GroupVersionKind } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';
import { compareReleases } from '../model/release.ts';
import type { Definitions } from '../schema/definitions.ts';
import { bundledDefinitions } from '../schema/definitions.ts';
import type { SnapshotSchema } from '../snapshot/snapshot.ts';
import type { Reason } from './step.ts';
import type { Json, JsonMapping, Path } from './value.ts';
import { isMapping } from './value.ts';

/** The schema of a kind, and the definitions that its references lead to. */
export interface KindSchema {
  readonly definitions: Definitions;
  readonly schema: SnapshotSchema;
}

/**
 * The schema of a kind as the newest of some releases has it that knows fields and has the kind.
 *
 * @returns `null` where none of them does.
 */
export function schemaOf(gvk: GroupVersionKind, releases: readonly Release[]): KindSchema | null {
  for (const release of [...releases].sort((a, b) => compareReleases(b, a))) {
    const definitions = bundledDefinitions(release);
    const name = definitions?.nameOf(gvk);
    const schema = name === undefined ? undefined : definitions?.get(name);
    if (definitions !== null && schema?.properties !== undefined) return { definitions, schema };
  }
  return null;
}

/**
 * Holds a resource, before and after its conversion, to the schemas of the old and the new kind: every field it has then
 * is one of the new kind; what the conversion left in its place has the same type in both; nothing that the new kind
 * requires is missing.
 *
 * @param options with `isPart`, what is missing counts for nothing: another object has it.
 * @returns what the proof fails on, or `null` where it stands.
 */
export function disproof(
  before: Json,
  after: Json,
  old: KindSchema,
  now: KindSchema,
  options: { readonly isPart?: boolean } = {},
): Reason | null {
  const compared = { old: old.definitions, now: now.definitions, ...options };
  return walk(after, before, now.schema, old.schema, [], compared);
}

/** Whether a change gives a resource a field that its kind does not have. What it had of such fields before is no matter. */
export function addsUnknownField(before: Json, after: Json, { definitions, schema }: KindSchema): boolean {
  return walk(after, before, schema, schema, [], { old: definitions, now: definitions, isOfAdded: true }) !== null;
}

interface Compared {
  readonly old: Definitions;
  readonly now: Definitions;
  /** Whether fields that were there before may be unknown. */
  readonly isOfAdded?: boolean;
  /** Whether what is required may be missing. */
  readonly isPart?: boolean;
}

function walk(
  value: Json,
  was: Json | undefined,
  rawNow: SnapshotSchema,
  rawOld: SnapshotSchema | undefined,
  path: Path,
  compared: Compared,
): Reason | null {
  const now = resolved(rawNow, compared.now);
  const old = rawOld === undefined ? undefined : resolved(rawOld, compared.old);
  if (value === null) return null;
  if (old !== undefined && was !== undefined && formOf(old) !== formOf(now)) return { reason: 'type-differs', path };
  if (Array.isArray(value)) {
    const { items } = now;
    if (items === undefined) return null;
    for (const [index, item] of (value as readonly Json[]).entries()) {
      const wasItem = Array.isArray(was) ? (was as readonly Json[])[index] : undefined;
      const found = walk(item, wasItem, items, old?.items, [...path, index], compared);
      if (found !== null) return found;
    }
    return null;
  }
  if (!isMapping(value)) return null;
  return walkMapping(value, isMapping(was) ? was : {}, now, old, path, compared);
}

function walkMapping(
  value: JsonMapping,
  was: JsonMapping,
  now: SnapshotSchema,
  old: SnapshotSchema | undefined,
  path: Path,
  compared: Compared,
): Reason | null {
  const isOpen = isFree(now);
  const values = typeof now.additionalProperties === 'object' ? now.additionalProperties : undefined;
  const oldValues = typeof old?.additionalProperties === 'object' ? old.additionalProperties : undefined;
  for (const [key, child] of Object.entries(value)) {
    const below = [...path, key];
    const schema = property(now, key) ?? values;
    if (schema === undefined) {
      if (isOpen || key.startsWith('$') || (compared.isOfAdded === true && Object.hasOwn(was, key))) continue;
      return { reason: 'field-gone', path: below };
    }
    const oldSchema = (old === undefined ? undefined : property(old, key)) ?? oldValues;
    const wasChild = Object.hasOwn(was, key) ? was[key] : undefined;
    if (wasChild !== undefined && old !== undefined && oldSchema === undefined && !isFree(old)) {
      return { reason: 'field-new', path: below };
    }
    const found = walk(child, wasChild, schema, oldSchema, below, compared);
    if (found !== null) return found;
  }
  if (compared.isPart === true) return null;
  for (const key of now.required ?? []) {
    const given = value[key];
    if (given === undefined || given === null) {
      // What the old kind required too, and what the server fills in (status), is not for the move to mend.
      if (old?.required?.includes(key) === true || path[0] === 'status' || path[0] === 'metadata') continue;
      return { reason: 'required', path: [...path, key] };
    }
  }
  return null;
}

/** Whether a path goes through a list that a patch replaces as a whole, so that its items are all that there is of them. */
export function isInWholeList(path: Path, { definitions, schema }: KindSchema): boolean {
  let at: SnapshotSchema | undefined = schema;
  for (const step of path) {
    const holder: SnapshotSchema = resolved(at, definitions);
    if (typeof step === 'number' && at['x-kubernetes-patch-merge-key'] === undefined) return true;
    at = typeof step === 'number' ? holder.items : property(holder, step);
    if (at === undefined) return false;
  }
  return false;
}

function property(schema: SnapshotSchema, key: string): SnapshotSchema | undefined {
  return schema.properties !== undefined && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
}

/** Whether a schema lets objects have any field. */
function isFree(schema: SnapshotSchema): boolean {
  if (schema['x-kubernetes-preserve-unknown-fields'] === true || schema['x-kubernetes-embedded-resource'] === true) {
    return true;
  }
  const additional = schema.additionalProperties;
  if (additional !== undefined) return additional !== false;
  // A Go type that writes itself in another form, such as Raw of RawExtension, or any JSON.
  return schema.properties === undefined || Object.keys(schema.properties).some((name) => /^[A-Z]/.test(name));
}

const REF = '#/definitions/';

/** Follows references until something else comes. */
function resolved(schema: SnapshotSchema, definitions: Definitions): SnapshotSchema {
  let at = schema;
  for (let steps = 0; at.$ref !== undefined && steps < 8; steps++) {
    at = definitions.get(at.$ref.slice(REF.length)) ?? {};
  }
  return at;
}

/** What a value of the schema looks like, in a word: the same for two schemas that take the same values. */
function formOf(schema: SnapshotSchema): string {
  if (schema.type === undefined) return isFree(schema) ? 'any' : 'object';
  // Documents of some releases write any JSON as an object, those of others leave the type out.
  if (schema.type === 'object' && schema.properties === undefined && schema.additionalProperties === undefined)
    return 'any';
  return schema.format === 'int-or-string' ? 'int-or-string' : schema.type;
}

/**
 * Whether every object of the old kind is, as it is, one of the new: every field that the old schema has is in the new
 * one with the same type, and the new one requires nothing more. Then nothing of an object need be known but its kind.
 */
export function coversWhole(old: KindSchema, now: KindSchema): boolean {
  return covers(old.schema, now.schema, { old: old.definitions, now: now.definitions }, new Set(), true);
}

function covers(
  rawOld: SnapshotSchema,
  rawNow: SnapshotSchema,
  compared: Compared,
  seen: Set<string>,
  isRoot = false,
): boolean {
  const key = `${rawOld.$ref ?? ''} ${rawNow.$ref ?? ''}`;
  if (rawOld.$ref !== undefined) {
    if (seen.has(key)) return true;
    seen.add(key);
  }
  const old = resolved(rawOld, compared.old);
  const now = resolved(rawNow, compared.now);
  if (formOf(old) !== formOf(now)) return false;
  if ((now.required ?? []).some((name) => old.required?.includes(name) !== true)) return false;
  if (old.items !== undefined && (now.items === undefined || !covers(old.items, now.items, compared, seen)))
    return false;
  const [oldValues, values] = [old.additionalProperties, now.additionalProperties];
  if (typeof oldValues === 'object' && (typeof values !== 'object' || !covers(oldValues, values, compared, seen))) {
    return false;
  }
  for (const [name, schema] of Object.entries(old.properties ?? {})) {
    // Status is the server's; metadata is the same type in all kinds, whatever fields of it came and went.
    if (isRoot && (name === 'status' || name === 'metadata')) continue;
    const successor = property(now, name);
    if (successor === undefined || !covers(schema, successor, compared, seen)) return false;
  }
  return true;
}
