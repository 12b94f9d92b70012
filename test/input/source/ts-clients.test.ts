import assert from 'node:assert/strict';
import { read, usesIn } from './helpers.ts';

const IMPORT = "import * as k8s from '@kubernetes/client-node';";

describe('a program that uses the official client', () => {
  it('uses the group and version of a client that it makes, and the kinds of the methods it calls', async () => {
    assert.deepEqual(
      await usesIn(
        'a.ts',
        IMPORT,
        'const api = kc.makeApiClient(k8s.NetworkingV1beta1Api);',
        'await api.createNamespacedIngress("shop", body);',
        'await api.listIngressForAllNamespaces();',
        'await api.readNamespacedIngressStatus("a", "b");',
      ),
      [
        '2:30 networking.k8s.io/v1beta1',
        '3:11 networking.k8s.io/v1beta1 Ingress',
        '4:11 networking.k8s.io/v1beta1 Ingress',
        '5:11 networking.k8s.io/v1beta1 Ingress',
      ],
    );
  });

  it('uses the models that it imports, and names as types', async () => {
    assert.deepEqual(
      await usesIn(
        'a.ts',
        "import { V1beta1CronJob, V1ObjectMeta } from '@kubernetes/client-node';",
        'function suspend(job: V1beta1CronJob, meta: V1ObjectMeta): V1beta1CronJob[] { return []; }',
      ),
      ['1:10 batch/v1beta1 CronJob', '2:23 batch/v1beta1 CronJob', '2:60 batch/v1beta1 CronJob'],
    );
  });

  it('is understood where names are shadowed in other functions', async () => {
    const lines = [
      IMPORT,
      'function one() { const api = kc.makeApiClient(k8s.AppsV1Api); api.listNamespacedDeployment("a"); }',
      'function two() { const api = kc.makeApiClient(k8s.BatchV1beta1Api); api.listNamespacedCronJob("a"); }',
    ];
    const uses = await usesIn('a.ts', ...lines);
    assert.ok(uses.includes('2:67 apps/v1 Deployment'));
    assert.ok(uses.includes('3:73 batch/v1beta1 CronJob'));
  });

  it('is understood through members, parameters, casts, subclasses and functions', async () => {
    const lines = [
      IMPORT,
      'class Patched extends k8s.BatchV1beta1Api {}',
      'const direct = () => kc.makeApiClient(Patched);',
      'class Jobs {',
      '  private api: k8s.BatchV1beta1Api;',
      '  constructor(private readonly policy: k8s.PolicyV1beta1Api) { this.api = make(); }',
      '  async run() { await this.api.listNamespacedCronJob("a"); await this.policy.listNamespacedPodDisruptionBudget("a"); }',
      '}',
      'async function run(api: Wrapped<k8s.BatchV1beta1Api>) { await api.listNamespacedCronJob("a"); }',
      'await direct().listNamespacedCronJob("a");',
      'await (kc.makeApiClient(Patched) as k8s.BatchV1beta1Api).deleteNamespacedCronJob("a", "b");',
    ];
    const methods = (await usesIn('a.ts', ...lines)).filter((use) => / (?:CronJob|PodDisruptionBudget)$/.test(use));
    assert.deepEqual(methods, [
      '7:32 batch/v1beta1 CronJob',
      '7:78 policy/v1beta1 PodDisruptionBudget',
      '9:67 batch/v1beta1 CronJob',
      '10:16 batch/v1beta1 CronJob',
      '11:58 batch/v1beta1 CronJob',
    ]);
  });

  it('is understood in JavaScript with require, and with a client taken out of an object', async () => {
    const uses = await usesIn(
      'a.cjs',
      "const { KubeConfig, ExtensionsV1beta1Api } = require('@kubernetes/client-node');",
      'const clients = { extensions: kc.makeApiClient(ExtensionsV1beta1Api) };',
      'const { extensions } = clients;',
      'extensions.readNamespacedIngress("a", "b");',
    );
    assert.deepEqual(uses, ['1:21 extensions/v1beta1', '2:48 extensions/v1beta1', '4:12 extensions/v1beta1 Ingress']);
  });

  it('is listed as not known where the version of a call is', async () => {
    const { uses, unresolved } = await read({
      'a.ts': `${IMPORT}\nexport const list = (api: any) => api.listNamespacedCronJob("a");`,
    });
    assert.deepEqual(uses, []);
    assert.deepEqual(unresolved, ['2:39 api.listNamespacedCronJob']);
  });

  it('is no use of the API where another library has a method of a similar name', async () => {
    const { uses, unresolved } = await read({
      'a.ts': 'kubernetes; repo.createIngress(); db.listJob(); cache.getPod();',
    });
    assert.deepEqual([uses, unresolved], [[], []]);
  });

  it('uses custom objects, in both forms and through constants', async () => {
    const { uses, unresolved } = await read({
      'a.ts': [
        IMPORT,
        "const GROUP = 'batch';",
        "const params = { group: GROUP, version: 'v1beta1', plural: 'cronjobs' } as const;",
        'const api = kc.makeApiClient(k8s.CustomObjectsApi);',
        "await api.getNamespacedCustomObject('cert-manager.io', 'v1alpha2', ns, 'certificates', name);",
        "await api.listClusterCustomObject('berths.example', 'v1', 'berths');",
        'await api.listNamespacedCustomObject({ ...params, namespace: ns });',
        'await api.getNamespacedCustomObject(group, "v1", ns, plural, name);',
      ].join('\n'),
    });
    assert.deepEqual(uses, [
      '3:16 batch/v1beta1 CronJob',
      '5:11 cert-manager.io/v1alpha2 Certificate',
      '6:11 berths.example/v1 berths',
    ]);
    assert.deepEqual(unresolved, ['8:11 getNamespacedCustomObject(group, "v1", ns, plural, name)']);
  });

  it('uses what it lists through KubernetesObjectApi', async () => {
    assert.deepEqual(
      await usesIn(
        'a.ts',
        IMPORT,
        'const api = k8s.KubernetesObjectApi.makeApiClient(kc);',
        "await api.list('batch/v1beta1', 'CronJob');",
      ),
      ['3:16 batch/v1beta1 CronJob'],
    );
  });

  it('is understood where it is the fluent client', async () => {
    assert.deepEqual(
      await usesIn(
        'a.js',
        "const { Client } = require('kubernetes-client');",
        "await client.apis.extensions.v1beta1.namespaces('a').ingresses('b').get();",
        "await client.apis['apiextensions.k8s.io'].v1beta1.customresourcedefinitions.post({ body });",
        'await client.api.v1.namespaces.get();',
      ),
      [
        '2:7 extensions/v1beta1 Ingress',
        '3:7 apiextensions.k8s.io/v1beta1 CustomResourceDefinition',
        '4:7 v1 Namespace',
      ],
    );
  });
});
