import assert from 'node:assert/strict';
import { distilFacts } from '../../lib/snapshot/distil-facts.ts';

describe('distilling gathered facts', () => {
  it('keeps facts and leaves evidence and prose behind', () => {
    const entry = {
      group: 'apps',
      version: 'v1beta1',
      kind: 'Deployment',
      introduced: '1.6',
      deprecated: null,
      evidence: ['a page'],
    };
    const { entries } = distilFacts('config-apis.json', { source: 'somewhere', notes: ['long'], entries: [entry] });
    assert.deepEqual(entries, [
      { group: 'apps', version: 'v1beta1', kind: 'Deployment', introduced: '1.6', deprecated: null },
    ]);
  });

  it('corrects marks that name no gate, and types that the schema inlines', () => {
    const entry = {
      group: '',
      version: 'v1',
      type: 'ProbeHandler',
      field: 'grpc',
      gates: ['LoadBalancerClass', 'GRPCProbe'],
    };
    const { entries } = distilFacts('field-gates.json', { entries: [entry] });
    assert.deepEqual(entries, [{ ...entry, type: 'Probe', gates: ['ServiceLoadBalancerClass', 'GRPCProbe'] }]);
  });

  it('sets right what is known to be wrong, and says where a correction is of nothing', () => {
    const entries = ['Deployment', 'StatefulSet'].map((kind) => ({
      group: 'apps',
      version: 'v1beta1',
      kind,
      removed: null,
    }));
    const of = { group: 'apps', kind: 'Deployment' };
    const correction = { file: 'config-apis.json', of, set: { removed: '1.16', remark: 'prose' } };
    assert.deepEqual(distilFacts('config-apis.json', { entries }, [correction]).entries, [
      { group: 'apps', version: 'v1beta1', kind: 'Deployment', removed: '1.16' },
      entries[1],
    ]);
    assert.throws(() => distilFacts('config-apis.json', { entries }, [{ ...correction, of: { group: 'batch' } }]), {
      name: 'ApiAuditError',
      message: 'corrections.json: config-apis.json has no entry {"group":"batch"}. Take the correction out.',
    });
  });

  it('adds what the gathered facts lack, and drops what is not so', () => {
    const gate = (name: string, component: string) => ({ name, components: [component], stages: [] });
    const entries = [gate('Some', 'kubernetes'), gate('Some', 'kubeadm')];
    const of = { name: 'Some', components: ['kubeadm'] };
    const file = 'feature-gates.json';
    const corrections = [
      { file, of, drop: true },
      { file, of: { name: 'All' }, add: { stages: [], remark: 'prose' } },
    ];
    assert.deepEqual(distilFacts(file, { entries }, corrections).entries, [entries[0], { name: 'All', stages: [] }]);
    assert.throws(() => distilFacts(file, { entries }, [{ file, of, add: { stages: [] } }]), {
      message: `corrections.json: feature-gates.json has an entry of its own ${JSON.stringify(of)}. Take the correction out.`,
    });
    assert.throws(() => distilFacts(file, { entries }, [{ file, of: { name: 'None' }, drop: true }]), {
      message: 'corrections.json: feature-gates.json has no entry {"name":"None"}. Take the correction out.',
    });
  });

  it('keeps of a remark on a change the values it speaks of', () => {
    const changes = [
      { type: 'stricter-values', field: 'type', note: 'Normal or Warning' },
      { type: 'removed', field: 'a', note: 'prose' },
    ];
    const { entries } = distilFacts('migrations.json', { entries: [{ from: 'a', to: 'b', changes }] });
    assert.deepEqual(entries, [
      {
        from: 'a',
        to: 'b',
        changes: [
          { type: 'stricter-values', field: 'type', allowed: ['Normal', 'Warning'] },
          { type: 'removed', field: 'a' },
        ],
      },
    ]);
  });

  it('keeps of an add-on its name and newest release, and of its APIs what is known', () => {
    const raw = {
      components: { 'some-operator': { repo: 'a/b', newestReleaseSeen: '1.2.0', releasesRead: ['1.1.0', '1.2.0'] } },
      entries: [
        { component: 'some-operator', group: 'a.io', version: 'v1', kind: 'A', removedIn: null, lastSeenIn: '1.2.0' },
      ],
    };
    assert.deepEqual(distilFacts('vendor-apis.json', raw), {
      components: { 'some-operator': { newestReleaseSeen: '1.2.0' } },
      entries: [{ component: 'some-operator', group: 'a.io', version: 'v1', kind: 'A' }],
    });
  });
});
