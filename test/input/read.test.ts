import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readObjects } from '../../lib/input/read.ts';
import { text } from '../../lib/model/node.ts';
import { readOne, seen } from './helpers.ts';

async function* chunks(...parts: readonly (Uint8Array | string)[]): AsyncGenerator<Uint8Array | string> {
  yield* parts;
}

describe('reading inputs', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'api-audit-read-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  const input = (name: string) => ({ file: name, path: join(folder, name), named: true });

  it('reads a file under the name shown to people', async () => {
    writeFileSync(join(folder, 'pod.yaml'), 'apiVersion: v1\nkind: Pod\n');
    const reading = await readOne(input('pod.yaml'));
    assert.deepEqual([reading.file, seen(reading)], ['pod.yaml', ['v1 Pod @1:13']]);
    assert.equal(reading.resources[0]?.source.file, 'pod.yaml');
  });

  it('reads standard input, though a character is cut in two', async () => {
    const bytes = Buffer.from('apiVersion: v1\nkind: Pod\nmetadata: {name: é}\n');
    const cut = bytes.length - 4;
    const stdin = chunks(bytes.subarray(0, cut), bytes.subarray(cut));
    const reading = await readOne({ file: '-', path: '-', named: true }, { stdin });
    assert.deepEqual([reading.file, seen(reading)], ['-', ['v1 Pod é @1:13']]);
  });

  it('says what cannot be read, without an absolute path', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
    const errors = [];
    for (const name of ['gone.yaml', 'pipe.yaml', '.']) errors.push(...(await readOne(input(name))).errors);
    errors.push(...(await readOne({ file: 'null', path: '/dev/null', named: true })).errors);
    errors.push(...(await readOne({ file: '-', path: '-', named: true })).errors);
    assert.deepEqual(
      errors.map(({ file, line, column }) => [file, line, column]),
      ['gone.yaml', 'pipe.yaml', '.', 'null', '-'].map((file) => [file, 1, 1]),
    );
    for (const { message } of errors) assert.ok(!message.includes(folder), message);
    assert.match(errors[0]?.message ?? '', /no such file/);
    assert.match(errors[1]?.message ?? '', /pipe/);
    assert.match(errors[2]?.message ?? '', /folder/);
  });
});

describe('reading objects', () => {
  it('finds the resources of objects, lists and arrays, all in line 1, column 1', () => {
    const reading = readObjects('cluster', [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'web', namespace: 'shop' },
        spec: { replicas: 2 },
      },
      { apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'Pod' }] },
      [{ apiVersion: 'v1', kind: 'Secret', metadata: { creationTimestamp: new Date(0), name: undefined } }],
    ]);
    assert.deepEqual(seen(reading), ['apps/v1 Deployment shop/web @1:1', 'v1 Pod @1:1', 'v1 Secret @1:1']);
    assert.deepEqual(
      reading.resources.map(({ document, path }) => [document, path]),
      [
        [0, ''],
        [1, '/items/0'],
        [2, '/0'],
      ],
    );
    assert.equal(text(reading.resources[0]?.node ?? undefined, 'spec', 'replicas'), '2');
    assert.equal(
      text(reading.resources[2]?.node ?? undefined, 'metadata', 'creationTimestamp'),
      '1970-01-01T00:00:00.000Z',
    );
    assert.deepEqual([reading.documents, reading.passedOver], [3, null]);
  });

  it('takes null for nothing, and a string for what it says', () => {
    assert.deepEqual(seen(readObjects('a', [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: null } }])), [
      'v1 Pod @1:1',
    ]);
    assert.deepEqual(seen(readObjects('a', [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'null' } }])), [
      'v1 Pod null @1:1',
    ]);
  });

  it('refuses an object that holds itself, nests without end, or throws, and reads the others', () => {
    const cyclic: Record<string, unknown> = { apiVersion: 'v1', kind: 'Pod' };
    cyclic.self = [cyclic];
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level++) deep = [deep];
    let wide: unknown = 'x';
    for (let level = 0; level < 40; level++) wide = [wide, wide];
    const throws = {
      get kind(): string {
        throw new Error('not now');
      },
    };
    const reading = readObjects('a', [cyclic, { deep }, { wide }, throws, { apiVersion: 'v1', kind: 'Node' }]);
    assert.deepEqual(seen(reading), ['v1 Node @1:1']);
    assert.equal(reading.resources[0]?.document, 4);
    assert.deepEqual(
      reading.errors.map(({ message }) => /itself|levels|values|not now/.exec(message)?.[0]),
      ['itself', 'levels', 'values', 'not now'],
    );
  });

  it('passes over what is no Kubernetes object', () => {
    assert.equal(readObjects('a', [1, null, { kind: 'Pod' }]).passedOver, 'not-kubernetes');
    assert.equal(readObjects('a', []).passedOver, 'empty');
  });

  it('lists what is computed in objects, and what is no apiVersion', () => {
    const { computed, errors, resources, template } = readObjects('a', [
      { apiVersion: '{{ .version }}', kind: 'Pod' },
      { apiVersion: 'a/b/c', kind: 'Pod' },
      {
        get kind() {
          throw 'a text';
        },
      },
      { apiVersion: 'v1', kind: 'Pod', spec: [undefined, () => 1, Symbol('a'), new Date(0)] },
    ]);
    assert.deepEqual(computed, [{ file: 'a', line: 1, column: 1, text: '{{ .version }}' }]);
    assert.equal(template, true);
    assert.deepEqual(
      errors.map(({ message }) => message),
      ['"a/b/c" is no apiVersion; write group/version', 'object 2 was not audited: a text'],
    );
    assert.equal(resources.length, 1);
  });
});
