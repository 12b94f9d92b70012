import assert from 'node:assert/strict';
import { readText } from '../../lib/input/read.ts';
import { select, selectKeys, selectTexts } from '../../lib/references/select.ts';

const ROOT = readText(
  'a.yaml',
  `apiVersion: v1
kind: ConfigMap
data: {a/b: one, c: null, d: {e: two}}
rules:
- {kinds: [x, y]}
- {kinds: []}
- {}
`,
).resources[0]?.node;
assert.ok(ROOT);

describe('select', () => {
  it('goes through sequences and gives the pointer to each value', () => {
    const found = [...selectTexts(ROOT, 'rules[].kinds[]', '/items/0')].map(({ node, path }) => [node.value, path]);
    assert.deepEqual(found, [
      ['x', '/items/0/rules/0/kinds/0'],
      ['y', '/items/0/rules/0/kinds/1'],
    ]);
  });

  it('goes through the values of a mapping, and leaves out what is null or no text', () => {
    assert.deepEqual(
      [...selectTexts(ROOT, 'data{}', '')].map(({ path }) => path),
      ['/data/a~1b'],
    );
    assert.equal([...select(ROOT, 'data{}', '')].length, 3);
  });

  it('gives the keys of a mapping', () => {
    assert.deepEqual(
      [...selectKeys(ROOT, 'data', '')].map(({ node }) => node.value),
      ['a/b', 'c', 'd'],
    );
  });

  it('gives nothing where the path leaves the document', () => {
    assert.deepEqual([...select(ROOT, 'spec.rules[].kinds', '')], []);
    assert.deepEqual([...select(ROOT, 'kind[]', '')], []);
  });
});
