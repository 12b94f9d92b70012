import assert from 'node:assert/strict';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { unavailableApi } from '../../lib/rules/unavailable-api.ts';
import { gvkOf } from '../support/findings.ts';
import { berthCrd, crdStateOf, stateOf } from '../support/states.ts';

describe('the rule unavailable-api', () => {
  it('applies before the release that introduces an API', () => {
    assert.equal(unavailableApi.applies(stateOf('networking.k8s.io/v1 Ingress', '1.18')), true);
    assert.equal(unavailableApi.applies(stateOf('networking.k8s.io/v1 Ingress', '1.19')), false);
  });

  it('applies to an alpha before it comes, but not while it is merely off by default', () => {
    assert.equal(unavailableApi.applies(stateOf('batch/v2alpha1 CronJob', '1.4')), true);
    assert.equal(unavailableApi.applies(stateOf('batch/v2alpha1 CronJob', '1.5')), false);
  });

  it('does not apply to what is gone or unknown', () => {
    assert.equal(unavailableApi.applies(stateOf('extensions/v1beta1 Ingress', '1.36')), false);
    assert.equal(unavailableApi.applies(stateOf('harbour.example/v1 Berth', '1.36')), false);
  });

  it('applies to a version that the CRD in the input does not have', () => {
    const crd = berthCrd([{ name: 'v1' }]);
    assert.equal(unavailableApi.applies(crdStateOf('harbour.example/v2 Berth', crd)), true);
    assert.equal(unavailableApi.applies(crdStateOf('harbour.example/v1 Berth', crd)), false);
  });

  it('applies to what a given document leaves out', () => {
    const served = (gvk: string) => ({ release: '1.36', serves: ({ kind }: { kind: string }) => kind === gvk });
    const state = new Catalog({ judging: served('Deployment') }).state(gvkOf('batch/v1 CronJob'), '1.36');
    assert.equal(unavailableApi.applies(state), true);
    const other = new Catalog({ judging: served('CronJob') }).state(gvkOf('batch/v1 CronJob'), '1.36');
    assert.equal(unavailableApi.applies(other), false);
  });
});
