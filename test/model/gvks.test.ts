import assert from 'node:assert/strict';
import { gvks } from '../../lib/model/gvks.ts';

describe('gvks', () => {
  it('gives one object for all texts that are alike', () => {
    const { known, named } = gvks();
    assert.equal(known('apps/v1', 'Deployment'), undefined);
    const gvk = named('apps/v1', 'Deployment');
    assert.deepEqual(gvk, { group: 'apps', version: 'v1', kind: 'Deployment' });
    assert.equal(known('apps/v1', 'Deployment'), gvk);
    assert.equal(known('apps/v1beta1', 'Deployment'), undefined);
    assert.equal(known('apps/v1', 'StatefulSet'), undefined);
  });

  it('tells apart what names the same in other words', () => {
    const { known, named } = gvks();
    named('v1', 'Pod');
    assert.equal(known('core/v1', 'Pod'), undefined);
    assert.deepEqual(named('core/v1', 'Pod'), { group: '', version: 'v1', kind: 'Pod' });
  });

  it('gives null for what can be no apiVersion, each time', () => {
    const { known, named } = gvks();
    for (let time = 0; time < 2; time++) assert.equal(named('apps/v1/beta', 'Deployment'), null);
    assert.equal(known('apps/v1/beta', 'Deployment'), undefined);
  });

  it('does not take names for what every object has', () => {
    const { known, named } = gvks();
    assert.equal(known('__proto__', 'constructor'), undefined);
    assert.deepEqual(named('__proto__', 'constructor'), { group: '', version: '__proto__', kind: 'constructor' });
    assert.equal(known('v1', '__proto__'), undefined);
  });

  it('forgets what was not named lately, and what it knows stays right', () => {
    const { known, named } = gvks();
    for (let at = 0; at < 50_000; at++) {
      const gvk = named(`g${at}/v1`, 'Ship');
      assert.equal(known(`g${at}/v1`, 'Ship'), gvk);
    }
    assert.equal(known('g0/v1', 'Ship'), undefined);
  });
});
