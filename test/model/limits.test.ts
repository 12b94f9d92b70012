import assert from 'node:assert/strict';
import { MAX_DOCUMENT_BYTES, MAX_DOCUMENT_SIZE, MAX_FILE_BYTES, MAX_FILE_SIZE } from '../../lib/model/limits.ts';

describe('the limits', () => {
  it('are the same in bytes and in words', () => {
    assert.deepEqual([MAX_DOCUMENT_BYTES, MAX_DOCUMENT_SIZE], [33_554_432, '32 MB']);
    assert.deepEqual([MAX_FILE_BYTES, MAX_FILE_SIZE], [4_294_967_296, '4 GB']);
  });
});
