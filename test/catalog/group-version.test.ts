import assert from 'node:assert/strict';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { groupVersionState } from '../../lib/catalog/group-version.ts';

const catalog = new Catalog();

function stateAt(group: string, version: string, release: string) {
  return groupVersionState(catalog, { group, version }, release);
}

describe('what is known of a group and version as a whole', () => {
  it('is what is known of the kind that is served best', () => {
    assert.equal(stateAt('extensions', 'v1beta1', '1.16')?.serving, 'by-default');
    assert.equal(stateAt('extensions', 'v1beta1', '1.22')?.serving, 'removed');
    assert.equal(stateAt('', 'v1', '1.36')?.deprecated, false);
  });

  it('has a replacement where all its kinds went the same way', () => {
    assert.deepEqual(stateAt('apps', 'v1beta2', '1.20')?.replacement, { group: 'apps', version: 'v1', kind: '*' });
    assert.equal(stateAt('policy', 'v1beta1', '1.25')?.replacement, null);
  });

  it('is removed, and not yet to come, where other kinds of that name come back later', () => {
    assert.equal(stateAt('networking.k8s.io', 'v1beta1', '1.25')?.serving, 'removed');
  });

  it('is what is known of what is sent, where it has no resources', () => {
    assert.equal(stateAt('admission.k8s.io', 'v1', '1.36')?.serving, 'by-default');
    assert.equal(stateAt('admission.k8s.io', 'v1beta1', '1.36')?.deprecated, true);
  });

  it('is what is known of the files that Kubernetes reads, where no API server serves it', () => {
    const state = stateAt('client.authentication.k8s.io', 'v1alpha1', '1.25');
    assert.deepEqual([state?.serving, state?.gvk.kind, state?.boundary], ['removed', 'ExecCredential', 'config']);
    assert.deepEqual(stateAt('kubeadm.k8s.io', 'v1beta1', '1.25')?.gvk.kind, '*');
  });

  it('is nothing where no release has it', () => {
    assert.equal(stateAt('harbour.example', 'v1', '1.25'), null);
  });
});
