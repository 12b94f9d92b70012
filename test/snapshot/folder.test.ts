import assert from 'node:assert/strict';
import { ApiAuditError } from '../../lib/model/errors.ts';
import { readBundledText } from '../../lib/snapshot/folder.ts';

describe('readBundledText', () => {
  it('says of a file that is not there that the installation is incomplete', () => {
    assert.throws(
      () => readBundledText('facts/none.json'),
      (error) => {
        assert.ok(error instanceof ApiAuditError);
        assert.match(
          error.message,
          /^openapi-snapshots\/facts\/none\.json is missing: .* install it again \(or, where a bundler .* leave it external\)\.$/,
        );
        return true;
      },
    );
  });
});
