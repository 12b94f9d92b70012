import assert from 'node:assert/strict';
import { deprecatedApi } from '../../lib/rules/deprecated-api.ts';
import { berthCrd, crdStateOf, stateOf, vendorStateOf } from '../support/states.ts';

describe('the rule deprecated-api', () => {
  it('applies from the deprecation until the removal', () => {
    const applies = (release: string) =>
      deprecatedApi.applies(stateOf('autoscaling/v2beta2 HorizontalPodAutoscaler', release));
    assert.deepEqual(['1.22', '1.23', '1.25', '1.26'].map(applies), [false, true, true, false]);
  });

  it('applies to a GA API as well', () => {
    assert.equal(deprecatedApi.applies(stateOf('v1 Endpoints', '1.32')), false);
    assert.equal(deprecatedApi.applies(stateOf('v1 Endpoints', '1.33')), true);
  });

  it('applies to a deprecated API that is off by default', () => {
    assert.equal(deprecatedApi.applies(stateOf('coordination.k8s.io/v1alpha2 LeaseCandidate', '1.35')), true);
  });

  it('does not apply to what is removed, though a server could still be told to serve it', () => {
    assert.equal(deprecatedApi.applies(stateOf('extensions/v1beta1 Deployment', '1.16')), false);
  });

  it('does not apply to a beta that nobody deprecated yet', () => {
    assert.equal(deprecatedApi.applies(stateOf('batch/v1beta1 CronJob', '1.20')), false);
  });

  it('applies to a version that the CRD in the input deprecates and still serves', () => {
    const crd = berthCrd([{ name: 'v1beta1', deprecated: true }, { name: 'v1' }]);
    assert.equal(deprecatedApi.applies(crdStateOf('harbour.example/v1beta1 Berth', crd)), true);
    assert.equal(deprecatedApi.applies(crdStateOf('harbour.example/v1 Berth', crd)), false);
  });

  it('applies to what an add-on dropped, and not to what it still ships', () => {
    assert.equal(deprecatedApi.applies(vendorStateOf('cert-manager.io/v1alpha2 Certificate', '1.36')), true);
    assert.equal(deprecatedApi.applies(vendorStateOf('cert-manager.io/v1 Certificate', '1.36')), false);
  });
});
