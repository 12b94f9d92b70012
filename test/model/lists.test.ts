import assert from 'node:assert/strict';
import { addAll, addTo } from '../../lib/model/lists.ts';

describe('addTo', () => {
  it('begins a list under a key, and goes on with it in place', () => {
    const lists = new Map<string, number[]>();
    addTo(lists, 'a', 1);
    const first = lists.get('a');
    addTo(lists, 'b', 2);
    addTo(lists, 'a', 3);
    assert.deepEqual(
      [...lists],
      [
        ['a', [1, 3]],
        ['b', [2]],
      ],
    );
    assert.equal(lists.get('a'), first);
  });
});

describe('addAll', () => {
  it('takes more values than a call takes arguments', () => {
    const list = [-1];
    addAll(list, Array(500_000).keys());
    assert.deepEqual([list.length, list[0], list.at(-1)], [500_001, -1, 499_999]);
  });
});
