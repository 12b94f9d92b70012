import assert from 'node:assert/strict';
import { decode } from '../../lib/input/decode.ts';
import { readText } from '../../lib/input/read.ts';
import { seen } from './helpers.ts';

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
    const bytes = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, ...Buffer.from('apiVersion: v1 kind: Pod')]);
    const reading = readText('a.yaml', bytes);
    assert.deepEqual([reading.passedOver, reading.resources, reading.errors], ['binary', [], []]);
  });
});
