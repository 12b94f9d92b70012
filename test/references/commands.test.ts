import assert from 'node:assert/strict';
import { linesIn, sentencesIn } from '../support/references.ts';

describe('resources that commands name', () => {
  it('says nothing of versions that are served, of images, and of names that only look like it', async () => {
    assert.deepEqual(await linesIn('commands/good.yaml', '1.36'), []);
  });

  it('finds them in containers and in the scripts of ConfigMaps', async () => {
    assert.deepEqual(await linesIn('commands/bad.yaml', '1.25'), [
      '15 error removed-api command extensions/v1beta1 Deployment',
      '16 error removed-api command policy/v1beta1 PodDisruptionBudget',
      '24 error removed-api command extensions/v1beta1 Ingress',
      '25 error removed-api command extensions/v1beta1 Ingress',
      '34 error removed-api command extensions/v1beta1 Ingress',
    ]);
  });

  it('says how to name what took their place', async () => {
    const [first] = await sentencesIn('commands/bad.yaml', '1.25');
    assert.match(first ?? '', /Name deployments\.v1\.apps instead\.$/);
  });
});
