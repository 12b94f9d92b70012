import assert from 'node:assert/strict';
import { kindLineages } from '../../lib/catalog/lineage.ts';
import type { TimelineKind } from '../../lib/catalog/timeline.ts';

function kind(name: string, introduced: string, more: Partial<TimelineKind> = {}): TimelineKind {
  const [group = '', version = '', kindName = ''] = name.split('/');
  return {
    group,
    version,
    kind: kindName,
    resource: null,
    namespaced: true,
    introduced,
    deprecated: null,
    removed: null,
    replacement: null,
    seen: [[introduced, '1.36']],
    ...more,
  };
}

describe('kindLineages', () => {
  it('puts the versions of a kind together', () => {
    const [only, ...others] = kindLineages([
      kind('batch/v1alpha1/Shop', '1.4', { removed: '1.7' }),
      kind('batch/v1beta1/Shop', '1.6', { removed: '1.20' }),
      kind('batch/v1/Shop', '1.9'),
    ]);
    assert.deepEqual(others, []);
    assert.deepEqual(only, { name: 'batch Shop', group: 'batch', alpha: '1.4', beta: '1.6', ga: '1.9', removed: null });
  });

  it('follows a kind into another group', () => {
    const replacement = { group: 'networking.k8s.io', version: 'v1', kind: 'Ingress' };
    const [only] = kindLineages([
      kind('extensions/v1beta1/Ingress', '1.1', { removed: '1.22', replacement, replacementBy: 'guide' }),
      kind('networking.k8s.io/v1/Ingress', '1.19'),
    ]);
    assert.equal(only?.name, 'networking.k8s.io Ingress');
    assert.equal(only?.beta, '1.1');
    assert.equal(only?.ga, '1.19');
  });

  it('takes a new major version for a way of its own', () => {
    const names = kindLineages([kind('autoscaling/v1/Scaler', '1.2'), kind('autoscaling/v2beta1/Scaler', '1.8')]).map(
      ({ name, ga }) => `${name} ${ga}`,
    );
    assert.deepEqual(names, ['autoscaling Scaler 1.2', 'autoscaling Scaler v2 null']);
  });

  it('lets an undeclared successor lead to the same major version', () => {
    const replacement = { group: 'autoscaling', version: 'v2', kind: 'Scaler' };
    const lineages = kindLineages([
      kind('autoscaling/v1/Scaler', '1.2'),
      kind('autoscaling/v2/Scaler', '1.23'),
      kind('extensions/v1beta1/Scaler', '1.1', { removed: '1.8', replacement, replacementBy: 'derived' }),
    ]);
    assert.deepEqual(
      lineages.map(({ name, beta }) => `${name} ${beta}`),
      ['autoscaling Scaler 1.1', 'autoscaling Scaler v2 null'],
    );
  });

  it('ends when its last version does', () => {
    const [only] = kindLineages([
      kind('policy/v1alpha1/Rule', '1.4', { removed: '1.6' }),
      kind('policy/v1beta1/Rule', '1.5', { removed: '1.9' }),
    ]);
    assert.equal(only?.removed, '1.9');
  });

  it('leaves out what no Snapshot holds', () => {
    assert.deepEqual(kindLineages([kind('admission.k8s.io/v1/AdmissionReview', '1.16', { seen: [] })]), []);
  });
});
