import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, open, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readBounded, readTextFile } from '../../lib/cli/read-text-file.ts';
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

  it('reads no more than a limit, of a file or of what a shell has open', async function () {
    if (process.platform !== 'linux') this.skip();
    await inTemporaryFolder(async (folder) => {
      const path = join(folder, 'a.json');
      await writeFile(path, 'ten bytes.');
      const zeros = await open('/dev/zero');
      const file = await open(path);
      try {
        for (const each of [path, `/dev/fd/${file.fd}`]) {
          assert.equal(String(await readBounded(each, { bytes: 10, size: '10 bytes' })), 'ten bytes.');
          await assert.rejects(readBounded(each, { bytes: 9, size: '9 bytes' }), {
            message: 'it is larger than 9 bytes',
          });
        }
        const million = { bytes: 1_000_000, size: '1 MB' };
        await assert.rejects(readBounded(`/dev/fd/${zeros.fd}`, million), { message: 'it is larger than 1 MB' });
      } finally {
        await zeros.close();
        await file.close();
      }
    });
  });

  it('refuses a pipe, a device or a folder, and what has no end, wherever one file is named', async function () {
    if (process.platform === 'win32') this.skip();
    await inTemporaryFolder(async (cwd) => {
      await writeFile(join(cwd, 'in.yaml'), 'apiVersion: v1\nkind: Pod\n');
      await writeFile(join(cwd, 'large'), '');
      await truncate(join(cwd, 'large'), 2 ** 30);
      await mkdir(join(cwd, 'folder'));
      execFileSync('mkfifo', [join(cwd, 'pipe')]);
      for (const [file, why] of [
        ['pipe', 'it is no regular file'],
        ['/dev/zero', 'it is no regular file'],
        ['folder', 'it is a folder'],
        ['large', 'it is larger than'],
      ] as const) {
        for (const [args, advice] of [
          [['in.yaml', '--config', file], /Name a file, or 'none' to go without one\.$/],
          [['in.yaml', '--config', 'none', '--baseline', file], /name a file that --update-baseline wrote\.$/],
          [['verify', file], /Name a file that --evidence wrote\.$/],
          [['compare', file, file], /Name a report that 'api-audit --format json' wrote\.$/],
        ] as const) {
          const { code, stderr } = await run(args, { cwd });
          assert.equal(code, 2);
          assert.ok(stderr.includes(file) && stderr.includes(`(${why}`), stderr);
          assert.match(stderr.trimEnd(), advice);
        }
      }
    });
  });

  it('takes a configuration that a shell hands over by a descriptor, but no endless one', async function () {
    if (process.platform !== 'linux') this.skip();
    await inTemporaryFolder(async (cwd) => {
      await writeFile(join(cwd, 'in.yaml'), 'apiVersion: v1\nkind: Pod\n');
      await writeFile(join(cwd, 'policy'), 'target: 1.30\n');
      const policy = await open(join(cwd, 'policy'));
      const zeros = await open('/dev/zero');
      try {
        const taken = await run(['in.yaml', '--config', `/dev/fd/${policy.fd}`], { cwd });
        assert.match(taken.stdout, /^Kubernetes 1\.30/);
        const { code, stderr } = await run(['in.yaml', '--config', `/dev/fd/${zeros.fd}`], { cwd });
        assert.equal(code, 2);
        assert.match(stderr, /--config \/dev\/fd\/\d+: the file cannot be read \(it is larger than 32 MB\)/);
      } finally {
        await policy.close();
        await zeros.close();
      }
    });
  });
});
