import assert from 'node:assert/strict';
import { unknownApi } from '../../lib/rules/unknown-api.ts';
import { berthCrd, crdStateOf, stateOf, vendorStateOf } from '../support/states.ts';

describe('the rule unknown-api', () => {
  it('applies to a group that nothing knows', () => {
    assert.equal(unknownApi.applies(stateOf('harbour.example/v1 Berth', '1.36')), true);
  });

  it('applies to a version or kind that a group of Kubernetes never had', () => {
    assert.equal(unknownApi.applies(stateOf('apps/v3 Deployment', '1.36')), true);
    assert.equal(unknownApi.applies(stateOf('apps/v1 Deploymnet', '1.36')), true);
  });

  it('takes a kind as it is written: the case of its letters matters', () => {
    assert.equal(unknownApi.applies(stateOf('apps/v1 deployment', '1.36')), true);
  });

  it('does not apply where the API is gone or yet to come', () => {
    assert.equal(unknownApi.applies(stateOf('extensions/v1beta1 Ingress', '1.36')), false);
    assert.equal(unknownApi.applies(stateOf('apps/v1 Deployment', '1.0')), false);
  });

  it('does not apply to any version of a kind whose CRD is in the input', () => {
    const crd = berthCrd([{ name: 'v1' }]);
    assert.equal(unknownApi.applies(crdStateOf('harbour.example/v1 Berth', crd)), false);
    assert.equal(unknownApi.applies(crdStateOf('harbour.example/v7 Berth', crd)), false);
  });

  it('does not apply to the kinds of a known add-on', () => {
    assert.equal(unknownApi.applies(vendorStateOf('cert-manager.io/v1 Certificate', '1.36')), false);
  });
});
