import assert from 'node:assert/strict';
import { isFailure } from '../../lib/input/events.ts';
import { scanJson } from '../../lib/input/json.ts';
import { readText } from '../../lib/input/read.ts';
import { get } from '../../lib/model/node.ts';
import { errorPlaces, seen } from './helpers.ts';

const read = (content: string) => readText('manifest.json', content);

describe('reading JSON', () => {
  it('finds the apiVersion of an object with its line and column', () => {
    const reading = read(
      '{\n  "kind": "Pod",\n  "apiVersion": "v1",\n  "metadata": {"name": "a", "namespace": "b"}\n}\n',
    );
    assert.deepEqual(seen(reading), ['v1 Pod b/a @3:18']);
    assert.equal(reading.documents, 1);
  });

  it('reads tabs, a byte order mark and an object in one line', () => {
    assert.deepEqual(seen(read('\uFEFF{\n\t"apiVersion":\t"v1",\n\t"kind": "Pod"\n}')), ['v1 Pod @2:17']);
    assert.deepEqual(seen(read('{"kind":"Pod","apiVersion":"v1"}')), ['v1 Pod @1:29']);
  });

  it('reads every object of a top-level array', () => {
    const reading = read('[{"apiVersion":"v1","kind":"Pod"},\n 1,\n {"apiVersion":"apps/v1","kind":"Deployment"}]');
    assert.deepEqual(seen(reading), ['v1 Pod @1:17', 'apps/v1 Deployment @3:17']);
    assert.deepEqual(
      reading.resources.map(({ path }) => path),
      ['/0', '/2'],
    );
  });

  it('reads objects that follow one another, on one line or on several', () => {
    const reading = read(
      '{"apiVersion":"v1","kind":"Pod"}{"apiVersion":"v1","kind":"Secret"}\n{\n"apiVersion":"v1","kind":"Node"}',
    );
    assert.deepEqual(seen(reading), ['v1 Pod @1:16', 'v1 Secret @1:48', 'v1 Node @3:15']);
    assert.deepEqual(
      reading.resources.map(({ document }) => document),
      [0, 1, 2],
    );
  });

  it('decodes escapes, in keys too', () => {
    const reading = read('{"api\\u0056ersion":"apps\\/v1","kind":"Deployment","metadata":{"name":"\\ud83d\\ude80"}}');
    assert.deepEqual(seen(reading), ['apps/v1 Deployment 🚀 @1:21']);
  });

  it('takes the last of duplicate keys', () => {
    assert.deepEqual(seen(read('{"apiVersion":"v1","apiVersion":"v2","kind":"Pod"}')), ['v2 Pod @1:34']);
  });

  it('gives the nodes of every field', () => {
    const reading = read('{"apiVersion":"v1","kind":"Pod","spec":{"a":[1,true,null,{"b":"c"}],"e":{},"f":[]}}');
    const list = get(reading.resources[0]?.node ?? undefined, 'spec', 'a');
    assert.ok(list?.type === 'sequence');
    assert.deepEqual(
      list.items.map((item) => (item.type === 'scalar' ? [item.value, item.quoted] : item.type)),
      [['1', false], ['true', false], ['null', false], 'mapping'],
    );
    assert.equal(get(reading.resources[0]?.node ?? undefined, 'spec', 'f')?.type, 'sequence');
  });

  it('reads the other lines of NDJSON around a broken one', () => {
    const reading = read(
      '{"apiVersion":"v1","kind":"Pod"}\n{"apiVersion":"v1","kind":}\n{"apiVersion":"v1","kind":"Secret"}\n{"a":\n',
    );
    assert.deepEqual(seen(reading), ['v1 Pod @1:16', 'v1 Secret @3:16']);
    assert.deepEqual(errorPlaces(reading), ['2:27']);
  });

  it('reads YAML that ends in .json, and JSON that is only YAML', () => {
    assert.deepEqual(seen(read('apiVersion: v1\nkind: Pod\n')), ['v1 Pod @1:13']);
    assert.deepEqual(seen(read('{"apiVersion": "v1", "kind": "Pod",}')), ['v1 Pod @1:17']);
    assert.deepEqual(seen(read('{"apiVersion": "v1", "kind": "Pod"}\n---\n{"apiVersion": "v1", "kind": "Node"}')), [
      'v1 Pod @1:17',
      'v1 Node @3:17',
    ]);
  });

  it('names where a broken object is broken', () => {
    const reading = read('{\n  "apiVersion": "v1",\n  "kind": "Pod"\n  "spec": {}\n}\n');
    assert.deepEqual([seen(reading), errorPlaces(reading)], [[], ['4:3']]);
    assert.match(reading.errors[0]?.message ?? '', /expected ',' or '\}', found "\\""/);
  });

  it('names a broken flow mapping of YAML in the words of YAML', () => {
    const reading = read('{apiVersion: v1, kind: Pod, metadata: {name: "a}\n');
    assert.match(reading.errors[0]?.message ?? '', /double quoted scalar/);
  });

  describe('with comments', () => {
    const rest = '  "apiVersion": "batch/v1beta1",\n  "kind": "CronJob"\n}\n';
    for (const [where, text, place] of [
      ['before a key', `{\n  // the tide\n${rest}`, '2:3'],
      ['behind a value', '{\n  "apiVersion": "batch/v1beta1", // the tide\n  "kind": "CronJob"\n}\n', '2:34'],
      ['in the midst of a line', `{\n  /* the * tide **/${rest}`, '2:3'],
      ['before a key without quotes', '{ // the tide\n  apiVersion: "batch/v1beta1", kind: "CronJob" }', '1:3'],
      ['in an array', `[{\n  // the tide\n${rest}]`, '2:3'],
    ] as const) {
      it(`is refused at the first, ${where}`, () => {
        const reading = read(text);
        assert.deepEqual([seen(reading), errorPlaces(reading)], [[], [place]]);
        assert.match(reading.errors[0]?.message ?? '', /JSON has no comments/);
      });
    }

    it('does not hide the documents before and behind it', () => {
      const pod = 'apiVersion: v1\nkind: Pod\n';
      const reading = read(`${pod}---\n{\n  // the tide\n${rest}---\n${pod}`);
      assert.deepEqual([seen(reading), errorPlaces(reading)], [['v1 Pod @1:13', 'v1 Pod @10:13'], ['5:3']]);
    });

    it('is passed over where it cannot be Kubernetes', () => {
      const reading = read('{\n  // of the compiler\n  "strict": true\n}\n');
      assert.deepEqual([reading.errors, reading.passedOver], [[], 'not-kubernetes']);
    });

    it('is not what YAML has that looks alike', () => {
      for (const entry of [' # the tide\n', '//: quay,', '"// a": "b", ', '/a/b: c,', 'at: //quay/tide,', '// a,']) {
        const reading = read(`{${entry} apiVersion: v1, "kind": "Pod" }\n`);
        assert.deepEqual([reading.resources.length, reading.errors], [1, []], entry);
      }
      assert.equal(readText('a.yaml', 'kind: Pod\napiVersion: v1\npath: //quay\n  "tide"\n').resources.length, 1);
    });
  });

  it('reads the other lines of NDJSON around one that a template prints', () => {
    const reading = read(
      '{"apiVersion":"v1","kind":"Pod","a":"{{ b }}"}\n{"apiVersion":"v1","kind":"Node","a":{{ .b }}}\n{"apiVersion":"v1","kind":"Secret"}\n',
    );
    assert.deepEqual(
      reading.resources.map(({ gvk, via, document }) => [gvk.kind, via, document]),
      [
        ['Pod', 'resource', 0],
        ['Node', 'template', 1],
        ['Secret', 'resource', 2],
      ],
    );
  });

  it('passes over a broken object that cannot be Kubernetes', () => {
    assert.deepEqual(read('{"a": [}').passedOver, 'not-kubernetes');
  });

  it('gives an error where an object nests too deep, without exhausting the stack', () => {
    const reading = read(`{"apiVersion":"v1","kind":"Pod","spec":${'['.repeat(100_000)}`);
    assert.equal(reading.errors.length, 1);
    assert.match(reading.errors[0]?.message ?? '', /nesting/);
  });

  for (const text of [
    '{"a":1,}',
    '[1,]',
    "{'a':1}",
    '{a:1}',
    '[01]',
    '[1.]',
    '[+1]',
    '["\t"]',
    '["\\x41"]',
    '[1 2]',
    '{"a" 1}',
    '[NaN]',
    '{"a":1}}',
    '// a\n{}',
  ]) {
    it(`does not take ${JSON.stringify(text)} for JSON`, () => {
      assert.ok(scanJson(text).some(isFailure));
      assert.throws(() => JSON.parse(text));
    });
  }
});
