import assert from 'node:assert/strict';
import { ApiAuditError } from '../../lib/model/errors.ts';

describe('ApiAuditError', () => {
  it('is told from other errors by its class and by its name', () => {
    const error = new ApiAuditError('no such release');
    assert.ok(error instanceof Error);
    assert.equal(String(error), 'ApiAuditError: no such release');
  });
});
