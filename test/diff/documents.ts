import { snapshotFromV2 } from '../../lib/snapshot/from-v2.ts';
import type { JsonObject } from '../../lib/snapshot/json.ts';
import type { LoadedSnapshot } from '../../lib/snapshot/store.ts';
import { ORIGIN, operations } from '../snapshot/documents.ts';
import { NO_FACTS } from '../support/facts.ts';

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** A kind for a small document: its schema types by name, the first of them the kind itself. */
export interface SmallKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  /** Path items by what follows the resource's name (`''`, `/{name}`, `/{name}/scale`). */
  readonly paths?: Readonly<Record<string, JsonObject>>;
}

/** `paths` and `definitions` of an OpenAPI v2 document that serves these kinds with these definitions. */
export function document(kinds: readonly SmallKind[], definitions: JsonObject): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const { group, version, kind, plural, paths: own } of kinds) {
    const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
    const gvk = { group, version, kind };
    const items = own ?? { '': operations(gvk, { get: 'list' }), '/{name}': operations(gvk, { get: 'get' }) };
    for (const [path, item] of Object.entries(items)) paths[`${root}/namespaces/{namespace}/${plural}${path}`] = item;
  }
  return {
    swagger: '2.0',
    paths,
    definitions: { [META]: { type: 'object', properties: { name: { type: 'string' } } }, ...definitions },
  };
}

/** A definition that is a kind, with these properties beside its metadata. */
export function kindDefinition(
  { group, version, kind }: SmallKind,
  properties: JsonObject,
  more: JsonObject = {},
): JsonObject {
  return {
    type: 'object',
    properties: { metadata: ref(META), ...properties },
    'x-kubernetes-group-version-kind': [{ group, version, kind }],
    ...more,
  };
}

/** A schema that points to a definition. */
export function ref(name: string): JsonObject {
  return { $ref: `#/definitions/${name}` };
}

/** Makes a Snapshot of a document, with no facts beside it. */
export function loaded(raw: JsonObject, release: string): LoadedSnapshot {
  return {
    snapshot: snapshotFromV2({ document: raw, origin: ORIGIN }, { release, facts: NO_FACTS }),
    sha256: '0'.repeat(64),
  };
}
