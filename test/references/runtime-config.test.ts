import assert from 'node:assert/strict';
import { messageOf } from '../../lib/report/messages.ts';
import { auditTexts } from '../support/findings.ts';

async function judged(setting: string, target: string): Promise<string[]> {
  const text = `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: x\n      command: [kube-apiserver, "--runtime-config=${setting}"]\n`;
  const { findings } = await auditTexts({ 'it.yaml': text }, { target });
  return findings
    .filter(({ via }) => via === 'reference')
    .map(({ rule, subject, location }) => `${rule} ${subject.version} ${subject.kind} ${location.column}`);
}

describe('the APIs that --runtime-config turns on', () => {
  it('are judged as References, each at its place', async () => {
    assert.deepEqual(await judged('batch/v2alpha1=true,storage.k8s.io/v1alpha1', '1.30'), [
      'removed-api v2alpha1 * 51',
      'alpha-api v1alpha1 * 71',
    ]);
  });

  it('begin where no name goes on', async () => {
    assert.deepEqual(await judged('/batch/v2alpha1=true, storage.k8s.io/v1alpha1', '1.30'), [
      'removed-api v2alpha1 * 52',
      'alpha-api v1alpha1 * 73',
    ]);
  });

  it('may be single resources', async () => {
    assert.deepEqual(await judged('extensions/v1beta1/deployments=true', '1.16'), [
      'removed-api v1beta1 Deployment 51',
    ]);
  });

  it('are to be taken out once they are gone', async () => {
    const text = 'apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nruntimeConfig: { "batch/v2alpha1": "true" }\n';
    const { findings } = await auditTexts({ 'kind.yaml': text }, { target: '1.30' });
    assert.equal(
      messageOf(findings[0] as (typeof findings)[0]),
      'Kubernetes 1.30 does not serve batch/v2alpha1: 1.21 removed it. Remove it from the runtime configuration.',
    );
  });

  it('are none where they are turned off, or no API is named', async () => {
    assert.deepEqual(await judged('batch/v2alpha1=false,api/all=true,api/alpha=true,apps/v1=true', '1.30'), []);
  });

  it('are read from the fields of kind', async () => {
    const text =
      'apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\nruntimeConfig:\n  "batch/v2alpha1": "true"\n  "api/alpha": "true"\n';
    const { findings } = await auditTexts({ 'kind.yaml': text }, { target: '1.30' });
    assert.deepEqual(
      findings.map(({ rule, location }) => `${rule} ${location.line} ${location.path}`),
      ['removed-api 4 /runtimeConfig/batch~1v2alpha1'],
    );
  });
});

describe('the API of the audit log that a flag names', () => {
  it('keeps the API server from starting once it is gone', async () => {
    const text = [
      'apiVersion: kubeadm.k8s.io/v1beta4',
      'kind: ClusterConfiguration',
      'apiServer:',
      '  extraArgs:',
      '  - { name: audit-log-version, value: audit.k8s.io/v1beta1 }',
      '  - { name: audit-webhook-version, value: audit.k8s.io/v1 }',
      '  - { name: audit-log-path, value: /var/log/audit.log }',
      '',
    ].join('\n');
    const { findings } = await auditTexts({ 'it.yaml': text }, { target: '1.32' });
    const said = findings
      .filter(({ via }) => via === 'reference')
      .map(
        (finding) => `${finding.location.line}:${finding.location.column} ${finding.severity} ${messageOf(finding)}`,
      );
    assert.deepEqual(said, [
      '5:39 error Kubernetes 1.32 does not read audit.k8s.io/v1beta1 Event (kube-apiserver --audit-policy-file / audit webhook and log): 1.24 removed it. The API server does not start with it. Write audit.k8s.io/v1 instead, read since 1.12.',
    ]);
  });
});
