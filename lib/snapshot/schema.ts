import { compareGvk, compareText, type GroupVersionKind } from '../model/gvk.ts';
import { isObject, type JsonObject, objectOf, textOf, textsOf } from './json.ts';
import { asGvk } from './operation.ts';
import type { SchemaFacts, SnapshotSchema } from './snapshot.ts';

/** What to know for distilling the schemas of one document. */
export interface DistilContext {
  /** The name, in the Snapshot, of the definition that a raw `$ref` points to. */
  readonly target: (ref: string) => string;
  /** The facts about a property: of the definition itself where `path` has one name, of an inline object below where more. */
  readonly factsOf: (path: readonly string[], description: string) => SchemaFacts | undefined;
  /** Whether the document's own `enum` values are to be trusted. */
  readonly keepsEnums: boolean;
}

const TEXT_KEYS = [
  'type',
  'format',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
  'x-kubernetes-patch-merge-key',
  'x-kubernetes-patch-strategy',
] as const;
const FLAG_KEYS = [
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
] as const;

/**
 * Keeps what of a raw OpenAPI v2 or v3 schema is a fact. The forms that v2 and v3 write differently come out as v2 has
 * them: a `$ref` wrapped in `allOf`, and a choice of primitive types (`IntOrString`, `Quantity`) as `type: string`. What
 * has properties is an object, which documents before 1.14 do not say.
 * `default` is left out, because the documents of releases state it in v3 alone and mostly as Go's zero values.
 *
 * @param enums the same schema of a document that has `enum` values, which are taken from it.
 */
export function distilSchema(
  raw: JsonObject,
  context: DistilContext,
  enums: JsonObject = {},
  path: readonly string[] = [],
): SnapshotSchema {
  const schema: Record<string, unknown> = {};
  for (const key of TEXT_KEYS) if (typeof raw[key] === 'string') schema[key] = raw[key];
  for (const key of FLAG_KEYS) if (raw[key] === true) schema[key] = true;
  const ref = refOf(raw);
  if (ref !== undefined) schema.$ref = `#/definitions/${context.target(ref)}`;
  else if (schema.type === undefined) Object.assign(schema, impliedType(raw));

  if (isObject(raw.items)) schema.items = distilSchema(raw.items, context, objectOf(enums.items), path);
  const additional = raw.additionalProperties;
  if (typeof additional === 'boolean') schema.additionalProperties = additional;
  if (isObject(additional)) {
    const enumsBelow = objectOf(enums.additionalProperties);
    schema.additionalProperties = distilSchema(additional, context, enumsBelow, path);
  }
  if (isObject(raw.properties)) {
    schema.properties = distilProperties(raw.properties, context, objectOf(enums.properties), path);
  }

  const required = textsOf(raw.required);
  if (required.length > 0) schema.required = required.sort(compareText);
  const values = (context.keepsEnums ? raw.enum : undefined) ?? enums.enum;
  if (Array.isArray(values)) schema.enum = sortedValues(values);
  const keys = textsOf(raw['x-kubernetes-list-map-keys']);
  if (keys.length > 0) schema['x-kubernetes-list-map-keys'] = keys;
  const gvks = gvksOf(raw);
  if (gvks.length > 0) schema['x-kubernetes-group-version-kind'] = gvks;
  return schema;
}

function distilProperties(
  properties: JsonObject,
  context: DistilContext,
  enums: JsonObject,
  path: readonly string[],
): Record<string, SnapshotSchema> {
  const distilled: Record<string, SnapshotSchema> = {};
  for (const [name, property] of Object.entries(properties)) {
    if (!isObject(property)) continue;
    const at = [...path, name];
    const schema = distilSchema(property, context, objectOf(enums[name]), at);
    const facts = context.factsOf(at, textOf(property.description) ?? '');
    // A plain assignment of a field named __proto__ would be lost.
    Object.defineProperty(distilled, name, {
      value: facts === undefined ? schema : { ...schema, 'x-api-audit': facts },
      enumerable: true,
    });
  }
  return distilled;
}

/** The GVKs a raw definition states, sorted. */
export function gvksOf(raw: JsonObject): GroupVersionKind[] {
  const stated = raw['x-kubernetes-group-version-kind'];
  if (!Array.isArray(stated)) return [];
  return stated
    .map(asGvk)
    .filter((gvk) => gvk !== null)
    .sort(compareGvk);
}

function refOf(raw: JsonObject): string | undefined {
  const ref = textOf(raw.$ref);
  if (ref !== undefined) return ref;
  const all = raw.allOf;
  return Array.isArray(all) && all.length === 1 ? textOf(objectOf(all[0]).$ref) : undefined;
}

/** The type of a schema that states none: of what has properties, or is a choice of a text and a number. */
function impliedType(raw: JsonObject): { type?: string; format?: string } {
  if (isObject(raw.properties)) return { type: 'object' };
  const choices = raw.oneOf ?? raw.anyOf;
  if (!Array.isArray(choices) || raw['x-kubernetes-int-or-string'] === true) return {};
  const types = choices.map((choice) => textOf(objectOf(choice).type));
  const isChoice = types.every((type) => type === 'string' || type === 'integer' || type === 'number');
  if (!isChoice || !types.includes('string')) return {};
  return types.includes('integer') ? { type: 'string', format: 'int-or-string' } : { type: 'string' };
}

function sortedValues(values: readonly unknown[]): unknown[] {
  return [...values].sort((a, b) => compareText(JSON.stringify(a) ?? '', JSON.stringify(b) ?? ''));
}
