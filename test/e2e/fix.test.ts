import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fixture } from '../support/cli.ts';
import { execute } from '../support/executable.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

/** Copies all fixtures, with one more that begins with a mark, has blanks in its name and no line break at its end. */
async function copyTo(folder: string): Promise<void> {
  await cp(fixture('fix'), folder, { recursive: true, filter: (path) => !/(?:after\.yaml|left\.txt)$/.test(path) });
  const text = await readFile(fixture('fix/extensions-v1beta1-deployment/before.yaml'), 'utf8');
  await writeFile(join(folder, 'with blanks.yaml'), `\uFEFF${text.trimEnd()}`);
}

async function contentsOf(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith('.yaml')).sort();
  return Object.fromEntries(
    await Promise.all(files.map(async (name) => [name, await readFile(join(folder, name), 'utf8')])),
  );
}

describe('api-audit fix, as a process', () => {
  it('prints a patch that git applies, and that gives what --write gives', async () => {
    await inTemporaryFolder(async (patched) => {
      await inTemporaryFolder(async (written) => {
        await copyTo(patched);
        await copyTo(written);
        const { code, stdout } = await execute(['fix'], { cwd: patched });
        assert.equal(code, 1);
        execFileSync('git', ['init', '--quiet'], { cwd: patched });
        execFileSync('git', ['apply', '-'], { cwd: patched, input: stdout });
        assert.equal((await execute(['fix', '--write'], { cwd: written })).code, 1);
        assert.deepEqual(await contentsOf(patched), await contentsOf(written));
        assert.equal((await execute(['fix'], { cwd: written })).stdout, '');
      });
    });
  });
});
