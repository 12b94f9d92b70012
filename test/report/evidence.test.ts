import assert from 'node:assert/strict';
import { readStatement } from '../../lib/report/evidence.ts';

/** A statement whose only input has this for a digest. */
function withDigest(sha256: unknown): string {
  return JSON.stringify({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [],
    predicateType: 'https://api-audit.io/evidence/v1',
    predicate: {
      inputs: [{ name: 'web.yaml', digest: { sha256 } }],
      materials: [],
      data: [],
      tool: { name: 'api-audit', version: '0.1.0' },
    },
  });
}

describe('readStatement', () => {
  it('reads a digest of 64 hexadecimal digits', () => {
    assert.equal(typeof readStatement(withDigest('0'.repeat(64))), 'object');
  });

  for (const digest of [{ toString: 1 }, ['0'.repeat(64)], 1, null, '0'.repeat(63)]) {
    it(`says what is wrong with the digest ${JSON.stringify(digest)}`, () => {
      assert.equal(
        readStatement(withDigest(digest)),
        'the inputs, materials or data of its predicate are no lists of names and sha256 digests',
      );
    });
  }
});
