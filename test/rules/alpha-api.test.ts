import assert from 'node:assert/strict';
import { alphaApi } from '../../lib/rules/alpha-api.ts';
import { berthCrd, crdStateOf, stateOf } from '../support/states.ts';

describe('the rule alpha-api', () => {
  it('applies to an alpha as long as the Target can serve it', () => {
    const applies = (release: string) => alphaApi.applies(stateOf('batch/v2alpha1 CronJob', release));
    assert.deepEqual(['1.4', '1.5', '1.20', '1.21'].map(applies), [false, true, true, false]);
  });

  it('does not apply to beta, GA or a version of another form', () => {
    assert.equal(alphaApi.applies(stateOf('batch/v1beta1 CronJob', '1.20')), false);
    assert.equal(alphaApi.applies(stateOf('batch/v1 CronJob', '1.21')), false);
  });

  it('does not apply to an alpha of which nothing is known but its name', () => {
    assert.equal(alphaApi.applies(stateOf('harbour.example/v1alpha1 Berth', '1.36')), false);
  });

  it('applies to an alpha that the CRD in the input serves', () => {
    const crd = berthCrd([{ name: 'v1alpha1' }]);
    assert.equal(alphaApi.applies(crdStateOf('harbour.example/v1alpha1 Berth', crd)), true);
  });

  it('does not apply to the file of another tool, whose version speaks of that tool', () => {
    const state = stateOf('kind.x-k8s.io/v1alpha4 Cluster', '1.36');
    assert.equal(state.stability, 'alpha');
    assert.equal(alphaApi.applies(state), false);
  });
});
