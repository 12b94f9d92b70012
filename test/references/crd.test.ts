import assert from 'node:assert/strict';
import { linesIn, sentencesIn } from '../support/references.ts';

describe('the versions that a CustomResourceDefinition stores', () => {
  it('says nothing where the best version is stored', async () => {
    assert.deepEqual(await linesIn('crd/good.yaml', '1.36'), []);
  });

  it('notes that a lesser version is stored, and calls one that is stored but not listed an error', async () => {
    assert.deepEqual(await linesIn('crd/bad.yaml', '1.36'), [
      '12 note beta-api storage shop.example.com/v1beta1 Basket',
      '21 error unavailable-api storage shop.example.com/v1alpha1 Basket',
    ]);
    assert.match((await sentencesIn('crd/bad.yaml', '1.36'))[1] ?? '', /needs that version until they are migrated\.$/);
  });
});
