import assert from 'node:assert/strict';
import { betaApi } from '../../lib/rules/beta-api.ts';
import { berthCrd, crdStateOf, stateOf } from '../support/states.ts';

describe('the rule beta-api', () => {
  it('applies to a beta from its introduction until its removal', () => {
    const applies = (release: string) => betaApi.applies(stateOf('batch/v1beta1 CronJob', release));
    assert.deepEqual(['1.7', '1.8', '1.24', '1.25'].map(applies), [false, true, true, false]);
  });

  it('applies to a beta that is off by default as well', () => {
    const state = stateOf('resource.k8s.io/v1beta1 ResourceClaim', '1.33');
    assert.equal(state.serving, 'when-enabled');
    assert.equal(betaApi.applies(state), true);
  });

  it('applies to a configuration file of a component of Kubernetes, and not to that of another tool', () => {
    assert.equal(betaApi.applies(stateOf('kubelet.config.k8s.io/v1beta1 KubeletConfiguration', '1.36')), true);
    const other = stateOf('skaffold/v2beta29 Config', '1.36');
    assert.equal(betaApi.applies(other), false);
  });

  it('does not apply to alpha or GA', () => {
    assert.equal(betaApi.applies(stateOf('batch/v2alpha1 CronJob', '1.8')), false);
    assert.equal(betaApi.applies(stateOf('apps/v1 Deployment', '1.36')), false);
  });

  it('applies to a beta that the CRD in the input serves, not to one that it does not', () => {
    const crd = berthCrd([{ name: 'v1beta1' }, { name: 'v1beta2', served: false }]);
    assert.equal(betaApi.applies(crdStateOf('harbour.example/v1beta1 Berth', crd)), true);
    assert.equal(betaApi.applies(crdStateOf('harbour.example/v1beta2 Berth', crd)), false);
  });
});
