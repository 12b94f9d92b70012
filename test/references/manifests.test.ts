import assert from 'node:assert/strict';
import { audit } from '../../lib/audit.ts';
import { jsonReport } from '../../lib/report/json.ts';
import { whole } from '../../lib/report/reporter.ts';
import { fixture } from '../support/cli.ts';
import { linesIn, referencesIn } from '../support/references.ts';

const jsonReporter = whole(jsonReport);

describe('manifests that stand as text in others', () => {
  it('says nothing of prose, of what is served, and of what is not known', async () => {
    assert.deepEqual(await linesIn('manifests/good.yaml', '1.36'), []);
  });

  it('finds them, and what they name in turn, at the line of the outer file', async () => {
    assert.deepEqual(await linesIn('manifests/bad.yaml', '1.25'), [
      '9 error removed-api embedded extensions/v1beta1 Ingress',
      '18 error removed-api object apps/v1beta1 Deployment',
      '19 error removed-api embedded batch/v1beta1 CronJob',
      '26 error removed-api embedded policy/v1beta1 PodDisruptionBudget',
      '36 error removed-api embedded extensions/v1beta1 Deployment',
      '47 error removed-api embedded batch/v1beta1 CronJob',
    ]);
  });

  it('points into literal blocks to the column, and at the beginning of texts that are written otherwise', async () => {
    const columns = (await referencesIn('manifests/bad.yaml', '1.25')).map(({ location }) => location.column);
    assert.deepEqual(columns, [17, 21, 18, 19, 22, 21]);
  });

  it('shows nothing of a Secret but the API', async () => {
    const report = await audit('manifests/bad.yaml', { target: '1.25', cwd: fixture('references') });
    const text = jsonReporter(report, { tool: { name: 't', version: '1' }, width: 80, color: false, all: true });
    assert.match(text, /"\/stringData\/pdb\.yaml"/);
    assert.doesNotMatch(text, /token-abc123/);
  });
});
