import { type MakeOptions, snapshotFromV2 } from './from-v2.ts';
import { isObject, type JsonObject, objectOf } from './json.ts';
import { gvksOf } from './schema.ts';
import type { Snapshot, SnapshotOrigin } from './snapshot.ts';

/** OpenAPI v3 documents of one server: one a group and version, in any order. */
export interface V3Input {
  readonly documents: readonly JsonObject[];
  readonly origin: SnapshotOrigin;
}

/**
 * Makes a Snapshot of a server's OpenAPI v3 documents: the same as its v2 document gives.
 *
 * @throws ApiAuditError where the documents are not those of a Kubernetes API.
 */
export function snapshotFromV3({ documents, origin }: V3Input, options: MakeOptions): Snapshot {
  const paths: Record<string, unknown> = {};
  const definitions: Record<string, JsonObject> = {};
  for (const document of documents) {
    for (const [path, item] of Object.entries(objectOf(document.paths))) paths[path] = withV2Bodies(item);
    for (const [name, schema] of Object.entries(objectOf(objectOf(document.components).schemas))) {
      if (isObject(schema)) definitions[name] = merged(definitions[name], schema);
    }
  }
  return snapshotFromV2({ document: { paths, definitions }, origin }, options);
}

/**
 * A definition that several documents hold (ObjectMeta, DeleteOptions). They agree on its schema; of its GVKs each
 * document may state its own.
 */
function merged(known: JsonObject | undefined, schema: JsonObject): JsonObject {
  if (known === undefined) return schema;
  const gvks = new Map([...gvksOf(known), ...gvksOf(schema)].map((gvk) => [JSON.stringify(gvk), gvk]));
  return gvks.size === 0 ? known : { ...known, 'x-kubernetes-group-version-kind': [...gvks.values()] };
}

/** An operation's answer and body, which v3 holds by media type, where v2 has them. */
function withV2Bodies(item: unknown): unknown {
  if (!isObject(item)) return item;
  return Object.fromEntries(
    Object.entries(item).map(([key, value]) => {
      if (!isObject(value) || !isObject(value.responses)) return [key, value];
      const responses = Object.entries(value.responses).map(([status, response]) => [status, withSchema(response)]);
      return [key, { ...value, responses: Object.fromEntries(responses) }];
    }),
  );
}

function withSchema(response: unknown): unknown {
  const [first] = Object.values(objectOf(objectOf(response).content));
  const schema = objectOf(first).schema;
  return schema === undefined ? response : { ...objectOf(response), schema };
}
