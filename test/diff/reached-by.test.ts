import assert from 'node:assert/strict';
import { reachedBy } from '../../lib/diff/reached-by.ts';

/** Numbers that look like chance and are the same each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function nodesBelow(root: string, next: (node: string) => readonly string[]): Set<string> {
  const seen = new Set([root]);
  for (const node of seen) for (const to of next(node)) seen.add(to);
  return seen;
}

describe('reachedBy', () => {
  it('gives what following each root alone gives', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const below = numbers(seed);
      const size = 1 + below(40);
      const edges = Array.from({ length: size }, () => Array.from({ length: below(4) }, () => String(below(size))));
      const next = (node: string) => edges[Number(node)] ?? [];
      const roots = Array.from({ length: below(70) }, () => String(below(size)));
      const asked = new Set(Array.from({ length: size }, (_, node) => String(node)).filter(() => below(3) > 0));
      const expected = [...asked].flatMap((node) => {
        const indexes = roots.flatMap((root, index) => (nodesBelow(root, next).has(node) ? [index] : []));
        return indexes.length === 0 ? [] : [[node, indexes] as const];
      });
      const sorted = (entries: Iterable<readonly [string, readonly number[]]>) =>
        [...entries].sort(([a], [b]) => Number(a) - Number(b));
      assert.deepEqual(sorted(reachedBy(roots, next, asked)), sorted(expected), `seed ${seed}`);
    }
  });

  it('holds one list for nodes of the same roots, and needs no stack for a long chain', () => {
    const length = 100_000;
    const next = (node: string) => (Number(node) + 1 < length ? [String(Number(node) + 1)] : []);
    const found = reachedBy(['0', '0', '7'], next, new Set(['3', '8', String(length - 1)]));
    assert.deepEqual([...found].sort(), [
      ['3', [0, 1]],
      ['8', [0, 1, 2]],
      [String(length - 1), [0, 1, 2]],
    ]);
    assert.equal(found.get('8'), found.get(String(length - 1)));
  });
});
