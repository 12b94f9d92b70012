import assert from 'node:assert/strict';
import { deployment, fieldFindings, fieldLines, fieldMessages } from '../support/fields.ts';

const SERVICE = (spec: string) => `apiVersion: v1\nkind: Service\nmetadata: {name: quay}\nspec: {${spec}}\n`;

describe('the rule deprecated-field', () => {
  it('says since when, and what to write instead', async () => {
    assert.deepEqual(await fieldMessages('deprecated-field', deployment(['serviceAccount: pilot']), '1.36'), [
      'spec.template.spec.serviceAccount of apps/v1 Deployment is deprecated since 1.8. Use serviceAccountName instead.',
    ]);
  });

  it('says what became of the thing that a field drove', async () => {
    const node = 'apiVersion: v1\nkind: Node\nmetadata: {name: a}\nspec: {configSource: {configMap: {name: a}}}\n';
    assert.deepEqual(await fieldMessages('deprecated-field', node, '1.23'), [
      'spec.configSource of v1 Node is deprecated since 1.22. What it drives goes in 1.24. Use kubelet configuration file instead.',
    ]);
    assert.match((await fieldMessages('deprecated-field', node, '1.30'))[0] ?? '', /gone since 1\.24/);
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
  });
});
