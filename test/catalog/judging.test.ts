import assert from 'node:assert/strict';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { judgeBy } from '../../lib/catalog/judging.ts';
import { parseGvk } from '../../lib/catalog/lifecycle-facts.ts';
import type { GroupVersionKind } from '../../lib/model/gvk.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';

function document(release: string, ...kinds: readonly string[]): Snapshot {
  const resources = kinds.map((kind) => ({
    ...(parseGvk(kind) as GroupVersionKind),
    name: 'things',
    namespaced: true,
    verbs: null,
  }));
  const knows = { fields: true, verbs: true, enums: false, subresources: true };
  return {
    swagger: '2.0',
    info: { title: 'a cluster', version: release },
    paths: {},
    definitions: {},
    'x-api-audit': { release, preliminary: null, madeFrom: [], knows, resources },
  };
}

describe('a Catalog that judges by a document', () => {
  const judging = judgeBy(
    document('1.29', 'apps/v1 Deployment', 'shop.example.com/v1 Order', 'apps/v1beta1 Deployment'),
  );
  const catalog = new Catalog({ judging });
  const state = (text: string) => catalog.state(parseGvk(text) as GroupVersionKind, '1.29');

  it("serves what the document serves, kinds of the cluster's own among it", () => {
    assert.equal(state('apps/v1 Deployment').serving, 'by-default');
    assert.equal(state('shop.example.com/v1 Order').serving, 'by-default');
    assert.equal(state('shop.example.com/v1 Order').evidence, 'snapshot');
    assert.equal(state('shop.example.com/v2 Order').serving, 'unknown');
  });

  it('does not serve what its release could, and says that it is the document that does not', () => {
    assert.equal(state('batch/v1 CronJob').serving, 'not-yet');
    assert.equal(state('batch/v1 CronJob').notInDocument, true);
  });

  it('leaves to the declared lifecycle what is removed', () => {
    assert.equal(state('batch/v1beta1 CronJob').serving, 'removed');
    assert.equal(state('batch/v1beta1 CronJob').notInDocument, false);
    assert.equal(state('apps/v1beta1 Deployment').lifecycle.removed, '1.16');
    assert.equal(state('apps/v1beta1 Deployment').serving, 'when-enabled');
  });

  it('does not miss kinds that no document of any release lists', () => {
    assert.equal(state('admission.k8s.io/v1 AdmissionReview').serving, 'by-default');
  });
});
