import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readTextFile } from '../../lib/cli/read-text-file.ts';
import { run } from '../support/cli.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

/** The same text as a `>` of Windows PowerShell writes it. */
async function asPowerShellWrites(path: string): Promise<void> {
  await writeFile(path, Buffer.from(`\ufeff${await readFile(path, 'utf8')}`, 'utf16le'));
}

describe('readTextFile', () => {
  it('reads UTF-8 and UTF-16, with a mark or without', async () => {
    await inTemporaryFolder(async (folder) => {
      const path = join(folder, 'a.json');
      for (const bytes of [
        Buffer.from('{"ö": 1}'),
        Buffer.from('\ufeff{"ö": 1}'),
        Buffer.from('{"ö": 1}', 'utf16le'),
        Buffer.from('\ufeff{"ö": 1}', 'utf16le'),
        Buffer.from('\ufeff{"ö": 1}', 'utf16le').swap16(),
      ]) {
        await writeFile(path, bytes);
        assert.equal(await readTextFile(path), '{"ö": 1}');
      }
    });
  });

  it('lets reports, baselines and policies be what Windows PowerShell writes', async () => {
    await inTemporaryFolder(async (cwd) => {
      await writeFile(join(cwd, 'cron.yaml'), 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: a}\n');
      await writeFile(join(cwd, 'api-audit.yaml'), "target: '1.25'\nrules: {removed-api: warning}\n");
      await run(['cron.yaml', '--format', 'json=report.json', '--baseline', 'known.json', '--update-baseline'], {
        cwd,
      });
      for (const file of ['api-audit.yaml', 'report.json', 'known.json']) await asPowerShellWrites(join(cwd, file));
      const compared = await run(['compare', 'report.json', 'report.json'], { cwd });
      assert.deepEqual([compared.code, compared.stderr], [0, '']);
      const known = await run(['cron.yaml', '--baseline', 'known.json'], { cwd });
      assert.match(known.stdout, /^Suppressed: 1 finding, 1 known to the baseline/m);
      assert.match((await run(['cron.yaml'], { cwd })).stdout, /^Findings: 0 errors, 1 warning, 0 notes\.$/m);
    });
  });
});
