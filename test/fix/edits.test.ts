import assert from 'node:assert/strict';
import { editsOf } from '../../lib/fix/edits.ts';
import { expectedValue } from '../../lib/fix/expected.ts';
import type { Operation } from '../../lib/fix/step.ts';
import { moved } from '../../lib/fix/step.ts';
import { applyEdits } from '../../lib/fix/text-edit.ts';
import { jsonOf } from '../../lib/fix/value.ts';
import { rootsOf } from '../../lib/input/roots.ts';
import type { MappingNode } from '../../lib/model/node.ts';
import { watched } from '../support/watched.ts';

/** The text with the operations done; it reads as the operations say, or the test fails. */
function edited(text: string, ...operations: readonly Operation[]): string | null {
  const root = rootsOf(text)[0] as MappingNode;
  const edits = editsOf(text, root, operations);
  if ('unwritable' in edits) return null;
  const result = applyEdits(text, edits);
  const [after] = rootsOf(result);
  assert.ok(after !== undefined && typeof after !== 'string', result);
  assert.deepEqual(jsonOf(after), expectedValue(jsonOf(root), operations));
  return result;
}

const add = (key: string, value: Extract<Operation, { op: 'add' }>['value'], after?: string): Operation => ({
  op: 'add',
  path: ['a'],
  key,
  value,
  after,
});

describe('editsOf', () => {
  it('keeps the quotes of a scalar that is set', () => {
    const operation: Operation = { op: 'set', path: ['a'], value: 'new' };
    assert.equal(edited('a: old # why\n', operation), 'a: new # why\n');
    assert.equal(edited('a: "old"\n', operation), 'a: "new"\n');
    assert.equal(edited("a: 'old'\n", operation), "a: 'new'\n");
    assert.equal(edited('{"a":"old"}', operation), '{"a":"new"}');
    assert.equal(edited('a: "*" # all\n', operation), 'a: "new" # all\n');
  });

  it('keeps anchors and tags before a scalar that is set', () => {
    const operation: Operation = { op: 'set', path: ['a'], value: 'new' };
    assert.equal(edited('a: &x !!str old\n', operation), 'a: &x !!str new\n');
  });

  it('sets no alias and no block scalar', () => {
    assert.equal(edited('b: &x old\na: *x\n', { op: 'set', path: ['a'], value: 'new' }), null);
    assert.equal(edited('a: |\n  old\n', { op: 'set', path: ['a'], value: 'new' }), null);
  });

  it('adds an entry in the indentation of its neighbours', () => {
    assert.equal(
      edited('a:\n    b: 1\nc: 2\n', add('d', { e: [1, { f: 2, g: 3 }] })),
      'a:\n    b: 1\n    d:\n        e:\n        - 1\n        - f: 2\n          g: 3\nc: 2\n',
    );
  });

  it('indents lists as the resource does', () => {
    assert.equal(edited('x:\n  - 1\na:\n  b: 1\n', add('d', [1])), 'x:\n  - 1\na:\n  b: 1\n  d:\n    - 1\n');
  });

  it('adds behind the entry asked for, below its comment, and at the end of a text without a line break', () => {
    assert.equal(edited('a:\n  b: 1 # one\n  c: 2\n', add('d', 3, 'b')), 'a:\n  b: 1 # one\n  d: 3\n  c: 2\n');
    assert.equal(edited('a:\n  b: 1', add('d', 3)), 'a:\n  b: 1\n  d: 3');
  });

  it('adds behind a dash, behind a block scalar and behind a flow collection of several lines', () => {
    const path = ['a', 0];
    assert.equal(edited('a:\n- b: 1\n', { op: 'add', path, key: 'd', value: 3 }), 'a:\n- b: 1\n  d: 3\n');
    assert.equal(edited('a:\n  b: |\n    x\n\nc: 1\n', add('d', 3)), 'a:\n  b: |\n    x\n  d: 3\n\nc: 1\n');
    assert.equal(edited('a:\n  b: [1,\n    2] # all\n', add('d', 3)), 'a:\n  b: [1,\n    2] # all\n  d: 3\n');
  });

  it('adds to a mapping in brackets, to an empty one and to a key without a value', () => {
    assert.equal(edited('a: {b: 1}\n', add('d', { e: 3 })), 'a: {b: 1, d: {e: 3}}\n');
    assert.equal(edited('{"a":{"b":1}}', add('d', { e: '3' })), '{"a":{"b":1,"d":{"e":"3"}}}');
    assert.equal(edited('a: {}\n', add('d', 3)), 'a: {d: 3}\n');
    assert.equal(edited('a: # none\nc: 1\n', add('d', 3)), 'a: # none\n  d: 3\nc: 1\n');
  });

  it('gives an entry added to JSON of many lines lines of its own', () => {
    assert.equal(
      edited('{\n  "a": {\n    "b": 1\n  }\n}\n', add('d', { e: [1] })),
      '{\n  "a": {\n    "b": 1,\n    "d": {\n      "e": [\n        1\n      ]\n    }\n  }\n}\n',
    );
  });

  it('writes a string that would read as something else in quotes', () => {
    assert.equal(
      edited('a:\n  b: 1\n', add('d', { 'x/y.z': 'yes', k: '1.5', v: 'a: b', m: '0x1' })),
      'a:\n  b: 1\n  d:\n    x/y.z: "yes"\n    k: "1.5"\n    v: "a: b"\n    m: "0x1"\n',
    );
  });

  it('renames a key where it stands', () => {
    assert.equal(
      edited('a:\n  "b" : 1 # one\n', { op: 'rename', path: ['a', 'b'], key: 'c' }),
      'a:\n  "c" : 1 # one\n',
    );
  });

  it('takes a line out and leaves the comment above it, also behind a dash and at the end of the text', () => {
    assert.equal(
      edited('a:\n  # of b\n  b: 1\n  c: 2\n', { op: 'remove', path: ['a', 'b'] }),
      'a:\n  # of b\n  c: 2\n',
    );
    assert.equal(edited('a:\n- b: 1\n  c: 2\n', { op: 'remove', path: ['a', 0, 'b'] }), 'a:\n- c: 2\n');
    assert.equal(edited('a:\n  b: 1\n  c: 2', { op: 'remove', path: ['a', 'c'] }), 'a:\n  b: 1');
  });

  it('takes entries out of a mapping in brackets', () => {
    const operations = ['b', 'c', 'd'].map((key): Operation => ({ op: 'remove', path: ['a', key] }));
    const text = 'a: {b: 1, c: 2, d: 3, e: 4}\n';
    assert.equal(edited(text, operations[0] as Operation), 'a: {c: 2, d: 3, e: 4}\n');
    assert.equal(edited(text, operations[1] as Operation, operations[2] as Operation), 'a: {b: 1, e: 4}\n');
    assert.equal(
      edited('a: {b: 1, c: 2, d: 3}\n', operations[1] as Operation, operations[2] as Operation),
      'a: {b: 1}\n',
    );
  });

  it('leaves no mapping empty, and takes no comments out', () => {
    assert.equal(edited('a:\n  b: 1\nc: 1\n', { op: 'remove', path: ['a', 'b'] }), null);
    assert.equal(edited('a:\n  b: 1\n  # keep\n  d: 1\nc: 1\n', { op: 'remove', path: ['a'] }), null);
  });

  it('moves an entry with its comments and its block scalar', () => {
    const text = 'x:\n  # of b\n  b: |\n    one\n\n      two\n  c: 1\na:\n    k: 1\n';
    assert.equal(
      edited(text, add('d', { e: moved(['x', 'b']) })),
      'x:\n  c: 1\na:\n    k: 1\n    d:\n      # of b\n      e: |\n        one\n\n          two\n',
    );
  });

  it('takes the comments of what goes along to what comes in its place', () => {
    const text = 'x:\n  # of b\n  b: # why\n    # of m\n    m: "# no" # how\n    n: 1\n  c: 1\na:\n  k: 1\n';
    const from = [['x', 'b']];
    assert.equal(
      edited(
        text,
        { op: 'remove', path: ['x', 'b'] },
        { op: 'add', path: ['a'], key: 'd', value: moved(['x', 'b', 'm']), from },
      ),
      'x:\n  # of b\n  c: 1\na:\n  k: 1\n  # why\n  # of m\n  d: "# no" # how\n',
    );
    const flow = text.replace('a:\n  k: 1', 'a: {k: 1}');
    assert.equal(
      edited(flow, { op: 'remove', path: ['x', 'b'] }, { op: 'add', path: ['a'], key: 'd', value: 1, from }),
      null,
    );
  });

  it('moves nothing out of brackets, or into them, whose comments would be lost', () => {
    assert.equal(edited('x: {b: 1, # one\n  c: 2}\na:\n  k: 1\n', add('d', moved(['x', 'b']))), null);
    assert.equal(edited('x:\n  b: 1 # one\n  c: 2\na: {k: 1}\n', add('d', moved(['x', 'b']))), null);
    assert.equal(
      edited('x: {b: "# 1",\n  c: 2}\na:\n  k: 1\n', add('d', moved(['x', 'b']))),
      'x: {c: 2}\na:\n  k: 1\n  d: "# 1"\n',
    );
  });

  it('indents what moves into brackets as the line that it comes to stand in', () => {
    const version = 'v:\n    - {\n        k: 1\n      }\n';
    const operation: Operation = { op: 'add', path: ['v', 0], key: 'd', value: moved(['x']) };
    assert.equal(
      edited(`${version}x: {\n    b: 1\n  }\n`, operation),
      'v:\n    - {\n        k: 1,\n        d: {\n            b: 1\n          }\n      }\n',
    );
    assert.equal(
      edited('v: {k: 1}\nx:\n      y: {\n          b: 1\n        }\n      z: 1\n', {
        op: 'add',
        path: ['v'],
        key: 'd',
        value: moved(['x', 'y']),
      }),
      'v: {k: 1, d: {\n    b: 1\n  }}\nx:\n      z: 1\n',
    );
  });

  it('indents by tabs where the text does', () => {
    assert.equal(
      edited('{\n\t"a": {\n\t\t"b": 1\n\t}\n}\n', add('d', { e: [1] })),
      '{\n\t"a": {\n\t\t"b": 1,\n\t\t"d": {\n\t\t\t"e": [\n\t\t\t\t1\n\t\t\t]\n\t\t}\n\t}\n}\n',
    );
  });

  it('adds several entries to an empty mapping in brackets', () => {
    assert.equal(edited('a: {}\n', add('d', 3), add('e', { f: 4 })), 'a: {d: 3, e: {f: 4}}\n');
  });

  it('does what is to be done inside of an entry that moves', () => {
    const text = 'x:\n  b:\n    k: old\n    l: 1\n  c: 1\na:\n  k: 1\n';
    const inner: Operation = { op: 'set', path: ['x', 'b', 'k'], value: 'new' };
    const rename: Operation = { op: 'rename', path: ['x', 'b', 'l'], key: 'm' };
    assert.equal(
      edited(text, inner, rename, add('d', moved(['x', 'b']))),
      'x:\n  c: 1\na:\n  k: 1\n  d:\n    k: new\n    m: 1\n',
    );
  });

  it('appends to a list in the form that it has', () => {
    const operation: Operation = { op: 'append', path: ['a'], value: 'new' };
    assert.equal(edited('a: [old]\n', operation), 'a: [old, new]\n');
    assert.equal(edited('a: ["old","older"]\n', operation), 'a: ["old","older","new"]\n');
    assert.equal(edited('a:\n  - old # why\nb: 1\n', operation), 'a:\n  - old # why\n  - new\nb: 1\n');
  });

  it('does not edit what a merge key pulls in', () => {
    assert.equal(edited('x: &x {b: 1}\na:\n  <<: *x\n  c: 1\n', { op: 'rename', path: ['a', 'b'], key: 'd' }), null);
  });

  it('does not edit a key in the long form', () => {
    assert.equal(edited('? a\n: old\n', { op: 'rename', path: ['a'], key: 'b' }), null);
  });

  it('ends its lines as the text does', () => {
    assert.equal(edited('a:\r\n  b: 1\r\n', add('d', { e: 1 })), 'a:\r\n  b: 1\r\n  d:\r\n    e: 1\r\n');
  });

  it('keeps single quotes around a key that gets another name', () => {
    const operation: Operation = { op: 'rename', path: ['a', 'b'], key: 'c' };
    assert.equal(edited("a:\n  'b': 1\n", operation), "a:\n  'c': 1\n");
    assert.equal(edited('a:\n  "b": 1\n', operation), 'a:\n  "c": 1\n');
  });

  it('takes an entry out with its anchor, its tag or its alias', () => {
    const operation: Operation = { op: 'remove', path: ['a', 'b'] };
    assert.equal(edited('a:\n  b: &x !!str v\n  c: 1\n', operation), 'a:\n  c: 1\n');
    assert.equal(edited('a:\n  b: &x\n    y: 1\n  c: 1\n', operation), 'a:\n  c: 1\n');
    assert.equal(edited('a:\n  b: !!str ""\n  c: 1\n', operation), 'a:\n  c: 1\n');
    assert.equal(edited('x: &x {q: 1}\na:\n  b: *x\n  c: 1\n', operation), 'x: &x {q: 1}\na:\n  c: 1\n');
    assert.equal(edited('x: &x {q: 1}\na:\n  c: 1\n  b: *x', operation), 'x: &x {q: 1}\na:\n  c: 1');
  });

  it('moves an alias as it is written', () => {
    const operation = add('d', { e: moved(['a', 'b']) });
    assert.equal(edited('x: &x {q: 1}\na:\n  b: *x\n', operation), 'x: &x {q: 1}\na:\n  d:\n    e: *x\n');
  });

  it('takes the line break before it along with the last line of a text that has none after it', () => {
    const operation: Operation = { op: 'remove', path: ['a', 'b'] };
    assert.equal(edited('a:\n  c: 1\n  b: 2', operation), 'a:\n  c: 1');
    assert.equal(edited('a:\r\n  c: 1\r\n  b: 2', operation), 'a:\r\n  c: 1');
    assert.equal(edited('a:\n  c: 1\n  b:\n    x: 1', operation, add('d', 1)), 'a:\n  c: 1\n  d: 1');
  });

  it('moves what stands below a dash up to it', () => {
    const remove = (key: string): Operation => ({ op: 'remove', path: ['a', 0, key] });
    assert.equal(edited('a:\n- b: 1\n  d: 3\n', remove('b')), 'a:\n- d: 3\n');
    assert.equal(edited('a:\n- b: 1\n  c: 2\n  d: 3\n', remove('b'), remove('c')), 'a:\n- d: 3\n');
    assert.equal(edited('a:\n- b: 1\n  d: 3\n', remove('b'), remove('d')), null);
  });

  it('adds below an item of which the last lines go', () => {
    const operations: readonly Operation[] = [
      { op: 'remove', path: ['a', 0, 'b'] },
      { op: 'append', path: ['a'], value: { c: 1 } },
    ];
    assert.equal(edited('a:\n- k: 1\n  b:\n    x: 1\n', ...operations), 'a:\n- k: 1\n- c: 1\n');
    assert.equal(edited('a:\n- k: 1\n  b: [1,\n    2]', ...operations), 'a:\n- k: 1\n- c: 1');
  });

  it('prints what is empty, and lists in lists, in brackets', () => {
    assert.equal(edited('a:\n  b: 1\n', add('c', [])), 'a:\n  b: 1\n  c: []\n');
    assert.equal(edited('a:\n  b: 1\n', add('c', {})), 'a:\n  b: 1\n  c: {}\n');
    assert.equal(edited('a:\n  b: 1\n', add('c', [[1, 2], {}, []])), 'a:\n  b: 1\n  c:\n  - [1, 2]\n  - {}\n  - []\n');
    assert.equal(edited('a: {b: 1}\n', add('c', { d: [], e: {} })), 'a: {b: 1, c: {d: [], e: {}}}\n');
  });

  it('moves an entry into an item of a list, and one out of brackets', () => {
    assert.equal(edited('a:\n  b: 1\n  d: {x: 1}\n', add('c', [moved(['a', 'd'])])), 'a:\n  b: 1\n  c:\n  - {x: 1}\n');
    assert.equal(
      edited('a:\n  b: {m: {x: 1}, k: 2}\n', add('c', moved(['a', 'b', 'm']))),
      'a:\n  b: {k: 2}\n  c: {x: 1}\n',
    );
  });

  it('adds to what is empty in JSON', () => {
    assert.equal(edited('{"a":{},"b":1}', add('c', { d: 1 })), '{"a":{"c": {"d": 1}},"b":1}');
    assert.equal(edited('a: {}\n', add('c', 1)), 'a: {c: 1}\n');
  });

  const unwritable: readonly [what: string, text: string, ...operations: Operation[]][] = [
    [
      'gives one scalar two values',
      'a: 1\n',
      { op: 'set', path: ['a'], value: 'x' },
      { op: 'set', path: ['a'], value: 'y' },
    ],
    ['appends to what is no list', 'a: {b: 1}\n', { op: 'append', path: ['a'], value: 1 }],
    ['appends to a list that shows no layout', 'a: []\n', { op: 'append', path: ['a'], value: 1 }],
    ['adds to what is not there', 'b: 1\n', add('c', 1)],
    ['adds to a scalar', 'a: text\n', add('c', 1)],
    ['adds to nothing in brackets', '{a: null, b: 1}\n', add('c', 1)],
    ['adds to a mapping with a key behind a question mark', 'a:\n  ? x\n  : 1\n  b: 2\n', add('c', 1)],
    ['adds to a mapping that only merges another', 'x: &x {q: 1}\na:\n  <<: *x\n', add('c', 1)],
    ['renames what is not there', 'a: {b: 1}\n', { op: 'rename', path: ['a', 'z'], key: 'c' }],
    ['moves what is not there', 'a: {b: 1}\n', add('c', moved(['a', 'z']))],
    ['moves what stands behind a question mark', 'a:\n  ? x\n  : 1\n  b: 2\n', add('c', moved(['a', 'x']))],
    ['takes out what stands beside a question mark', 'a:\n  ? x\n  : 1\n  b: 2\n', { op: 'remove', path: ['a', 'b'] }],
    ['takes out all that a mapping has', 'b: 2', { op: 'remove', path: ['b'] }],
    ['takes out an item of a list', 'a: [1]\n', { op: 'remove', path: ['a', 0] }],
    ['sets a field of a list', 'a: [1]\n', { op: 'set', path: ['a', 'b'], value: 'x' }],
    ['sets an item of a mapping', 'a: {b: 1}\n', { op: 'set', path: ['a', 0], value: 'x' }],
  ];
  for (const [what, text, ...operations] of unwritable) {
    it(`writes nothing that ${what}`, () => assert.equal(edited(text, ...operations), null));
  }

  it('does not look at all operations for each entry that moves', () => {
    const looksPerOperation = (many: number) => {
      const text = Array.from({ length: many }, (_, at) => `a${at}:\n  b: 1\n  c: 2\n`).join('');
      const paths = Array.from({ length: many }, (_, at) => watched([`a${at}`]));
      const operations = paths.map(({ object }, at): Operation => {
        return { op: 'add', path: object, key: 'd', value: { b: moved([`a${at}`, 'b']) } };
      });
      const edits = editsOf(text, rootsOf(text)[0] as MappingNode, operations);
      assert.ok(!('unwritable' in edits));
      return paths.reduce((sum, { looks }) => sum + looks(), 0) / many;
    };
    // To sort them takes a few more looks at each.
    assert.ok(looksPerOperation(100) <= 2 * looksPerOperation(10));
  });
});

describe('expectedValue', () => {
  const value = { a: { b: 1 }, nothing: null, text: 'x' };

  it('has no answer where a key would be there twice, or something be added to a scalar', () => {
    const addTo = (path: string): Operation => ({ op: 'add', path: [path], key: 'b', value: 2 });
    assert.deepEqual(expectedValue(value, [addTo('a')]), { ...value, a: null });
    assert.deepEqual(expectedValue(value, [addTo('text')]), { ...value, text: null });
    assert.equal(expectedValue({ b: 1 }, [{ op: 'add', path: [], key: 'b', value: 2 }]), null);
  });

  it('makes a mapping of nothing', () => {
    const operation: Operation = { op: 'add', path: ['nothing'], key: 'b', value: 2 };
    assert.deepEqual(expectedValue(value, [operation]), { ...value, nothing: { b: 2 } });
  });

  it('takes nothing from a place that is not there', () => {
    assert.deepEqual(expectedValue({ a: {} }, [add('c', moved(['a', 'z']))]), { a: { c: null } });
  });
});
