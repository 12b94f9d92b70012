import assert from 'node:assert/strict';
import { symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesOf, isMuch } from '../../lib/audit/size.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

describe('bytesOf', () => {
  it('is what files have together', async () => {
    await inTemporaryFolder(async (folder) => {
      const files = ['a', 'b', 'c'].map((name) => ({ file: name, path: join(folder, name), named: false }));
      for (const { path } of files) {
        await writeFile(path, '');
        await truncate(path, 3_000_000);
      }
      assert.equal(bytesOf(files), 9_000_000);
      assert.equal(isMuch(bytesOf(files)), true);
      assert.equal(isMuch(bytesOf(files.slice(1))), false);
      assert.equal(bytesOf([]), 0);
    });
  });

  it('is estimated of many files, but not where that would be little', async () => {
    await inTemporaryFolder(async (folder) => {
      const [large, empty] = ['large', 'empty'].map((name) => ({ file: name, path: join(folder, name), named: false }));
      if (large === undefined || empty === undefined) assert.fail();
      for (const { path } of [large, empty]) await writeFile(path, '');
      await truncate(large.path, 9_000_000);
      const [tenth, one] = [Array.from({ length: 10_000 }, () => empty), Array.from({ length: 10_000 }, () => empty)];
      for (let at = 0; at < tenth.length; at += 10) tenth[at] = large;
      one[1] = large;
      assert.equal(bytesOf(tenth), 10 * 1000 * 9_000_000);
      assert.equal(bytesOf(one), 9_000_000);
    });
  });

  it('leaves what cannot be looked at to whoever reads it', async () => {
    await inTemporaryFolder(async (folder) => {
      const [gone, loop] = ['gone', 'loop'].map((name) => join(folder, name)) as [string, string];
      await symlink(loop, loop);
      assert.equal(bytesOf([gone, loop].map((path) => ({ file: path, path, named: true }))), 0);
    });
  });
});
