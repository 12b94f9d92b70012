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
      'Kubernetes 1.30 does not serve batch/v2alpha1: 1.21 removed it. Take it out of the runtime configuration.',
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
