import assert from 'node:assert/strict';
import { ApiAuditError } from '../../lib/model/errors.ts';
import { snapshotFromV2 } from '../../lib/snapshot/from-v2.ts';
import { NO_FACTS } from '../support/facts.ts';
import { clusterDump, FACTS, ORIGIN, operations } from './documents.ts';

const WIDGET = 'com.example.shop.v1beta1.Widget';

describe('a Snapshot of an OpenAPI v2 document', () => {
  const make = { release: '1.30', facts: FACTS };
  const snapshot = snapshotFromV2({ document: clusterDump(), origin: ORIGIN }, make);
  const { resources, knows } = snapshot['x-api-audit'];
  const resource = (name: string) => resources.find((entry) => entry.name === name);
  const property = (definition: string, name: string) => snapshot.definitions[definition]?.properties?.[name];

  it('lists each resource with its kind, scope and verbs', () => {
    assert.deepEqual(resource('pods'), {
      group: '',
      version: 'v1',
      kind: 'Pod',
      name: 'pods',
      namespaced: true,
      verbs: ['create', 'delete', 'deletecollection', 'get', 'list', 'update', 'watch'],
    });
    assert.equal(resource('namespaces')?.namespaced, false);
  });

  it("lists kinds of the cluster's own as it lists Kubernetes'", () => {
    const widgets = resource('widgets');
    assert.equal(widgets?.group, 'shop.example.com');
    assert.deepEqual(widgets?.verbs, ['get', 'list', 'patch']);
  });

  it('lists a subresource under the kind it takes, with the resource it hangs from', () => {
    const eviction = resource('pods/eviction');
    assert.deepEqual([eviction?.group, eviction?.version, eviction?.kind], ['policy', 'v1', 'Eviction']);
    assert.deepEqual(eviction?.parent, { group: '', version: 'v1', kind: 'Pod' });
    assert.equal(resource('pods/status')?.kind, 'Pod');
  });

  it('sorts resources by kind, then by name', () => {
    assert.deepEqual(
      resources.map(({ name }) => name),
      ['namespaces', 'pods', 'pods/status', 'pods/eviction', 'widgets'],
    );
  });

  it('keeps what of a schema is a fact, and no description', () => {
    assert.deepEqual(property('io.k8s.api.core.v1.PodSpec', 'containers'), {
      type: 'array',
      items: { type: 'string' },
      'x-kubernetes-patch-strategy': 'merge',
      'x-kubernetes-patch-merge-key': 'name',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
    });
    assert.deepEqual(property('io.k8s.api.core.v1.PodSpec', 'restartPolicy')?.enum, ['Always', 'OnFailure']);
    assert.deepEqual(snapshot.definitions['io.k8s.api.core.v1.PodSpec']?.required, ['containers', 'restartPolicy']);
    assert.deepEqual(property('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta', 'description'), { type: 'string' });
    assert.ok(!JSON.stringify(snapshot.definitions).includes('Standard metadata'));
  });

  it('keeps what a CRD says of unknown fields and of numbers or texts, at any depth', () => {
    const spec = property(WIDGET, 'spec');
    assert.equal(spec?.['x-kubernetes-preserve-unknown-fields'], true);
    assert.deepEqual(spec?.properties?.['size'], { 'x-kubernetes-int-or-string': true });
  });

  it('writes facts where it has them, and they win over words', () => {
    assert.deepEqual(property('io.k8s.api.core.v1.PodSpec', 'mood')?.['x-api-audit'], {
      stability: 'beta',
      gates: ['MoodyPods'],
      enabledByDefault: true,
    });
    assert.deepEqual(snapshot.definitions[WIDGET]?.['x-api-audit'], {
      stability: 'beta',
      deprecated: '1.28',
      removed: '1.32',
      replacement: 'shop.example.com/v1 Widget',
    });
  });

  it('writes what words say where no fact is known', () => {
    const bare = snapshotFromV2({ document: clusterDump(), origin: ORIGIN }, { release: '1.30', facts: NO_FACTS });
    const spec = bare.definitions['io.k8s.api.core.v1.PodSpec'];
    assert.deepEqual(spec?.properties?.['mood']?.['x-api-audit'], { stability: 'alpha' });
    assert.equal(spec?.properties?.['limits']?.['x-api-audit'], undefined);
  });

  it("does not take the releases in an add-on's words for Kubernetes'", () => {
    const colour = property(WIDGET, 'spec')?.properties?.['colour'];
    assert.deepEqual(colour?.['x-api-audit'], { deprecated: true, replacement: 'spec.paint' });
  });

  it('keeps paths with their methods, actions and kinds', () => {
    const path = snapshot.paths['/api/v1/namespaces/{namespace}/pods/{name}'];
    assert.deepEqual(path?.parameters, [{ $ref: '#/parameters/namespace' }, { $ref: '#/parameters/name' }]);
    assert.deepEqual(path?.put, {
      responses: { default: { $ref: '#/responses/any' } },
      'x-kubernetes-action': 'put',
      'x-kubernetes-group-version-kind': { group: '', version: 'v1', kind: 'Pod' },
    });
  });

  it('does not claim to know enum values because a CRD states some', () => {
    assert.equal(knows.enums, true);
    const document = JSON.parse(JSON.stringify(clusterDump()).replace(',"enum":["OnFailure","Always"]', ''));
    assert.equal(snapshotFromV2({ document, origin: ORIGIN }, make)['x-api-audit'].knows.enums, false);
  });

  it('takes enum values from a document that has them, and says so', () => {
    const document = JSON.parse(JSON.stringify(clusterDump()).replaceAll(/,"enum":\[[^\]]*\]/g, ''));
    const enums = { document: clusterDump(), origin: { ...ORIGIN, form: 'openapi-v2-enums' as const } };
    const joined = snapshotFromV2({ document, enums, origin: ORIGIN }, make);
    assert.deepEqual(joined.definitions, snapshot.definitions);
    assert.deepEqual(
      joined['x-api-audit'].madeFrom.map(({ form }) => form),
      ['openapi-v2', 'openapi-v2-enums'],
    );
  });

  it('refuses an OpenAPI document that is not of a Kubernetes API', () => {
    const document = {
      swagger: '2.0',
      info: { title: 'Pets', version: '1.0.0' },
      paths: { '/pets/{id}': { get: { responses: {} } } },
      definitions: { Pet: { type: 'object' } },
    };
    assert.throws(
      () => snapshotFromV2({ document, origin: ORIGIN }, make),
      (error) => error instanceof ApiAuditError && /v2\/1\.30\.json.*not of a Kubernetes API/.test(error.message),
    );
  });

  it('passes over malformed members', () => {
    const document = {
      paths: {
        '/api/v1/pods': null,
        '/api/v1/nodes': operations({ group: '', version: 'v1', kind: 'Node' }, { get: 'list' }),
      },
      definitions: {
        'io.k8s.api.core.v1.Odd': { properties: { a: 7, b: { type: 3, enum: 'x', required: [1] } } },
        other: null,
      },
    };
    const odd = snapshotFromV2({ document, origin: ORIGIN }, make);
    assert.deepEqual(odd.definitions, { 'io.k8s.api.core.v1.Odd': { type: 'object', properties: { b: {} } } });
  });

  describe('of before 1.7, which states no kinds and no actions', () => {
    const ref = (name: string) => ({ responses: { 200: { schema: { $ref: `#/definitions/${name}` } } } });
    const PACKAGE = 'io.k8s.kubernetes.pkg.apis';
    const old = snapshotFromV2(
      {
        origin: ORIGIN,
        document: {
          paths: {
            '/apis/batch/v2alpha1/namespaces/{namespace}/cronjobs': {
              get: {
                operationId: 'listBatchV2alpha1NamespacedCronJob',
                ...ref(`${PACKAGE}.batch.v2alpha1.CronJobList`),
              },
              post: {
                operationId: 'createBatchV2alpha1NamespacedCronJob',
                ...ref(`${PACKAGE}.batch.v2alpha1.CronJob`),
              },
            },
            '/apis/batch/v2alpha1/namespaces/{namespace}/scheduledjobs': {
              post: {
                operationId: 'createBatchV2alpha1NamespacedScheduledJob',
                ...ref(`${PACKAGE}.batch.v2alpha1.CronJob`),
              },
            },
            '/apis/policy/v1beta1/poddisruptionbudgets': {
              post: {
                operationId: 'createPolicyV1beta1PodDisruptionBudget',
                ...ref(`${PACKAGE}.policy.v1beta1.PodDisruptionBudget`),
              },
            },
            '/api/v1/namespaces/{namespace}/pods/{name}': {
              get: { operationId: 'readCoreV1NamespacedPod', ...ref('io.k8s.kubernetes.pkg.api.v1.Pod') },
            },
            '/api/v1/namespaces/{namespace}/pods/{name}/eviction': {
              post: {
                operationId: 'createCoreV1NamespacedEvictionEviction',
                ...ref(`${PACKAGE}.policy.v1beta1.Eviction`),
              },
            },
            '/api/v1/namespaces/{namespace}/pods/{name}/exec': {
              get: { operationId: 'connectCoreV1GetNamespacedPodExec', responses: {} },
            },
            '/api/v1/proxy/nodes/{name}': { get: { operationId: 'proxyGETCoreV1Node', responses: {} } },
          },
          definitions: {
            [`${PACKAGE}.batch.v2alpha1.CronJob`]: { properties: {} },
            [`${PACKAGE}.batch.v2alpha1.CronJobList`]: { properties: {} },
            [`${PACKAGE}.policy.v1beta1.Eviction`]: {
              properties: {},
              'x-kubernetes-group-version-kind': [{ Group: 'policy', Version: 'v1beta1', Kind: 'Eviction' }],
            },
          },
        },
      },
      { release: '1.6', facts: NO_FACTS },
    );
    const kinds = old['x-api-audit'].resources.map(({ group, kind, name }) => `${group} ${kind} ${name}`);

    it('tells kinds by the definitions that are answered, and by the ids of operations', () => {
      assert.deepEqual(kinds, [
        ' Pod pods',
        'batch CronJob cronjobs',
        'batch ScheduledJob scheduledjobs',
        'policy Eviction pods/eviction',
        'policy PodDisruptionBudget poddisruptionbudgets',
      ]);
    });

    it('writes these kinds at the definitions', () => {
      const gvks = (name: string) =>
        old.definitions[name]?.['x-kubernetes-group-version-kind']?.map(({ kind }) => kind);
      assert.deepEqual(gvks('io.k8s.api.batch.v2alpha1.CronJob'), ['CronJob', 'ScheduledJob']);
      assert.deepEqual(gvks('io.k8s.api.batch.v2alpha1.CronJobList'), ['CronJobList']);
      assert.deepEqual(gvks('io.k8s.api.policy.v1beta1.Eviction'), ['Eviction']);
    });

    it('tells the actions by the ids of operations', () => {
      assert.deepEqual(old['x-api-audit'].resources[1]?.verbs, ['create', 'list']);
      const item = old.paths['/apis/batch/v2alpha1/namespaces/{namespace}/cronjobs'];
      assert.equal(Object.entries(item?.post ?? {}).find(([key]) => key === 'x-kubernetes-action')?.[1], 'post');
    });
  });
});
