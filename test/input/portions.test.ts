import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cutter, PORTION_BYTES } from '../../lib/input/portions.ts';
import { readText } from '../../lib/input/read.ts';
import type { Reading } from '../../lib/input/reading.ts';
import { inTemporaryFolder } from '../support/temporary.ts';
import { readingsOf } from './helpers.ts';

/** So many documents, of some 400 bytes each. */
function documents(count: number, document: (at: number) => string): string[] {
  return Array.from({ length: count }, (_, at) => document(at));
}

const configMap = (at: number): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings-${at}\ndata:\n  motto: ${'long '.repeat(60)}é\n`;

/** All that a report could show of Resources. */
function shown(readings: readonly Reading[]) {
  return readings.flatMap(({ resources }) =>
    resources.map(({ apiVersion, gvk, name, source, offset, document, node }) => ({
      apiVersion,
      kind: gvk.kind,
      name,
      document,
      ...source.lines.position(offset),
      origin: source.originOf?.(offset) ?? null,
      parsed: node !== null,
    })),
  );
}

/** Reads a text from a file, and holds what it gives to what reading it at once does. */
async function readBoth(text: string | Uint8Array): Promise<readonly Reading[]> {
  return inTemporaryFolder(async (folder) => {
    const path = join(folder, 'large.yaml');
    await writeFile(path, text);
    const readings = await readingsOf({ file: 'large.yaml', path, named: true });
    const whole = readText('large.yaml', text);
    assert.deepEqual(shown(readings), shown([whole]));
    assert.deepEqual(
      readings.flatMap(({ errors }) => errors),
      whole.errors,
    );
    assert.equal(
      readings.reduce((total, reading) => total + reading.documents, 0),
      whole.documents,
    );
    const last = readings.at(-1) as Reading;
    assert.deepEqual([last.passedOver, last.template], [whole.passedOver, whole.template]);
    assert.deepEqual(
      readings.map(({ continues }) => continues ?? false),
      readings.map((_, at) => at < readings.length - 1),
    );
    return readings;
  });
}

describe('a large file', () => {
  it('is read in portions, and gives what it gives when it is read at once', async () => {
    const readings = await readBoth(documents(9000, configMap).join('---\n'));
    assert.ok(readings.length >= 3, `${readings.length}`);
  });

  it('may have Windows line ends', async () => {
    const readings = await readBoth(documents(6000, configMap).join('---\n').replaceAll('\n', '\r\n'));
    assert.ok(readings.length >= 2, `${readings.length}`);
  });

  it('tells what is broken in any of them, and the file counts as unread', async () => {
    const texts = documents(6000, (at) => (at === 100 ? 'apiVersion: v1\nkind: [\n' : configMap(at)));
    const readings = await readBoth(texts.join('---\n'));
    assert.equal(readings[0]?.errors.length, 1);
  });

  it('may be a stream of JSON values', async () => {
    const values = documents(6000, (at) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: `${at}` },
        data: { a: 'b'.repeat(300) },
      }),
    );
    const readings = await readBoth(values.join('\n'));
    assert.ok(readings.length >= 2, `${readings.length}`);
  });

  it('may be one value of JSON, which is never cut', async () => {
    const items = documents(6000, (at) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: `${at}` },
        data: { a: 'b'.repeat(300) },
      }),
    );
    const readings = await readBoth(`{"apiVersion": "v1", "kind": "List", "items": [\n${items.join(',\n')}\n]}\n`);
    assert.equal(readings.length, 1);
  });

  it('may be what Helm printed, whose one comment holds for all documents of a file of crds/', async () => {
    const text = `---\n# Source: shop/crds/all.yaml\n${documents(6000, configMap).join('---\n')}`;
    const readings = await readBoth(text);
    const [last] = readings.at(-1)?.resources.slice(-1) ?? [];
    assert.deepEqual(last?.source.originOf?.(last.offset), { template: 'shop/crds/all.yaml' });
  });

  it('may be in UTF-16, and is then read at once', async () => {
    const text = documents(3000, configMap).join('---\n');
    const readings = await readBoth(Buffer.from(`\uFEFF${text}`, 'utf16le'));
    assert.equal(readings.length, 1);
  });

  it('is passed over as a whole where nothing in it is of Kubernetes', async () => {
    const readings = await readBoth(documents(6000, (at) => `colour: ${'red '.repeat(80)}${at}\n`).join('---\n'));
    assert.deepEqual([readings[0]?.passedOver, readings.at(-1)?.passedOver], [null, 'not-kubernetes']);
  });

  it('counts its documents past stretches that hold nothing of Kubernetes, too', async () => {
    const colour = (at: number) => `colour: ${'red '.repeat(80)}${at}\n`;
    for (const odd of [colour, (at: number) => (at === 3 ? 'colour: [\n' : colour(at))]) {
      const texts = [...documents(3000, odd), ...documents(20, configMap), ...documents(3000, colour), configMap(0)];
      const readings = await readBoth(texts.join('---\n'));
      assert.ok(readings.length >= 4, `${readings.length}`);
    }
  });

  it('may be binary', async () => {
    const [only] = await readBoth(Buffer.alloc(3 * PORTION_BYTES));
    assert.equal(only?.passedOver, 'binary');
  });
});

describe('cutting a stream', () => {
  it('gives whole documents, however small the pieces are that it comes in', () => {
    const text = documents(9000, configMap).join('---\n');
    const bytes = Buffer.from(text);
    const cut = cutter();
    const pieces: string[] = [];
    for (let at = 0; at < bytes.length; at += 7001) {
      const portion = cut.push(bytes.subarray(at, at + 7001));
      if (portion === null || portion === 'too-large') continue;
      const before = pieces.join('').split('\n').length;
      assert.equal(portion.line, before);
      pieces.push(Buffer.from(portion.bytes).toString());
    }
    pieces.push(Buffer.from(cut.end().bytes).toString());
    assert.equal(pieces.join(''), text);
    assert.ok(pieces.length >= 3);
    for (const piece of pieces.slice(1)) assert.ok(piece.startsWith('---\n'));
  });

  it('gives the same of what is put to it, of several streams in turns, and of one that is left', () => {
    const texts = ['a', 'b', 'c'].map((name) =>
      documents(3000, (at) => configMap(at).replace('settings', name)).join('---\n'),
    );
    for (let round = 0; round < 2; round++) {
      const left = cutter();
      left.push(Buffer.from('left'));
      const streams = texts.map((text) => ({ bytes: Buffer.from(text), at: 0, cut: cutter(), pieces: [] as string[] }));
      while (streams.some(({ at, bytes }) => at < bytes.length)) {
        for (const stream of streams) {
          const portion = stream.cut.fill((room) => {
            const length = stream.bytes.copy(room, 0, stream.at, stream.at + 50_000);
            stream.at += length;
            return length;
          });
          if (portion !== null && portion !== 'too-large') stream.pieces.push(Buffer.from(portion.bytes).toString());
        }
      }
      for (const { cut, pieces } of streams) pieces.push(Buffer.from(cut.end().bytes).toString());
      assert.deepEqual(
        streams.map(({ pieces }) => pieces.join('')),
        texts,
      );
      assert.equal(Buffer.from(left.end().bytes).toString(), 'left');
    }
  });

  it('has room for a document of many portions', () => {
    const cut = cutter();
    const line = Buffer.from(`${'-'.repeat(70)}\n`.repeat(1000));
    for (let time = 0; time < 40; time++) assert.equal(cut.push(line), null);
    assert.ok(Buffer.from(cut.end().bytes).equals(Buffer.concat(Array(40).fill(line))));
  });

  it('takes no line for a marker that only begins like one', () => {
    const cut = cutter();
    const line = `${'-'.repeat(70)}\n`;
    assert.equal(cut.push(Buffer.from(line.repeat(PORTION_BYTES / 50))), null);
  });
});
