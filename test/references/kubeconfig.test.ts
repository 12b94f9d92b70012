import assert from 'node:assert/strict';
import { audit } from '../../lib/audit.ts';
import { messageOf } from '../../lib/report/messages.ts';
import { fixture } from '../support/cli.ts';

describe('the exec plugins of a kubeconfig', () => {
  it('are judged by their API, in a file without an ending that was named', async () => {
    const { findings, summary } = await audit('config', { cwd: fixture('boundaries/kubeconfig'), target: '1.24' });
    assert.equal(summary.audited, 1);
    assert.deepEqual(
      findings.map(
        ({ rule, boundary, location }) => `${rule} ${boundary} ${location.line}:${location.column} ${location.path}`,
      ),
      ['removed-api config 14:21 /users/0/user/exec/apiVersion'],
    );
    assert.match(
      messageOf(findings[0] as (typeof findings)[0]),
      /locked out.*client\.authentication\.k8s\.io\/v1 instead/,
    );
  });

  it('work up to 1.23', async () => {
    const { findings } = await audit('config', { cwd: fixture('boundaries/kubeconfig'), target: '1.23' });
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['alpha-api'],
    );
  });
});
