import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HELP } from '../../lib/cli/help.ts';
import { completions, SHELLS } from '../../lib/cli/help-flags.ts';
import { FORMATS } from '../../lib/report/index.ts';
import { run } from '../support/cli.ts';
import { hasShell } from '../support/shells.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

/** What bash offers for the last word of a command line. */
async function offered(words: readonly string[]): Promise<readonly string[]> {
  return inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'script'), (await run(['completion', 'bash'])).stdout);
    for (const file of ['web.yaml', 'my app.yaml', 'a*']) await writeFile(join(folder, file), '');
    const line = [
      'source ./script',
      `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')})`,
      `COMP_CWORD=${words.length - 1}`,
      '_api_audit',
      `printf "%s\\n" "\${COMPREPLY[@]}"`,
    ].join('\n');
    const { stdout } = await promisify(execFile)('bash', ['--norc', '-c', line], { cwd: folder });
    return stdout.split('\n').filter((word) => word !== '');
  });
}

describe('api-audit completion', () => {
  it('offers commands and files first', async () => {
    assert.deepEqual(await offered(['api-audit', 'ex']), ['explain']);
    assert.deepEqual(await offered(['api-audit', 'we']), ['web.yaml']);
    assert.deepEqual(await offered(['api-audit', 'upgrade', 'we']), ['web.yaml']);
  });

  it('offers a file by its whole name, whatever signs it has', async () => {
    assert.deepEqual(await offered(['api-audit', 'upgrade', 'my']), ['my app.yaml']);
    assert.deepEqual(await offered(['api-audit', 'upgrade', 'a']), ['a*']);
  });

  it('offers severities behind the = of a rule', async () => {
    const all = ['error', 'warning', 'note', 'off'];
    assert.deepEqual(await offered(['api-audit', '--rule', 'removed-api', '=']), all);
    assert.deepEqual(await offered(['api-audit', 'fix', '--rule', '=', 'removed-api', '=', 'w']), ['warning']);
    assert.deepEqual(await offered(['api-audit', '--set', 'web', '=', 'my']), ['my app.yaml']);
  });

  it('offers them in fish, too', async function () {
    if (!hasShell('fish')) this.skip();
    await inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'script'), (await run(['completion', 'fish'])).stdout);
      const complete = async (line: string) => {
        const { stdout } = await promisify(execFile)('fish', ['-N', '-c', `source script; complete -C '${line}'`], {
          cwd: folder,
        });
        return stdout.split('\n').flatMap((each) => (each === '' ? [] : [each.split('\t')[0] ?? '']));
      };
      for (const command of ['api-audit', 'kubectl-api_audit']) {
        assert.deepEqual(await complete(`${command} --rule removed-`), ['removed-api=']);
        assert.deepEqual(await complete(`${command} --rule removed-api=o`), ['removed-api=off']);
        assert.deepEqual(await complete(`${command} fix --rule removed-api=n`), ['removed-api=note']);
      }
    });
  });

  it('offers the flags of the command', async () => {
    assert.deepEqual(await offered(['api-audit', '--ta']), ['--target']);
    assert.deepEqual(await offered(['api-audit', 'fix', '--wr']), ['--write']);
    assert.deepEqual(await offered(['api-audit', 'explain', '--wr']), []);
    assert.deepEqual(await offered(['api-audit', 'snapshot', 'bu']), ['build']);
  });

  it('offers the words that a flag takes', async () => {
    assert.deepEqual(await offered(['api-audit', '--format', '']), FORMATS);
    assert.deepEqual(await offered(['api-audit', '--format', '=', 'sa']), ['sarif']);
    assert.deepEqual(await offered(['api-audit', '--fail-on', 'n']), ['note', 'never']);
    assert.deepEqual(await offered(['api-audit', 'snapshot', 'list', '--format', '']), ['table', 'json']);
    assert.deepEqual(await offered(['api-audit', '--rule', 'beta-f']), ['beta-field=']);
    assert.ok((await offered(['api-audit', 'diff', '--fail-on', ''])).includes('breaking-clients'));
  });

  it('knows every flag that the help of a command begins a line with', () => {
    for (const { name, flags } of completions()) {
      const text = HELP[name as keyof typeof HELP];
      const named = [...text.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, flag]) => flag);
      assert.deepEqual(
        flags.map((flag) => flag.name),
        named,
        name,
      );
      for (const flag of flags) assert.ok(flag.about.length > 3, `${name} ${flag.name}`);
    }
  });

  for (const shell of SHELLS) {
    it(`writes what ${shell} can read, with every command and flag in it`, async function () {
      const { code, stdout } = await run(['completion', shell]);
      assert.equal(code, 0);
      for (const { name, flags } of completions()) {
        assert.ok(stdout.includes(name), name);
        for (const flag of flags) assert.match(stdout, new RegExp(`(?:--|-l )${flag.name.slice(2)}\\b`), flag.name);
      }
      if (!hasShell(shell)) this.skip();
      await inTemporaryFolder(async (folder) => {
        const script = join(folder, 'script');
        await writeFile(script, stdout);
        const { stderr } = await promisify(execFile)(shell, ['-n', script]);
        assert.equal(stderr, '');
      });
    });
  }

  it('wants the name of a shell that it knows', async () => {
    assert.equal((await run(['completion'])).code, 2);
    const { code, stderr } = await run(['completion', 'tcsh']);
    assert.equal(code, 2);
    assert.match(stderr, /bash, zsh, fish/);
  });
});
