import assert from 'node:assert/strict';
import type { Severity } from '../../lib/model/finding.ts';
import { compareSeverities, RULE_IDS, SEVERITIES } from '../../lib/model/finding.ts';

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
