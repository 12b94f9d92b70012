import assert from 'node:assert/strict';
import { lastAtMost } from '../../lib/model/last-at-most.ts';

describe('lastAtMost', () => {
  const list = [{ start: 2 }, { start: 5 }, { start: 5 }, { start: 9 }];
  const at = (offset: number) => lastAtMost(list, ({ start }) => start, offset);

  it('finds the last that begins at an offset or before it', () => {
    assert.deepEqual([2, 4, 5, 8, 9, 100].map(at), [0, 0, 2, 2, 3, 3]);
  });

  it('is -1 before the first, and where there is none', () => {
    assert.equal(at(1), -1);
    assert.equal(
      lastAtMost([], () => 0, 5),
      -1,
    );
  });
});
