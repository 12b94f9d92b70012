import type { Facts } from '../../lib/snapshot/facts.ts';
import type { JsonObject } from '../../lib/snapshot/json.ts';
import type { SnapshotOrigin } from '../../lib/snapshot/snapshot.ts';

/** An origin for documents that no file holds. */
export const ORIGIN: SnapshotOrigin = { form: 'openapi-v2', file: 'v2/1.30.json', sha256: 'f'.repeat(64) };

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1';

/** A path item of a namespaced kind: its methods with their actions, all stating the kind. */
export function operations(gvk: JsonObject, actions: Readonly<Record<string, string>>): JsonObject {
  return Object.fromEntries(
    Object.entries(actions).map(([method, action]) => [
      method,
      { 'x-kubernetes-action': action, 'x-kubernetes-group-version-kind': gvk, responses: {} },
    ]),
  );
}

const WIDGET = { group: 'shop.example.com', version: 'v1beta1', kind: 'Widget' };
const POD = { group: '', version: 'v1', kind: 'Pod' };
const EVICTION = { group: 'policy', version: 'v1', kind: 'Eviction' };
const NAMESPACE = { group: '', version: 'v1', kind: 'Namespace' };

/** What `kubectl get --raw /openapi/v2` of a small cluster with one CRD might give. */
export function clusterDump(): JsonObject {
  return {
    swagger: '2.0',
    info: { title: 'Kubernetes', version: 'v1.30.2' },
    paths: {
      '/version/': { get: { operationId: 'getCodeVersion', responses: {} } },
      '/api/v1/namespaces': operations(NAMESPACE, { get: 'list', post: 'post' }),
      '/api/v1/namespaces/{name}': operations(NAMESPACE, { get: 'get' }),
      '/api/v1/namespaces/{namespace}/pods': operations(POD, { get: 'list', post: 'post', delete: 'deletecollection' }),
      '/api/v1/namespaces/{namespace}/pods/{name}': operations(POD, { get: 'get', put: 'put', delete: 'delete' }),
      '/api/v1/namespaces/{namespace}/pods/{name}/eviction': operations(EVICTION, { post: 'post' }),
      '/api/v1/namespaces/{namespace}/pods/{name}/status': operations(POD, { get: 'get', patch: 'patch' }),
      '/api/v1/watch/namespaces/{namespace}/pods': operations(POD, { get: 'watchlist' }),
      '/api/v1/pods': operations(POD, { get: 'list' }),
      '/apis/shop.example.com/v1beta1/widgets': operations(WIDGET, { get: 'list' }),
      '/apis/shop.example.com/v1beta1/widgets/{name}': operations(WIDGET, { get: 'get', patch: 'patch' }),
    },
    definitions: {
      'io.k8s.api.core.v1.Pod': {
        description: 'A group of containers.',
        type: 'object',
        properties: {
          metadata: { $ref: `#/definitions/${META}.ObjectMeta`, description: 'Standard metadata.' },
          spec: { $ref: '#/definitions/io.k8s.api.core.v1.PodSpec' },
        },
        'x-kubernetes-group-version-kind': [POD],
      },
      'io.k8s.api.core.v1.PodSpec': {
        type: 'object',
        required: ['restartPolicy', 'containers'],
        properties: {
          containers: {
            type: 'array',
            items: { type: 'string' },
            'x-kubernetes-patch-strategy': 'merge',
            'x-kubernetes-patch-merge-key': 'name',
            'x-kubernetes-list-type': 'map',
            'x-kubernetes-list-map-keys': ['name'],
          },
          restartPolicy: { type: 'string', enum: ['OnFailure', 'Always'] },
          mood: { type: 'string', description: 'How it feels. This field is alpha-level.' },
          limits: { type: 'object', additionalProperties: { type: 'string' } },
          port: { $ref: '#/definitions/io.k8s.apimachinery.pkg.util.intstr.IntOrString' },
        },
      },
      'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: 'string', format: 'int-or-string' },
      [`${META}.ObjectMeta`]: {
        type: 'object',
        properties: { name: { type: 'string' }, description: { type: 'string', description: 'A field of that name.' } },
      },
      'com.example.shop.v1beta1.Widget': {
        type: 'object',
        required: ['spec'],
        properties: {
          metadata: { $ref: `#/definitions/${META}.ObjectMeta` },
          spec: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
            properties: {
              colour: {
                type: 'string',
                enum: ['red', 'blue'],
                description: 'Deprecated since 1.2: use spec.paint instead.',
              },
              size: { 'x-kubernetes-int-or-string': true },
            },
          },
        },
        'x-kubernetes-group-version-kind': [WIDGET],
      },
    },
  };
}

/** The same cluster as its OpenAPI v3 documents, written as v3 writes things. */
export function clusterDumpV3(): JsonObject[] {
  const { paths, definitions } = clusterDump() as { paths: JsonObject; definitions: Record<string, JsonObject> };
  const schemas = JSON.parse(JSON.stringify(definitions).replaceAll('#/definitions/', '#/components/schemas/'));
  const pod = schemas['io.k8s.api.core.v1.Pod'].properties;
  pod.metadata = { allOf: [{ $ref: pod.metadata.$ref }], default: {}, description: 'Standard metadata.' };
  schemas['io.k8s.apimachinery.pkg.util.intstr.IntOrString'] = {
    format: 'int-or-string',
    oneOf: [{ type: 'integer' }, { type: 'string' }],
  };
  schemas[`${META}.ObjectMeta`].properties.name.default = '';
  const document = (prefix: string, names: readonly string[]): JsonObject => ({
    openapi: '3.0.0',
    info: { title: 'Kubernetes', version: 'v1.30.2' },
    paths: Object.fromEntries(Object.entries(paths).filter(([path]) => path.startsWith(prefix))),
    components: { schemas: Object.fromEntries(names.map((name) => [name, schemas[name]])) },
  });
  const shared = Object.keys(schemas).filter((name) => name.startsWith('io.k8s.apimachinery.'));
  return [
    document('/api/v1', ['io.k8s.api.core.v1.Pod', 'io.k8s.api.core.v1.PodSpec', ...shared]),
    document('/apis/shop.example.com/', ['com.example.shop.v1beta1.Widget', ...shared]),
    document('/version', []),
  ];
}

/** Facts about a few fields that the documents above and others in these tests have. */
export const FACTS: Facts = {
  lifecycle: [
    {
      group: 'shop.example.com',
      version: 'v1beta1',
      kind: 'Widget',
      introduced: null,
      deprecated: '1.28',
      removed: '1.34',
      observedRemoved: '1.32',
      typesFirstIn: null,
      typesLastIn: null,
      replacement: { group: 'shop.example.com', version: 'v1', kind: 'Widget' },
    },
  ],
  gates: [
    {
      name: 'MoodyPods',
      stages: [
        { stage: 'alpha', default: false, from: '1.28', to: '1.29' },
        { stage: 'beta', default: true, from: '1.30', to: '1.31' },
        { stage: 'stable', default: true, from: '1.32', to: null },
      ],
    },
    { name: 'SlowPods', stages: [{ stage: 'alpha', default: false, from: '1.28', to: null }] },
    { name: 'OldPods', stages: [{ stage: 'deprecated', default: false, from: '1.28', to: null }] },
  ],
  markedFields: [
    {
      group: '',
      version: 'v1',
      type: 'PodSpec',
      field: 'port',
      gates: ['SlowPods'],
      firstMarked: '1.28',
      lastMarked: '1.33',
    },
    {
      group: '',
      version: 'v1',
      type: 'PodSpec',
      field: 'limits',
      gates: ['SlowPods'],
      firstMarked: '1.28',
      lastMarked: '1.33',
    },
  ],
  describedFields: [
    {
      group: '',
      version: 'v1',
      type: 'PodSpec',
      field: 'mood',
      gate: 'MoodyPods',
      guards: 'field',
      gatedFrom: '1.28',
      gatedTo: '1.31',
    },
    {
      group: '',
      version: 'v1',
      type: 'PodSpec',
      field: 'limits',
      gate: 'SlowPods',
      guards: 'value',
      gatedFrom: '1.28',
      gatedTo: null,
    },
    {
      group: '',
      version: 'v1',
      type: 'PodSpec',
      field: 'age',
      gate: 'OldPods',
      guards: 'field',
      gatedFrom: '1.28',
      gatedTo: null,
    },
  ],
  deprecatedFields: [
    {
      group: '',
      version: 'v1',
      type: 'PodSpec',
      field: 'node',
      status: 'deprecated',
      deprecatedSince: '1.30',
      removedFeatureIn: '1.33',
      replacement: 'spec.nodeName',
    },
    {
      group: '',
      version: 'v1',
      type: 'PodSpec',
      field: 'dns',
      status: 'deprecated',
      deprecatedSince: '1.30',
      replacement: null,
      value: { equals: 'None' },
    },
    {
      group: '',
      version: 'v1',
      type: 'PodSpec',
      field: null,
      status: 'deprecated',
      deprecatedSince: '1.31',
      replacement: null,
    },
  ],
};
