import assert from 'node:assert/strict';
import { symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMuch } from '../../lib/audit/size.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

describe('isMuch', () => {
  it('holds for files that are large together', async () => {
    await inTemporaryFolder(async (folder) => {
      const files = ['a', 'b', 'c'].map((name) => ({ file: name, path: join(folder, name), named: false }));
      for (const { path } of files) {
        await writeFile(path, '');
        await truncate(path, 3_000_000);
      }
      assert.equal(isMuch(files), true);
      assert.equal(isMuch(files.slice(1)), false);
      assert.equal(isMuch([]), false);
    });
  });

  it('leaves what cannot be looked at to whoever reads it', async () => {
    await inTemporaryFolder(async (folder) => {
      const [gone, loop] = ['gone', 'loop'].map((name) => join(folder, name)) as [string, string];
      await symlink(loop, loop);
      assert.equal(isMuch([gone, loop].map((path) => ({ file: path, path, named: true }))), false);
    });
  });
});
