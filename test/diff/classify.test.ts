import assert from 'node:assert/strict';
import type { ApiCode, FieldDifference, GateCode, ResourceCode } from '../../lib/diff/change.ts';
import { classesOf } from '../../lib/diff/classify.ts';

const GVK = { group: 'apps', version: 'v1', kind: 'Deployment' };

function field(code: FieldDifference['code'], more: Partial<FieldDifference> = {}): readonly string[] {
  const reach = { kinds: [GVK], path: 'spec', example: GVK, statusOnly: false };
  return classesOf({
    code,
    definition: 'io.k8s.api.apps.v1.DeploymentSpec',
    field: 'x',
    before: null,
    after: null,
    reach,
    ...more,
  });
}

describe('classesOf', () => {
  it('has an API that goes break manifests and clients', () => {
    const api = (code: ApiCode) =>
      classesOf({
        code,
        gvk: GVK,
        stability: 'ga',
        lifecycle: { introduced: null, deprecated: null, removed: null },
        enabledByDefault: true,
        other: null,
        otherFrom: null,
        use: null,
      });
    assert.deepEqual(api('api-removed'), ['breaking-manifests', 'breaking-clients']);
    assert.deepEqual(api('api-replaced'), ['breaking-manifests', 'breaking-clients']);
    assert.deepEqual(api('api-deprecated'), ['deprecation']);
    assert.deepEqual(api('api-promoted'), ['addition']);
  });

  it('has verbs and subresources that go break clients', () => {
    const resource = (code: ResourceCode) => classesOf({ code, gvk: GVK, resource: 'x', before: [], after: [] });
    assert.deepEqual(resource('verbs-removed'), ['breaking-clients']);
    assert.deepEqual(resource('subresource-removed'), ['breaking-clients']);
    assert.deepEqual(resource('verbs-added'), ['addition']);
  });

  it('has a field that goes, or must be given, break manifests', () => {
    assert.deepEqual(field('field-removed'), ['breaking-manifests']);
    assert.deepEqual(field('field-required'), ['breaking-manifests']);
    assert.deepEqual(field('enum-values-removed'), ['breaking-manifests']);
    assert.deepEqual(field('field-added', { required: true }), ['breaking-manifests']);
    assert.deepEqual(field('field-added', { required: false }), ['addition']);
  });

  it('has what stands in a status break clients alone', () => {
    const reach = { kinds: [GVK], path: 'status', example: GVK, statusOnly: true };
    assert.deepEqual(field('field-removed', { reach }), ['breaking-clients']);
    assert.deepEqual(field('field-removed', { field: 'status' }), ['breaking-clients']);
    assert.deepEqual(field('field-removed', { field: 'statusReason' }), ['breaking-manifests']);
  });

  it('goes by whether a type takes all that it took', () => {
    assert.deepEqual(field('field-type', { widened: true }), ['addition']);
    assert.deepEqual(field('field-type', { widened: false }), ['breaking-manifests']);
  });

  it('has a field that is less stable and off break manifests', () => {
    const move = (before: string, after: string, enabledByDefault: boolean) =>
      field('field-stability', { before, after, enabledByDefault });
    assert.deepEqual(move('beta', 'alpha', false), ['breaking-manifests']);
    assert.deepEqual(move('alpha', 'beta', false), ['addition']);
  });

  it('has a gate that goes break the settings that name it', () => {
    const gate = (code: GateCode) => classesOf({ code, gate: 'X', components: [], before: null, after: null });
    assert.deepEqual(gate('gate-removed'), ['breaking-manifests']);
    assert.deepEqual(gate('gate-locked'), ['deprecation']);
    assert.deepEqual(gate('gate-off'), ['breaking-clients']);
    assert.deepEqual(gate('gate-on'), ['addition']);
  });
});
