import assert from 'node:assert/strict';
import { linesIn, sentencesIn } from '../support/references.ts';

describe('the rules of webhooks', () => {
  it('warns of an old version that is matched exactly, and notes one that stands for all', async () => {
    assert.deepEqual(await linesIn('admission/webhooks.yaml', '1.22'), [
      '9 error removed-api match extensions/v1beta1 Ingress',
      '9 error removed-api match networking.k8s.io/v1beta1 Ingress',
      '20 note removed-api match extensions/v1beta1 Ingress',
      '32 warning deprecated-api match batch/v1beta1 CronJob',
      '44 note deprecated-api match batch/v1beta1 CronJob',
    ]);
  });

  it('calls a rule that matches nothing any more an error, whatever its match policy', async () => {
    assert.deepEqual((await linesIn('admission/webhooks.yaml', '1.25')).slice(3), [
      '32 error removed-api match batch/v1beta1 CronJob',
      '44 error removed-api match batch/v1beta1 CronJob',
    ]);
    const [, , , exact] = await sentencesIn('admission/webhooks.yaml', '1.25');
    assert.match(exact ?? '', /so requests go unchecked: add cronjobs of batch\/v1\.$/);
  });
});

describe('the rules of admission policies', () => {
  it('says nothing of versions that are served', async () => {
    const lines = await linesIn('admission/policies.yaml', '1.25');
    assert.deepEqual(lines, ['24 warning removed-api match policy/v1beta1 PodSecurityPolicy']);
  });

  it('names versions that are gone, or not there yet', async () => {
    assert.deepEqual(
      (await linesIn('admission/policies.yaml', '1.29'))[0],
      '15 error removed-api match flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema',
    );
    assert.deepEqual(
      (await linesIn('admission/policies.yaml', '1.22'))[0],
      '15 note unavailable-api match flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema',
    );
    assert.match(
      (await sentencesIn('admission/policies.yaml', '1.22'))[0] ?? '',
      /Until then it matches nothing: add flowschemas of /,
    );
  });
});

describe('the kinds that constraints of Gatekeeper match', () => {
  it('calls it an error where only the old group is matched, and a note where the new one is too', async () => {
    assert.deepEqual(await linesIn('policies/gatekeeper.yaml', '1.25'), [
      '17 note removed-api match extensions/v1beta1 Ingress',
      '26 error removed-api match extensions/v1beta1 Ingress',
    ]);
  });
});
