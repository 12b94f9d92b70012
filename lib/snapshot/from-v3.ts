import { type GroupVersionKind, gvkKey } from '../model/gvk.ts';
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
  // By Object.fromEntries: a plain assignment of what is named __proto__ would be lost.
  const paths = new Map<string, unknown>();
  const definitions = new Map<string, Merged>();
  for (const document of documents) {
    for (const [path, item] of Object.entries(objectOf(document.paths))) paths.set(path, withV2Bodies(item));
    for (const [name, schema] of Object.entries(objectOf(objectOf(document.components).schemas))) {
      if (!isObject(schema)) continue;
      const merged = definitions.get(name) ?? { schema, gvks: new Map() };
      definitions.set(name, merged);
      for (const gvk of gvksOf(schema)) merged.gvks.set(gvkKey(gvk), gvk);
    }
  }
  const document = {
    paths: Object.fromEntries(paths),
    definitions: Object.fromEntries([...definitions].map(([name, merged]) => [name, wholeOf(merged)])),
  };
  return snapshotFromV2({ document, origin }, options);
}

/**
 * A definition that several documents hold (ObjectMeta, DeleteOptions). They agree on its schema; of its GVKs each
 * document may state its own.
 */
interface Merged {
  readonly schema: JsonObject;
  /** By {@link gvkKey}. */
  readonly gvks: Map<string, GroupVersionKind>;
}

function wholeOf({ schema, gvks }: Merged): JsonObject {
  return gvks.size === 0 ? schema : { ...schema, 'x-kubernetes-group-version-kind': [...gvks.values()] };
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
