import assert from 'node:assert/strict';
import { readText } from '../../lib/input/read.ts';
import { keyOf, pathOf, walkMappings } from '../../lib/model/walk.ts';

/** The pointers to all mappings below the object in a text. */
function visited(yaml: string, skips: (key: string) => boolean = () => false): string[] {
  const root = readText('a.yaml', `apiVersion: v1\nkind: Thing\n${yaml}`).resources[0]?.node;
  assert.ok(root, 'the text holds a resource');
  const paths: string[] = [];
  walkMappings(root, (_mapping, trail) => paths.push(pathOf(trail, '')), skips);
  return paths;
}

describe('walkMappings', () => {
  it('visits every mapping below the root, through sequences too', () => {
    assert.deepEqual(visited('a: {b: {c: 1}}\nl: [{x: 1}, [{y: 1}], z]\n'), ['/a', '/a/b', '/l/0', '/l/1/0']);
  });

  it('does not go into what is to be skipped', () => {
    assert.deepEqual(
      visited('a: {b: {c: 1}}\nd: {}\n', (key) => key === 'a'),
      ['/d'],
    );
  });

  it('visits what an alias stands for once, where it is written', () => {
    assert.deepEqual(visited('a: &a {b: &b {c: 1}}\nd: *a\nl: [*b, *b, {e: 1}]\nm: [&f {g: 1}, *f]\n'), [
      '/a',
      '/a/b',
      '/l/2',
      '/m/0',
    ]);
  });
});

describe('keyOf', () => {
  it('is the last key on the trail, past indexes', () => {
    assert.equal(keyOf({ above: { above: null, step: 'items' }, step: 3 }), 'items');
    assert.equal(keyOf(null), '');
  });
});
