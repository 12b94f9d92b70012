import assert from 'node:assert/strict';
import { isTooDeep, MAX_DEPTH } from '../../lib/model/depth.ts';

/** `[[[...]]]`, so many levels of it. */
function nested(levels: number): unknown {
  return JSON.parse('['.repeat(levels) + ']'.repeat(levels));
}

describe('isTooDeep', () => {
  it('takes as many levels as there may be', () => assert.equal(isTooDeep(nested(MAX_DEPTH + 1)), false));

  it('refuses one more', () => assert.equal(isTooDeep(nested(MAX_DEPTH + 2)), true));

  it('counts no level for the texts, numbers and nulls that the last one holds', () => {
    for (const leaf of [1, 'text', null]) {
      let value: unknown = leaf;
      for (let level = 0; level <= MAX_DEPTH; level++) value = [value];
      assert.equal(isTooDeep(value), false);
      assert.equal(isTooDeep([value]), true);
    }
  });

  it('looks into all members of a level, objects too', () => {
    assert.equal(isTooDeep({ a: null, b: 'text', c: [1, { d: nested(MAX_DEPTH) }] }), true);
  });

  it('takes what is no list and no object', () => {
    for (const value of [null, 1, 'text', true]) assert.equal(isTooDeep(value), false);
  });
});
