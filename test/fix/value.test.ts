import assert from 'node:assert/strict';
import { hiddenEntries, isSame, jsonOf, pathOf, readsAsString, valueAt } from '../../lib/fix/value.ts';
import { rootsOf } from '../../lib/input/roots.ts';
import type { Node } from '../../lib/model/node.ts';

const rootOf = (text: string) => rootsOf(text)[0] as Node;

describe('jsonOf', () => {
  it('tells text in quotes from what it looks like', () => {
    assert.deepEqual(jsonOf(rootOf('[1, "1", true, "true", ~, "~", a]')), [1, '1', true, 'true', null, '~', 'a']);
  });

  it('takes a plain scalar that versions of YAML read differently for nothing but itself', () => {
    for (const text of ['0777', 'yes', '1_000', '1e3', '2026-01-01', '12:30']) {
      assert.equal(isSame(jsonOf(rootOf(`a: ${text}`)), jsonOf(rootOf(`a: "${text}"`))), false, text);
      assert.equal(isSame(jsonOf(rootOf(`a: ${text}`)), jsonOf(rootOf(`{a: ${text}}`))), true, text);
    }
  });

  it('pulls merge keys in, own keys first', () => {
    assert.deepEqual(jsonOf(rootOf('x: &x {a: 1, b: 2}\ny:\n  <<: *x\n  a: 3\n')), {
      x: { a: 1, b: 2 },
      y: { a: 3, b: 2 },
    });
  });

  it('keeps a key named __proto__', () => {
    assert.equal(isSame(jsonOf(rootOf('__proto__: {a: 1}')), jsonOf(rootOf('{}'))), false);
  });
});

describe('hiddenEntries', () => {
  it('counts the keys that are there twice', () => {
    assert.equal(hiddenEntries(rootOf('{a: 1, b: [{c: 1, c: 2}], a: 2}')), 2);
  });
});

describe('readsAsString', () => {
  it('is true of names and false of what some YAML takes for something else', () => {
    for (const text of ['nginx', 'v1', 'apps/v1', 'a-1']) assert.equal(readsAsString(text), true, text);
    for (const text of ['', 'No', 'null', '1', '0x1F', '.5', '1.2.3', '12:30'])
      assert.equal(readsAsString(text), false, text);
  });
});

describe('valueAt and pathOf', () => {
  const text = 'list: [{a: 1}]\nmap: {"0": b, "x/y": c}\n';

  it('tell an item of a list from a key that looks like one', () => {
    assert.deepEqual(pathOf(rootOf(text), '/list/0/a'), ['list', 0, 'a']);
    assert.deepEqual(pathOf(rootOf(text), '/map/0'), ['map', '0']);
    assert.deepEqual(pathOf(rootOf(text), '/map/x~1y'), ['map', 'x/y']);
    assert.deepEqual(pathOf(rootOf(text), ''), []);
  });

  it('find the value at a path, and none where the path leaves it', () => {
    const value = jsonOf(rootOf(text));
    assert.equal(valueAt(value, ['list', 0, 'a']), 1);
    assert.equal(valueAt(value, ['map', '0']), 'b');
    assert.equal(valueAt(value, ['map', 0]), undefined);
    assert.equal(valueAt(value, ['list', 'a']), undefined);
    assert.equal(valueAt(value, ['list', 1, 'a']), undefined);
    assert.equal(valueAt(value, ['map', 'constructor']), undefined);
  });
});
