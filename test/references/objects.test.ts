import assert from 'node:assert/strict';
import { countIn, linesIn, referencesIn } from '../support/references.ts';

describe('objects that are named by apiVersion and kind', () => {
  it('says nothing of what is served, and nothing of custom kinds that are not known', async () => {
    assert.deepEqual(await linesIn('objects/good.yaml', '1.36'), []);
    assert.equal(await countIn('objects/good.yaml', '1.36'), 4);
  });

  it('judges scale targets, owners, health checks and whole objects by the rules of any API, events as records', async () => {
    assert.deepEqual(await linesIn('objects/bad.yaml', '1.25'), [
      '8 error removed-api object extensions/v1beta1 Deployment',
      '16 error removed-api object apps/v1beta2 Deployment',
      '24 error removed-api object extensions/v1beta1 ReplicaSet',
      '30 note removed-api object batch/v1beta1 CronJob',
      '39 error removed-api object extensions/v1beta1 Ingress',
      '48 error removed-api embedded policy/v1beta1 PodDisruptionBudget',
    ]);
  });

  it('points at the apiVersion, and names the object that holds it', async () => {
    const [first] = await referencesIn('objects/bad.yaml', '1.25');
    assert.deepEqual(first?.location, {
      file: 'objects/bad.yaml',
      line: 8,
      column: 17,
      document: 0,
      path: '/spec/scaleTargetRef/apiVersion',
    });
    assert.equal(first.holder.kind, 'HorizontalPodAutoscaler');
  });
});

describe('objects that are named by group and kind', () => {
  it('says nothing of a kind that is served in some version', async () => {
    assert.deepEqual(await linesIn('kinds/good.yaml', '1.36'), []);
    assert.equal(await countIn('kinds/good.yaml', '1.36'), 3);
  });

  it('warns of kinds that are gone from their group, and of a version that is named', async () => {
    assert.deepEqual(await linesIn('kinds/bad.yaml', '1.25'), [
      '6 warning removed-api kind extensions/v1beta1 Ingress',
      '15 warning removed-api kind policy/v1beta1 PodSecurityPolicy',
      '23 warning removed-api kind apps/v1beta1 Deployment',
    ]);
  });
});
