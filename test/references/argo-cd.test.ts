import assert from 'node:assert/strict';
import { countIn, linesIn } from '../support/references.ts';

describe('the customizations of Argo CD', () => {
  it('says nothing of kinds that are served, and of custom ones', async () => {
    assert.deepEqual(await linesIn('argo-cd/good.yaml', '1.36'), []);
    assert.equal(await countIn('argo-cd/good.yaml', '1.36'), 2);
  });

  it('warns of kinds that are gone, in keys and in the text of old, at their lines', async () => {
    assert.deepEqual(await linesIn('argo-cd/bad.yaml', '1.25'), [
      '5 warning removed-api kind extensions/v1beta1 Ingress',
      '11 warning removed-api kind policy/v1beta1 PodSecurityPolicy',
    ]);
  });
});
