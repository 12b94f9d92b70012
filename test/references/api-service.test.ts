import assert from 'node:assert/strict';
import { auditTexts } from '../support/findings.ts';
import { linesIn, sentencesIn } from '../support/references.ts';

describe('the group/version of an APIService', () => {
  it('says nothing of those that other servers serve', async () => {
    assert.deepEqual(await linesIn('api-service/good.yaml', '1.36'), []);
  });

  it('warns of one that Kubernetes had and has no more', async () => {
    assert.deepEqual(await linesIn('api-service/bad.yaml', '1.22'), [
      '6 warning removed-api registration extensions/v1beta1 Ingress',
    ]);
    assert.match((await sentencesIn('api-service/bad.yaml', '1.22'))[0] ?? '', /Remove the APIService\.$/);
  });

  it('says nothing of those that the API server makes and deletes itself', async () => {
    const service = (labels: string) =>
      `apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nmetadata:\n  name: v1beta1.policy\n  labels: {${labels}}\nspec: { group: policy, version: v1beta1 }\n`;
    const texts = {
      'own.yaml': service('kube-aggregator.kubernetes.io/automanaged: onstart'),
      'other.yaml': service(''),
    };
    const { findings, summary } = await auditTexts(texts, { target: '1.25' });
    assert.deepEqual([findings.map(({ location }) => location.file), summary.references], [['other.yaml'], 2]);
  });
});
