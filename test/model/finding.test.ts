import assert from 'node:assert/strict';
import type { Severity } from '../../lib/model/finding.ts';
import { compareSeverities, isTooBad, partOf, RULE_IDS, SEVERITIES } from '../../lib/model/finding.ts';

describe('compareSeverities', () => {
  it('puts the worst first', () => {
    const severities: Severity[] = ['note', 'error', 'warning', 'error'];
    assert.deepEqual(severities.sort(compareSeverities), ['error', 'error', 'warning', 'note']);
  });

  it('agrees with the order of SEVERITIES', () => {
    assert.deepEqual([...SEVERITIES].reverse().sort(compareSeverities), [...SEVERITIES]);
  });
});

describe('RULE_IDS', () => {
  it('names each rule once, in words joined by hyphens', () => {
    assert.equal(new Set(RULE_IDS).size, RULE_IDS.length);
    for (const id of RULE_IDS) assert.match(id, /^[a-z]+(?:-[a-z]+)+$/);
  });
});

describe('isTooBad', () => {
  it('is so from a severity on, and never where nothing is', () => {
    const bad = (failOn: Severity | 'never') => SEVERITIES.filter((severity) => isTooBad(severity, failOn));
    assert.deepEqual(bad('error'), ['error']);
    assert.deepEqual(bad('warning'), ['error', 'warning']);
    assert.deepEqual(bad('note'), ['error', 'warning', 'note']);
    assert.deepEqual(bad('never'), []);
  });
});

describe('partOf', () => {
  it('is the field, gate, label or provider that a finding is about', () => {
    const gvk = { group: 'batch', version: 'v1', kind: 'Job' };
    for (const key of ['field', 'gate', 'label', 'provider']) assert.equal(partOf({ ...gvk, [key]: key }), key);
    assert.equal(partOf(gvk), undefined);
  });
});
