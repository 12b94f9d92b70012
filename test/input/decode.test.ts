import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { decode } from '../../lib/input/decode.ts';
import { readText } from '../../lib/input/read.ts';
import { errorPlaces, readOne, seen } from './helpers.ts';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: café\n';

function utf16(text: string, order: 'little' | 'big'): Buffer {
  const little = Buffer.from(text, 'utf16le');
  return order === 'little' ? little : little.swap16();
}

describe('decoding', () => {
  for (const [name, bytes] of Object.entries({
    'UTF-8': Buffer.from(POD),
    'UTF-8 with a byte order mark': Buffer.from(`\uFEFF${POD}`),
    'UTF-16 LE': utf16(POD, 'little'),
    'UTF-16 LE with a byte order mark': utf16(`\uFEFF${POD}`, 'little'),
    'UTF-16 BE': utf16(POD, 'big'),
    'UTF-16 BE with a byte order mark': utf16(`\uFEFF${POD}`, 'big'),
  })) {
    it(`reads ${name}`, () => {
      assert.deepEqual(seen(readText('pod.yaml', bytes)), ['v1 Pod café @1:13']);
    });
  }

  it('reads a view into a larger buffer', () => {
    const bytes = new Uint8Array(Buffer.from(`xxxx${POD}yy`));
    assert.equal(decode(bytes.subarray(4, bytes.length - 2)), POD);
  });

  it('reads a text with a byte that is no UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('# caf'), Buffer.from([0xe9]), Buffer.from(`\n${POD}`)]);
    assert.deepEqual(seen(readText('latin1.yaml', bytes)), ['v1 Pod café @2:13']);
  });

  it('passes over bytes that are no text', () => {
    const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47, 8, 0, 0, 0, 0, 3, ...Buffer.from('kind of a picture')]);
    const reading = readText('a.yaml', bytes);
    assert.deepEqual([reading.passedOver, reading.resources, reading.errors], ['binary', [], []]);
  });

  it('refuses what is packed, which may hold anything', () => {
    const tar = Buffer.alloc(512);
    tar.write('backup/pod.json');
    tar.write('ustar', 257);
    for (const [what, bytes] of [
      ['packed by gzip', gzipSync(POD)],
      ['packed by bzip2', Buffer.from('BZh91AY&SY\0\0')],
      ['packed by xz', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0])],
      ['packed by zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0])],
      ['a zip archive', Buffer.from('PK\x03\x04\x14\0')],
      ['a tar archive', tar],
    ] as const) {
      const { errors, passedOver } = readText('-', bytes);
      const message = `is ${what}, so it was not read; unpack it first`;
      assert.deepEqual([errors, passedOver], [[{ file: '-', line: 1, column: 1, message }], null]);
    }
  });

  it('refuses a manifest that a NUL byte makes no text', () => {
    for (const name of ['pod.yaml', 'pod.yml', 'pod.json', '-']) {
      const reading = readText(name, `${POD}# \0\n`);
      assert.deepEqual([seen(reading), errorPlaces(reading), reading.passedOver], [[], ['5:3'], null], name);
      assert.match(reading.errors[0]?.message ?? '', /NUL byte/);
    }
    // A program that is named has the words, too.
    assert.equal(readText('kubectl', `${POD}\0`).passedOver, 'binary');
  });

  it('refuses a manifest in UTF-32', () => {
    const little = Buffer.alloc(POD.length * 4);
    [...POD].forEach((sign, at) => {
      little.writeUInt32LE(sign.codePointAt(0) ?? 0, at * 4);
    });
    const marked = Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), little]);
    for (const bytes of [little, marked, Buffer.from(little).swap32(), Buffer.from(marked).swap32()]) {
      assert.deepEqual(errorPlaces(readText('pod.yaml', bytes)).length, 1);
    }
  });

  it('refuses it where it is large, too', async () => {
    const bytes = Buffer.from(`# \0\n${`---\n${POD}`.repeat(5000)}`);
    const reading = await readOne({ file: '-', path: '-', named: true }, { stdin: Readable.from([bytes]) });
    assert.deepEqual(errorPlaces(reading), ['1:3']);
  });
});
