import assert from 'node:assert/strict';
import { compareResources } from '../../lib/diff/compare-resources.ts';
import type { ApiResource, SnapshotInfo } from '../../lib/snapshot/snapshot.ts';

const SHOP = { group: 'shop.example.com', version: 'v1', kind: 'Shop' };
const SCALE = { group: 'autoscaling', version: 'v1', kind: 'Scale' };
const shop: ApiResource = { ...SHOP, name: 'shops', namespaced: true, verbs: ['get', 'list'] };
const scale: ApiResource = { ...SCALE, name: 'shops/scale', namespaced: true, verbs: ['get'], parent: SHOP };

function told(before: readonly ApiResource[], after: readonly ApiResource[], subresources = true): string[] {
  const info = (resources: readonly ApiResource[]): SnapshotInfo => ({
    release: '1.30',
    preliminary: null,
    madeFrom: [],
    knows: { fields: true, verbs: true, enums: true, subresources },
    resources,
  });
  return compareResources(info(before), info(after), [SHOP]).map(
    ({ code, resource, before: was, after: is }) => `${code} ${resource}: ${was.join()} > ${is.join()}`,
  );
}

describe('compareResources', () => {
  it('tells verbs that come and go', () => {
    assert.deepEqual(told([shop], [{ ...shop, verbs: ['get', 'watch'] }]), [
      'verbs-added shops:  > watch',
      'verbs-removed shops: list > ',
    ]);
  });

  it('takes verbs that a document does not tell for no change', () => {
    assert.deepEqual(told([shop], [{ ...shop, verbs: null }]), []);
  });

  it('tells subresources that come, go and take another kind', () => {
    assert.deepEqual(told([shop], [shop, scale]), ['subresource-added shops/scale:  > autoscaling/v1 Scale']);
    assert.deepEqual(told([shop, scale], [shop]), ['subresource-removed shops/scale: autoscaling/v1 Scale > ']);
    assert.deepEqual(told([shop, scale], [shop, { ...scale, version: 'v2' }]), [
      'subresource-kind-changed shops/scale: autoscaling/v1 Scale > autoscaling/v2 Scale',
    ]);
  });

  it('takes subresources that a document does not tell for no change', () => {
    assert.deepEqual(told([shop, scale], [shop], false), []);
  });

  it('tells another scope and another name', () => {
    assert.deepEqual(told([shop], [{ ...shop, namespaced: false }]), ['scope-changed shops: namespaced > cluster']);
    assert.deepEqual(told([shop], [{ ...shop, name: 'stores' }]), ['resource-renamed stores: shops > stores']);
    assert.deepEqual(told([shop], [{ ...shop, namespaced: null }]), []);
  });

  it('passes over kinds that only one side serves', () => {
    assert.deepEqual(told([shop], [shop, { ...shop, kind: 'Stall', name: 'stalls' }]), []);
  });
});
