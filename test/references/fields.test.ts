import assert from 'node:assert/strict';
import { countIn, linesIn, sentencesIn } from '../support/references.ts';

describe('the reviews that webhooks take', () => {
  it('says nothing where v1 is among them', async () => {
    assert.deepEqual(await linesIn('reviews/good.yaml', '1.36'), []);
    assert.equal(await countIn('reviews/good.yaml', '1.36'), 2);
  });

  it('warns where v1beta1 is all: deprecated, though the API server still sends it', async () => {
    assert.deepEqual(await linesIn('reviews/bad.yaml', '1.36'), [
      '8 warning deprecated-api review admission.k8s.io/v1beta1 AdmissionReview',
      '21 warning deprecated-api review apiextensions.k8s.io/v1beta1 ConversionReview',
    ]);
    assert.match((await sentencesIn('reviews/bad.yaml', '1.36'))[0] ?? '', /list v1 first\.$/);
  });

  it('says nothing at releases that have no better', async () => {
    assert.deepEqual(await linesIn('reviews/bad.yaml', '1.15'), []);
  });
});

describe('resources that are counted or backed up by name', () => {
  it('says nothing of groups that still have them, of other limits, and of custom resources', async () => {
    assert.deepEqual(await linesIn('quota/good.yaml', '1.36'), []);
    assert.equal(await countIn('quota/good.yaml', '1.36'), 2);
  });

  it('warns of a group that has them no more, and names the one that has', async () => {
    assert.deepEqual(await linesIn('quota/bad.yaml', '1.25'), [
      '7 warning removed-api quota extensions/v1beta1 Deployment',
      '8 warning removed-api quota policy/v1beta1 PodSecurityPolicy',
      '17 warning removed-api quota extensions/v1beta1 Ingress',
      '18 warning removed-api quota extensions/v1beta1 Ingress',
      '19 warning removed-api quota policy/v1beta1 PodSecurityPolicy',
    ]);
    assert.match(
      (await sentencesIn('quota/bad.yaml', '1.25'))[2] ?? '',
      /Name ingresses\.networking\.k8s\.io instead\.$/,
    );
  });
});

describe('the kinds that policies match', () => {
  it('warns of a version that is gone, and not of those that are served', async () => {
    assert.deepEqual(await linesIn('policies/kyverno.yaml', '1.25'), [
      '16 warning removed-api match extensions/v1beta1 Ingress',
      '20 warning removed-api match policy/v1beta1 PodDisruptionBudget',
    ]);
  });
});
