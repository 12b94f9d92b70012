import assert from 'node:assert/strict';
import { messageOf } from '../../lib/report/messages.ts';
import { auditTexts } from '../support/findings.ts';

/** An Event of an audit log, in a line. */
function event(apiGroup: string, apiVersion: string, resource: string, more: object = {}): string {
  const objectRef = { resource, ...(apiGroup === '' ? {} : { apiGroup }), apiVersion };
  return JSON.stringify({ kind: 'Event', apiVersion: 'audit.k8s.io/v1', verb: 'list', objectRef, ...more });
}

const TUG = { userAgent: 'tug/v2.1 (linux/amd64) go', user: { username: 'system:serviceaccount:harbour:tug' } };

async function saidOf(text: string, target: string) {
  const { findings, summary } = await auditTexts({ 'audit.log': text }, { target });
  const said = findings
    .filter(({ via }) => via === 'reference')
    .map((finding) => [finding.location.line, finding.severity, finding.rule, messageOf(finding)]);
  return { said, references: summary.references };
}

describe('requests that an audit log records', () => {
  it('are judged by what they asked for, and name the client', async () => {
    const log = [
      event('batch', 'v1beta1', 'cronjobs', TUG),
      event('policy', 'v1beta1', 'podsecuritypolicies', { user: { username: 'bo' } }),
      event('flowcontrol.apiserver.k8s.io', 'v1alpha1', 'flowschemas'),
    ].join('\n');
    assert.deepEqual((await saidOf(log, '1.25')).said, [
      [
        1,
        'warning',
        'removed-api',
        'Kubernetes 1.25 no longer serves batch/v1beta1 CronJob (deprecated since 1.21). Ask for batch/v1 CronJob instead. Asked for by tug/v2.1 as system:serviceaccount:harbour:tug.',
      ],
      [
        2,
        'warning',
        'removed-api',
        'Kubernetes 1.25 no longer serves policy/v1beta1 PodSecurityPolicy (deprecated since 1.21). No API takes its place; use Pod Security Admission. Asked for by bo.',
      ],
      [
        3,
        'warning',
        'removed-api',
        'Kubernetes 1.25 does not serve flowcontrol.apiserver.k8s.io/v1alpha1 FlowSchema: 1.21 removed it (deprecated since 1.20). Ask for flowcontrol.apiserver.k8s.io/v1beta2 FlowSchema instead.',
      ],
    ]);
  });

  it('name it in one line, and not at any length', async () => {
    const hostile = { userAgent: 'tug\n::error::x', user: { username: `bo\r\n::error::${'y'.repeat(1000)}` } };
    const [[, , , message] = []] = (await saidOf(event('batch', 'v1beta1', 'cronjobs', hostile), '1.25')).said;
    assert.match(String(message), /Asked for by tug as bo ::error::y{88}\.$/);
  });

  it('are told once: what was sent and what came back is a record', async () => {
    const object = { apiVersion: 'batch/v1beta1', kind: 'CronJob', metadata: { name: 'storm' } };
    const log = event('batch', 'v1beta1', 'cronjobs', { requestObject: object, responseObject: object });
    assert.deepEqual(
      (await saidOf(log, '1.25')).said.map(([, severity]) => severity),
      ['warning', 'note', 'note'],
    );
  });

  it('say nothing of what is served, of what is no API, and of what nothing knows', async () => {
    const log = [
      event('', 'v1', 'pods', TUG),
      event('apps', 'v1', 'deployments', TUG),
      event('quays.example', 'v1beta1', 'quays', TUG),
      JSON.stringify({ kind: 'Event', apiVersion: 'audit.k8s.io/v1', requestURI: '/healthz' }),
    ].join('\n');
    assert.deepEqual(await saidOf(log, '1.25'), { said: [], references: 2 });
  });
});

describe('requests that OpenShift counts', () => {
  const count = (name: string, users: readonly number[], requestCount = users.length) =>
    JSON.stringify({
      apiVersion: 'apiserver.openshift.io/v1',
      kind: 'APIRequestCount',
      metadata: { name },
      status: {
        requestCount,
        last24h: [{ byNode: [{ byUser: users.map((at) => ({ username: `u${at}`, userAgent: 'tug/v2 (x)' })) }] }],
      },
    });

  it('are told where there were any', async () => {
    const { said } = await saidOf(
      [
        count('cronjobs.v1beta1.batch', [1, 2, 1, 3, 4]),
        count('cronjobs.v1beta1.batch', [], 0),
        count('cronjobs.v1beta1.batch', [], 2),
        count('pods.v1', [1]),
        count('not a resource', [1]),
      ].join('\n'),
      '1.25',
    );
    assert.deepEqual(
      said.map(([line, severity, , message]) => [line, severity, String(message).split('instead.').at(-1)]),
      [
        [1, 'warning', ' Asked for by tug/v2 as u1, tug/v2 as u2, tug/v2 as u3 and 1 more.'],
        [3, 'warning', ''],
      ],
    );
  });
});
