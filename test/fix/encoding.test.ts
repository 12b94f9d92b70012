import assert from 'node:assert/strict';
import { readEncoded } from '../../lib/fix/encoding.ts';

const TEXT = 'kind: Pod # für später\n';

describe('readEncoded', () => {
  const forms: Readonly<Record<string, Buffer>> = {
    'UTF-8': Buffer.from(TEXT),
    'UTF-8 with a byte order mark': Buffer.from(`\uFEFF${TEXT}`),
    'UTF-16, little end first': Buffer.from(TEXT, 'utf16le'),
    'UTF-16 with a mark, little end first': Buffer.from(`\uFEFF${TEXT}`, 'utf16le'),
    'UTF-16 with a mark, big end first': Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16(),
  };
  for (const [name, bytes] of Object.entries(forms)) {
    it(`gives back the bytes of ${name}`, () => {
      const encoded = readEncoded(bytes);
      assert.equal(encoded?.text, TEXT);
      assert.deepEqual(encoded?.encode(TEXT), bytes);
      assert.equal(encoded?.isUtf8, name.startsWith('UTF-8'));
    });
  }

  it('refuses bytes that would not come back', () => {
    assert.equal(readEncoded(Buffer.from([0x6b, 0x3a, 0x20, 0xe4, 0x0a])), null);
    assert.equal(readEncoded(Buffer.from([0x00, 0x01, 0x02, 0x00, 0x00])), null);
  });

  it('reads an empty file', () => {
    assert.deepEqual(readEncoded(Buffer.alloc(0))?.encode(''), Buffer.alloc(0));
  });
});
