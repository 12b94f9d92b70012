import { parseDefinitionName } from '../snapshot/definition-name.ts';
import type { SnapshotSchema } from '../snapshot/snapshot.ts';
import { refName } from './reach.ts';

/** The definitions of one document, to look up what a schema points to. */
export type Definitions = Readonly<Record<string, SnapshotSchema>>;

/** A schema type as people know it: `core/v1 PodSpec`. */
export function typeLabel(definition: string): string {
  const name = parseDefinitionName(definition);
  if (name === null) return definition;
  return `${name.package.slice(name.package.lastIndexOf('.') + 1)}/${name.version} ${name.type}`;
}

/** The schema itself, or what it points to where that is no object with fields of its own (Quantity, Time). */
export function resolved(schema: SnapshotSchema, definitions: Definitions): SnapshotSchema {
  let at = schema;
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const name = refName(at);
    const target = name === undefined ? undefined : own(definitions, name);
    if (target === undefined) return at;
    if (target.properties !== undefined) return isGoStruct(target) ? {} : at;
    at = target;
  }
  return at;
}

/**
 * A definition whose fields all begin with a capital shows a struct of Go and not its JSON form, which its own code makes
 * (RawExtension, JSONSchemaPropsOrBool): such documents do not tell what it takes.
 */
export function isGoStruct({ properties = {} }: SnapshotSchema): boolean {
  let isAny = false;
  // Most have a small letter at once: no list of the names is made for that.
  for (const name in properties) {
    if (!/^[A-Z]/.test(name)) return false;
    isAny = true;
  }
  return isAny;
}

/** Longer than any chain of `$ref`s; it only keeps a wrong document from going round for ever. */
const MOST_STEPS = 8;

/** What a schema takes, in words: `string`, `integer (int32)`, `list of core/v1 Container`, `map of string`. */
export function shapeOf(schema: SnapshotSchema, definitions: Definitions): string {
  const at = resolved(schema, definitions);
  const name = refName(at);
  if (name !== undefined) return typeLabel(name);
  if (at.items !== undefined) return `list of ${shapeOf(at.items, definitions)}`;
  if (typeof at.additionalProperties === 'object') return `map of ${shapeOf(at.additionalProperties, definitions)}`;
  if (at['x-kubernetes-int-or-string'] === true) return INT_OR_STRING;
  if (at.format === 'int-or-string') return INT_OR_STRING;
  const type = at.type ?? ANYTHING;
  return at.format === undefined ? type : `${type} (${at.format})`;
}

const ANYTHING = 'anything';
const INT_OR_STRING = 'integer or string';

/** Shapes with those that take all of their values and more. A format of a number says how big one may be. */
const WIDENINGS: Readonly<Record<string, readonly string[]>> = {
  'integer (int32)': ['integer (int64)', 'integer', 'number', INT_OR_STRING],
  'integer (int64)': ['integer', 'number'],
  integer: ['number', INT_OR_STRING],
  string: [INT_OR_STRING],
  'string (byte)': ['string'],
  'string (date-time)': ['string'],
};

/**
 * Whether the second schema takes all that the first one took, whatever their types are named. What a document does not
 * tell (`anything`) is no reason for a no.
 */
export function takesAll(
  before: SnapshotSchema,
  beforeDefinitions: Definitions,
  after: SnapshotSchema,
  afterDefinitions: Definitions,
  seen: Set<string> = new Set(),
): boolean {
  const below = (a: SnapshotSchema, b: SnapshotSchema) => takesAll(a, beforeDefinitions, b, afterDefinitions, seen);
  const [old, now] = [resolved(before, beforeDefinitions), resolved(after, afterDefinitions)];
  const [oldName, nowName] = [refName(old), refName(now)];
  if (oldName !== undefined && nowName !== undefined) {
    const pair = `${oldName} ${nowName}`;
    if (seen.has(pair)) return true;
    seen.add(pair);
  }
  const [oldObject, nowObject] = [objectOf(old, beforeDefinitions), objectOf(now, afterDefinitions)];
  if (oldObject !== undefined && nowObject !== undefined) {
    const required = nowObject.required ?? [];
    if (required.some((name) => oldObject.required?.includes(name) !== true)) return false;
    return Object.entries(oldObject.properties ?? {}).every(([name, property]) => {
      const successor = own(nowObject.properties ?? {}, name);
      return successor !== undefined && below(property, successor);
    });
  }
  if (old.items !== undefined && now.items !== undefined) return below(old.items, now.items);
  const [oldValues, nowValues] = [old.additionalProperties, now.additionalProperties];
  if (typeof oldValues === 'object' && typeof nowValues === 'object') return below(oldValues, nowValues);
  const [was, is] = [shapeOf(old, beforeDefinitions), shapeOf(now, afterDefinitions)];
  return was === is || was === ANYTHING || is === ANYTHING || own(WIDENINGS, was)?.includes(is) === true;
}

/** The object with fields that a schema is or points to. */
function objectOf(schema: SnapshotSchema, definitions: Definitions): SnapshotSchema | undefined {
  const name = refName(schema);
  const at = name === undefined ? schema : own(definitions, name);
  return at?.properties === undefined ? undefined : at;
}

/** What a record has for a name that somebody else chose: `constructor` is not what every object has there. */
function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
