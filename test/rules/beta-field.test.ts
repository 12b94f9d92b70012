import assert from 'node:assert/strict';
import { deployment, fieldFindings, fieldMessages } from '../support/fields.ts';

const CLAIM = (version: string) =>
  [
    `apiVersion: resource.k8s.io/${version}`,
    'kind: ResourceClaim',
    'metadata: {name: crane}',
    'spec: {devices: {requests: [{name: a, exactly: {deviceClassName: b, tolerations: [{operator: Exists}]}}]}}',
  ].join('\n');

describe('the rule beta-field', () => {
  it('finds a field whose gate is beta at the Target, and says that it is on', async () => {
    assert.deepEqual(await fieldMessages('beta-field', deployment(['hostUsers: false']), '1.35'), [
      'spec.template.spec.hostUsers of apps/v1 Deployment is beta at Kubernetes 1.35: it needs the feature gate UserNamespacesSupport, which is on by default. If the gate is turned off, the server silently drops the field.',
    ]);
  });

  it('says so where a beta gate is off', async () => {
    const [message] = await fieldMessages('beta-field', deployment(['hostUsers: false']), '1.30');
    assert.match(message ?? '', /beta at Kubernetes 1\.30.*off by default\. Unless/);
  });

  it('is silent once the gate is GA', async () => {
    assert.deepEqual(await fieldFindings('beta-field', deployment(['hostUsers: false']), '1.36'), []);
  });

  it('speaks of kinds that are GA only: all of a beta kind is beta', async () => {
    assert.equal((await fieldFindings('beta-field', CLAIM('v1'), '1.36')).length, 1);
    assert.equal((await fieldFindings('beta-field', CLAIM('v1beta2'), '1.36')).length, 0);
  });

  it('says nothing of the fields of an alpha kind', async () => {
    const preset =
      'apiVersion: settings.k8s.io/v1alpha1\nkind: PodPreset\nmetadata: {name: a}\nspec: {volumes: [{name: a, csi: {driver: b}}]}\n';
    assert.deepEqual(await fieldFindings('beta-field', preset, '1.16'), []);
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {volumes: [{name: a, csi: {driver: b}}]}\n';
    assert.equal((await fieldFindings('beta-field', pod, '1.16')).length, 1);
  });

  it('is a note', async () => {
    const [finding] = await fieldFindings('beta-field', deployment(['hostUsers: false']), '1.35');
    assert.equal(finding?.severity, 'note');
  });
});
