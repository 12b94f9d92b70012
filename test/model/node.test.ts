import assert from 'node:assert/strict';
import type { MappingNode, Node, ScalarNode } from '../../lib/model/node.ts';
import { entry, get, isNull, text } from '../../lib/model/node.ts';

function scalar(value: string, quoted = false): ScalarNode {
  return { type: 'scalar', value, quoted, start: 0, end: value.length };
}

function mapping(entries: readonly (readonly [string, Node])[], merged: readonly MappingNode[] = []): MappingNode {
  return {
    type: 'mapping',
    entries: entries.map(([key, value]) => ({ key: scalar(key), value })),
    merged,
    start: 0,
    end: 0,
  };
}

describe('entry', () => {
  it('takes the last of duplicate keys, as Kubernetes does', () => {
    const node = mapping([
      ['kind', scalar('Pod')],
      ['kind', scalar('Job')],
    ]);
    assert.deepEqual(entry(node, 'kind')?.value, scalar('Job'));
  });

  it('prefers a key of its own to a merged one, and the first merged mapping to the next', () => {
    const defaults = mapping([
      ['kind', scalar('Pod')],
      ['name', scalar('first')],
    ]);
    const others = mapping([
      ['name', scalar('second')],
      ['only', scalar('there')],
    ]);
    const node = mapping([['kind', scalar('Job')]], [defaults, others]);
    assert.deepEqual(entry(node, 'kind')?.value, scalar('Job'));
    assert.deepEqual(entry(node, 'name')?.value, scalar('first'));
    assert.deepEqual(entry(node, 'only')?.value, scalar('there'));
  });

  it('looks through merges of merges', () => {
    const deepest = mapping([['kind', scalar('Pod')]]);
    assert.deepEqual(entry(mapping([], [mapping([], [deepest])]), 'kind')?.value, scalar('Pod'));
  });

  it('finds nothing in what is no mapping', () => {
    assert.equal(entry(undefined, 'kind'), undefined);
    assert.equal(entry(scalar('kind'), 'kind'), undefined);
    assert.equal(entry({ type: 'sequence', items: [], start: 0, end: 0 }, 'length'), undefined);
  });

  it('does not take the names that every object of JavaScript has for keys', () => {
    assert.equal(entry(mapping([]), 'constructor'), undefined);
  });
});

describe('get', () => {
  const node = mapping([['metadata', mapping([['name', scalar('web')]])]]);

  it('follows a path of keys', () => assert.deepEqual(get(node, 'metadata', 'name'), scalar('web')));

  it('gives the node itself for an empty path', () => assert.equal(get(node), node));

  it('is undefined where the path leaves the document', () => {
    assert.equal(get(node, 'metadata', 'name', 'first'), undefined);
    assert.equal(get(node, 'spec', 'replicas'), undefined);
  });
});

describe('text', () => {
  it('gives the text of a scalar', () => assert.equal(text(mapping([['name', scalar('7')]]), 'name'), '7'));

  it('has none for nulls, but one for quoted nulls', () => {
    for (const value of ['', '~', 'null', 'Null', 'NULL']) {
      assert.equal(text(mapping([['name', scalar(value)]]), 'name'), undefined, JSON.stringify(value));
      assert.equal(text(mapping([['name', scalar(value, true)]]), 'name'), value);
    }
  });

  it('has none for collections', () => assert.equal(text(mapping([['name', mapping([])]]), 'name'), undefined));
});

describe('isNull', () => {
  it('takes nothing else for null', () => {
    for (const value of ['nil', 'none', 'nULL', '0', 'false', ' ', 'nullable', 'not-null', '~/.kube'])
      assert.equal(isNull(scalar(value)), false, value);
  });
});
