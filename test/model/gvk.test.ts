import assert from 'node:assert/strict';
import {
  ALL_KINDS,
  compareGvk,
  compareText,
  formatApiVersion,
  formatGvk,
  gvkKey,
  isDefinition,
  parseApiVersion,
} from '../../lib/model/gvk.ts';

describe('parseApiVersion', () => {
  it('splits group and version', () => {
    assert.deepEqual(parseApiVersion('apps/v1'), { group: 'apps', version: 'v1' });
    assert.deepEqual(parseApiVersion('networking.k8s.io/v1beta1'), { group: 'networking.k8s.io', version: 'v1beta1' });
  });

  it('takes a version alone, and core/v1, for the core group', () => {
    assert.deepEqual(parseApiVersion('v1'), { group: '', version: 'v1' });
    assert.deepEqual(parseApiVersion('core/v1'), { group: '', version: 'v1' });
  });

  it('takes any text as a version', () => {
    assert.deepEqual(parseApiVersion('2019-01-01'), { group: '', version: '2019-01-01' });
  });

  for (const text of ['', '/', '/v1', 'apps/', 'apps/v1/Deployment']) {
    it(`says that ${JSON.stringify(text)} is no apiVersion`, () => assert.equal(parseApiVersion(text), null));
  }
});

describe('formatApiVersion and formatGvk', () => {
  it('write what a manifest says', () => {
    assert.equal(formatApiVersion({ group: 'apps', version: 'v1' }), 'apps/v1');
    assert.equal(formatApiVersion({ group: '', version: 'v1' }), 'v1');
    assert.equal(formatGvk({ group: '', version: 'v1', kind: 'Pod' }), 'v1 Pod');
    assert.equal(formatGvk({ group: 'apps', version: 'v1', kind: 'Deployment' }), 'apps/v1 Deployment');
  });

  it('write the group and version alone where all kinds are meant', () => {
    assert.equal(formatGvk({ group: 'apps', version: 'v1', kind: ALL_KINDS }), 'apps/v1');
    assert.equal(formatGvk({ group: '', version: 'v1', kind: ALL_KINDS }), 'v1');
    assert.equal(formatGvk({ group: 'apps', version: 'v1', kind: '' }), 'apps/v1 ');
  });
});

describe('gvkKey', () => {
  it('differs wherever one part differs', () => {
    const gvks = [
      { group: '', version: 'v1', kind: 'Event' },
      { group: 'events.k8s.io', version: 'v1', kind: 'Event' },
      { group: 'events.k8s.io', version: 'v1beta1', kind: 'Event' },
      { group: 'events.k8s.io', version: 'v1', kind: 'EventList' },
    ];
    assert.equal(new Set(gvks.map(gvkKey)).size, gvks.length);
  });

  it('is the same whatever else the value carries', () => {
    const more = { group: 'apps', version: 'v1', kind: 'Deployment', count: 3 };
    assert.equal(gvkKey(more), gvkKey({ group: 'apps', version: 'v1', kind: 'Deployment' }));
  });
});

describe('compareGvk', () => {
  it('orders by group, then version, then kind', () => {
    const sorted = [
      { group: '', version: 'v1', kind: 'Pod' },
      { group: 'apps', version: 'v1', kind: 'DaemonSet' },
      { group: 'apps', version: 'v1', kind: 'Deployment' },
      { group: 'apps', version: 'v1beta1', kind: 'ControllerRevision' },
      { group: 'batch', version: 'v1', kind: 'Job' },
    ];
    assert.deepEqual([...sorted].reverse().sort(compareGvk), sorted);
  });
});

describe('isDefinition', () => {
  it('is so of the kind of that name in its own group alone', () => {
    const group = 'apiextensions.k8s.io';
    assert.equal(isDefinition({ group, kind: 'CustomResourceDefinition' }), true);
    assert.equal(isDefinition({ group: 'harbour.example', kind: 'CustomResourceDefinition' }), false);
    assert.equal(isDefinition({ group, kind: 'ConversionReview' }), false);
  });
});

describe('compareText', () => {
  it('orders by code unit, so capitals come before small letters on every machine', () => {
    assert.deepEqual(['b', 'a', 'B', 'ä', ''].sort(compareText), ['', 'B', 'a', 'b', 'ä']);
  });
});
