import { parseRelease } from '../model/release.ts';
import { STABILITIES } from '../model/stability.ts';
import { isObject, type JsonObject } from './json.ts';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const mapOf =
  (check: Check): Check =>
  (value) =>
    isObject(value) && Object.values(value).every(check);
const objectWith =
  (needed: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check =>
  (value) =>
    isObject(value) && holds(value, needed) && holdsIfThere(value, optional);

const isGvk = objectWith({ group: isText, version: isText, kind: isText });

function holds(value: JsonObject, members: Readonly<Record<string, Check>>): boolean {
  return Object.entries(members).every(([key, check]) => Object.hasOwn(value, key) && check(value[key]));
}

function holdsIfThere(value: JsonObject, members: Readonly<Record<string, Check>>): boolean {
  return Object.entries(members).every(([key, check]) => !Object.hasOwn(value, key) || check(value[key]));
}

const isFacts = objectWith(
  {},
  {
    stability: (value) => STABILITIES.some((stability) => stability === value),
    gates: listOf(isText),
    deprecated: (value) => value === true || isText(value),
    removed: isText,
    replacement: isText,
    enabledByDefault: isFlag,
  },
);

/** It goes as deep as the schema, which `isTooDeep` limits before. */
const isSchema: Check = (value) => isSchemaObject(value);

const isSchemaObject = objectWith(
  {},
  {
    type: isText,
    format: isText,
    $ref: isText,
    items: isSchema,
    properties: mapOf(isSchema),
    additionalProperties: (value) => isFlag(value) || isSchema(value),
    required: listOf(isText),
    enum: listOf(() => true),
    'x-kubernetes-group-version-kind': listOf(isGvk),
    'x-kubernetes-list-type': isText,
    'x-kubernetes-list-map-keys': listOf(isText),
    'x-kubernetes-map-type': isText,
    'x-kubernetes-patch-merge-key': isText,
    'x-kubernetes-patch-strategy': isText,
    'x-api-audit': isFacts,
  },
);

const isResource = objectWith(
  {
    group: isText,
    version: isText,
    kind: isText,
    name: orNull(isText),
    namespaced: orNull(isFlag),
    verbs: orNull(listOf(isText)),
  },
  { singular: isText, parent: isGvk },
);

const INFO: Readonly<Record<string, Check>> = {
  release: (value) => typeof value === 'string' && parseRelease(value) === value,
  preliminary: orNull(isText),
  madeFrom: listOf(objectWith({ form: isText, file: isText, sha256: isText })),
  knows: objectWith({ fields: isFlag, verbs: isFlag, enums: isFlag, subresources: isFlag }),
};

/**
 * Says which member of what claims to be a saved Snapshot is not what a Snapshot has there: nobody vouches for a file.
 *
 * @param snapshot nested no deeper than `isTooDeep` allows.
 * @returns the member as a path (`definitions["v1.Pod"]`), or `null` where all is well.
 */
export function oddMember(snapshot: JsonObject): string | null {
  const info = snapshot['x-api-audit'];
  if (!isObject(info)) return 'x-api-audit';
  const odd = Object.entries(INFO).find(([key, check]) => !Object.hasOwn(info, key) || !check(info[key]));
  if (odd !== undefined) return `x-api-audit.${odd[0]}`;
  if (!Array.isArray(info.resources)) return 'x-api-audit.resources';
  const resource = info.resources.findIndex((each) => !isResource(each));
  if (resource !== -1) return `x-api-audit.resources[${resource}]`;
  if (!isObject(snapshot.paths)) return 'paths';
  if (!isObject(snapshot.definitions)) return 'definitions';
  const schema = Object.entries(snapshot.definitions).find(([, each]) => !isSchema(each));
  return schema === undefined ? null : `definitions[${JSON.stringify(schema[0])}]`;
}
