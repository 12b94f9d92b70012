import assert from 'node:assert/strict';
import { linesIn, sentencesIn } from '../support/references.ts';

describe('the group/version of an APIService', () => {
  it('says nothing of those that other servers serve', async () => {
    assert.deepEqual(await linesIn('api-service/good.yaml', '1.36'), []);
  });

  it('warns of one that Kubernetes had and has no more', async () => {
    assert.deepEqual(await linesIn('api-service/bad.yaml', '1.22'), [
      '6 warning removed-api registration extensions/v1beta1 Ingress',
    ]);
    assert.match((await sentencesIn('api-service/bad.yaml', '1.22'))[0] ?? '', /The APIService can go\.$/);
  });
});
