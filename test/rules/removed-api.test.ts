import assert from 'node:assert/strict';
import { removedApi } from '../../lib/rules/removed-api.ts';
import { berthCrd, crdStateOf, stateOf, vendorStateOf } from '../support/states.ts';

describe('the rule removed-api', () => {
  it('applies from the release on that removes an API', () => {
    assert.equal(removedApi.applies(stateOf('extensions/v1beta1 Ingress', '1.21')), false);
    assert.equal(removedApi.applies(stateOf('extensions/v1beta1 Ingress', '1.22')), true);
    assert.equal(removedApi.applies(stateOf('extensions/v1beta1 Ingress', '1.36')), true);
  });

  it('applies by number, not by text: 1.9 is before the removal in 1.16', () => {
    assert.equal(removedApi.applies(stateOf('extensions/v1beta1 Deployment', '1.9')), false);
  });

  it('applies while an administrator could still turn a removed API on', () => {
    for (const release of ['1.16', '1.17', '1.18']) {
      assert.equal(removedApi.applies(stateOf('extensions/v1beta1 Deployment', release)), true, release);
    }
    assert.equal(removedApi.applies(stateOf('extensions/v1beta1 Deployment', '1.15')), false);
  });

  it('applies to alphas that went without a deprecation', () => {
    assert.equal(removedApi.applies(stateOf('auditregistration.k8s.io/v1alpha1 AuditSink', '1.18')), false);
    assert.equal(removedApi.applies(stateOf('auditregistration.k8s.io/v1alpha1 AuditSink', '1.19')), true);
  });

  it('applies to what is only declared to go, beyond the newest Snapshot', () => {
    assert.equal(removedApi.applies(stateOf('resource.k8s.io/v1beta1 ResourceClaim', '1.37')), false);
    assert.equal(removedApi.applies(stateOf('resource.k8s.io/v1beta1 ResourceClaim', '1.38')), true);
  });

  it('does not apply to what is served, off by default, not there yet or unknown', () => {
    assert.equal(removedApi.applies(stateOf('apps/v1 Deployment', '1.36')), false);
    assert.equal(removedApi.applies(stateOf('batch/v2alpha1 CronJob', '1.8')), false);
    assert.equal(removedApi.applies(stateOf('apps/v1 Deployment', '1.8')), false);
    assert.equal(removedApi.applies(stateOf('harbour.example/v1 Berth', '1.36')), false);
  });

  it('applies to a version that the CRD in the input has and does not serve', () => {
    const crd = berthCrd([{ name: 'v1alpha1', served: false }, { name: 'v1' }]);
    assert.equal(removedApi.applies(crdStateOf('harbour.example/v1alpha1 Berth', crd)), true);
    assert.equal(removedApi.applies(crdStateOf('harbour.example/v1 Berth', crd)), false);
  });

  it('does not apply to what an add-on dropped: nobody knows which of its releases is installed', () => {
    assert.equal(removedApi.applies(vendorStateOf('cert-manager.io/v1alpha2 Certificate', '1.36')), false);
  });
});
