import assert from 'node:assert/strict';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { compatibleRange } from '../../lib/upgrade/compatible.ts';
import { gvkOf } from '../support/findings.ts';
import { berthCrd, crdsOf } from '../support/states.ts';

const catalog = new Catalog();

describe('compatibleRange', () => {
  it('is where all of the APIs are served', () => {
    const range = compatibleRange(catalog, [gvkOf('networking.k8s.io/v1beta1 Ingress'), gvkOf('batch/v1 CronJob')]);
    assert.deepEqual(range.releases, [['1.21', '1.21']]);
    assert.deepEqual(
      range.apis.map(({ served }) => served),
      [[['1.14', '1.21']], [['1.21', '1.38']]],
    );
    assert.equal(range.conflict, null);
  });

  it('names the two APIs that no release has together', () => {
    const { releases, conflict } = compatibleRange(catalog, [
      gvkOf('v1 Service'),
      gvkOf('extensions/v1beta1 Deployment'),
      gvkOf('networking.k8s.io/v1 Ingress'),
    ]);
    assert.deepEqual(releases, []);
    assert.deepEqual([conflict?.ends.kind, conflict?.begins.kind], ['Deployment', 'Ingress']);
  });

  it('knows in which of them an API has to be turned on', () => {
    const { apis } = compatibleRange(catalog, [
      gvkOf('storage.k8s.io/v1beta1 VolumeAttributesClass'),
      gvkOf('batch/v1 CronJob'),
    ]);
    assert.deepEqual(
      apis.map(({ whenEnabled }) => whenEnabled),
      [[['1.31', '1.36']], []],
    );
  });

  it('leaves out what nothing is known of, and counts it', () => {
    const range = compatibleRange(catalog, [gvkOf('tides.example/v1 Tide'), gvkOf('apps/v1 Deployment')]);
    assert.deepEqual([range.unknown, range.apis[0]?.served, range.releases], [1, null, [['1.9', '1.38']]]);
  });

  it('has the kinds of a CRD at every release, but for versions that it does not serve', () => {
    const custom = crdsOf(berthCrd([{ name: 'v1' }, { name: 'v1beta1', served: false }]));
    const withCrd = new Catalog({ custom });
    const served = (gvk: string) => compatibleRange(withCrd, [gvkOf(gvk)]).releases;
    assert.deepEqual(served('harbour.example/v1 Berth'), [['1.0', '1.38']]);
    assert.deepEqual(served('harbour.example/v1beta1 Berth'), []);
  });
});
