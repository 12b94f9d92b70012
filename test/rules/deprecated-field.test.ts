import assert from 'node:assert/strict';
import { deployment, fieldFindings, fieldLines, fieldMessages } from '../support/fields.ts';

const SERVICE = (spec: string) => `apiVersion: v1\nkind: Service\nmetadata: {name: quay}\nspec: {${spec}}\n`;

describe('the rule deprecated-field', () => {
  it('says since when, and what to write instead', async () => {
    assert.deepEqual(await fieldMessages('deprecated-field', deployment(['serviceAccount: pilot']), '1.36'), [
      'spec.template.spec.serviceAccount of apps/v1 Deployment is deprecated since 1.1. Use serviceAccountName instead.',
    ]);
  });

  it('says what became of the thing that a field drove', async () => {
    const node = 'apiVersion: v1\nkind: Node\nmetadata: {name: a}\nspec: {configSource: {configMap: {name: a}}}\n';
    assert.deepEqual(await fieldMessages('deprecated-field', node, '1.23'), [
      'spec.configSource of v1 Node is deprecated since 1.22. 1.24 removes the feature behind it. Use kubelet configuration file instead.',
    ]);
    assert.match(
      (await fieldMessages('deprecated-field', node, '1.30'))[0] ?? '',
      /1\.24 removed the feature behind it/,
    );
  });

  it('has in its details what it knows, and nothing else', async () => {
    const service = SERVICE('topologyKeys: ["*"]');
    const [finding] = await fieldFindings('deprecated-field', service, '1.21');
    assert.deepEqual(finding, {
      rule: 'deprecated-field',
      severity: 'warning',
      boundary: 'rest',
      via: 'resource',
      subject: { group: '', version: 'v1', kind: 'Service', field: 'spec.topologyKeys' },
      holder: { apiVersion: 'v1', kind: 'Service', namespace: null, name: 'quay' },
      location: { file: 'quay.yaml', line: 4, column: 8, document: 0, path: '/spec/topologyKeys' },
      stability: 'alpha',
      lifecycle: { introduced: '1.17', deprecated: '1.21', removed: '1.22' },
      replacement: null,
      evidence: 'snapshot',
      details: { target: '1.21', use: 'spec.trafficDistribution' },
    });
  });

  it('names no replacement where nobody does', async () => {
    const event = 'apiVersion: v1\nkind: Event\nmetadata: {name: a}\nseries: {state: Ongoing}\n';
    const [field] = await fieldFindings('deprecated-field', event, '1.18');
    assert.equal(field?.stability, 'ga');
    assert.deepEqual(field?.details, { target: '1.18' });
    const slice = (type: string) =>
      `apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: a}\naddressType: ${type}\nendpoints: []\n`;
    const [value] = await fieldFindings('deprecated-field', slice('FQDN'), '1.33');
    assert.equal(value?.evidence, 'declared');
    assert.deepEqual(value?.lifecycle, { introduced: '1.21', deprecated: '1.33', removed: null });
    assert.deepEqual(value?.details, { target: '1.33', someValues: true, value: 'FQDN' });
    assert.deepEqual(await fieldLines('deprecated-field', slice('FQDN'), '1.32'), []);
    assert.deepEqual(await fieldLines('deprecated-field', slice('IPv4'), '1.33'), []);
  });

  it('is silent before the deprecation', async () => {
    assert.deepEqual(await fieldLines('deprecated-field', SERVICE('loadBalancerIP: 10.0.0.1'), '1.23'), []);
    assert.equal((await fieldFindings('deprecated-field', SERVICE('loadBalancerIP: 10.0.0.1'), '1.24')).length, 1);
  });

  it('finds only the value that is deprecated where the field is not', async () => {
    assert.deepEqual(await fieldMessages('deprecated-field', SERVICE('trafficDistribution: PreferClose'), '1.36'), [
      'The value PreferClose for spec.trafficDistribution of v1 Service is deprecated since 1.35. Use PreferSameZone instead.',
    ]);
    assert.deepEqual(await fieldLines('deprecated-field', SERVICE('trafficDistribution: PreferSameZone'), '1.36'), []);
  });

  it('says nothing of a field that is set to nothing', async () => {
    for (const value of ['""', '', 'null'])
      assert.deepEqual(await fieldLines('deprecated-field', SERVICE(`loadBalancerIP: ${value}`), '1.36'), []);
    const crd =
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: {preserveUnknownFields: false}\n';
    assert.deepEqual(await fieldLines('deprecated-field', crd, '1.36'), []);
  });

  it('says nothing of a field that repeats the one to use instead, as servers write it', async () => {
    const twin = ['serviceAccount: pilot', 'serviceAccountName: pilot'];
    assert.deepEqual(await fieldLines('deprecated-field', deployment(twin), '1.36'), []);
    const other = ['serviceAccount: pilot', 'serviceAccountName: crew'];
    assert.equal((await fieldFindings('deprecated-field', deployment(other), '1.36')).length, 1);
  });

  it('leaves in-tree volumes to provider-api', async () => {
    const spec = ['containers: [{name: a}]', 'volumes: [{name: a, awsElasticBlockStore: {volumeID: b}}]'];
    assert.deepEqual(await fieldLines('deprecated-field', deployment(spec), '1.36'), []);
    assert.equal((await fieldFindings('provider-api', deployment(spec), '1.36')).length, 1);
    const volume = 'apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: a}\nspec: {rbd: {image: b}}\n';
    assert.deepEqual(await fieldLines('deprecated-field', volume, '1.30'), []);
    assert.equal((await fieldFindings('provider-api', volume, '1.30')).length, 1);
  });

  it('speaks of an in-tree volume where provider-api does not look', async () => {
    const attachment = [
      'apiVersion: storage.k8s.io/v1',
      'kind: VolumeAttachment',
      'metadata: {name: quay}',
      'spec: {source: {inlineVolumeSpec: {awsElasticBlockStore: {volumeID: a}}}}',
      '',
    ].join('\n');
    assert.deepEqual(await fieldLines('deprecated-field', attachment, '1.30'), [
      '4 spec.source.inlineVolumeSpec.awsElasticBlockStore',
    ]);
    assert.deepEqual(await fieldFindings('provider-api', attachment, '1.30'), []);
  });

  it('is silent about an API that is removed, though a server can still be told to serve it', async () => {
    const old =
      'apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: a}\nspec: {rollbackTo: {revision: 1}}\n';
    assert.deepEqual(await fieldLines('deprecated-field', old, '1.15'), ['4 spec.rollbackTo']);
    assert.deepEqual(await fieldLines('deprecated-field', old, '1.16'), []);
  });
});
