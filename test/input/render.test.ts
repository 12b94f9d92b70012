import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runTool } from '../../lib/input/render.ts';
import { ROOT } from '../support/cli.ts';
import { asNobody } from '../support/nobody.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

/** Node as a program that renders: it does what the script says. */
function runScript(script: string, more: Partial<Parameters<typeof runTool>[2]> = {}) {
  const tool = { path: process.execPath, env: { GIVEN: 'yes' } };
  return runTool(tool, ['-e', script], { cwd: ROOT, homes: ['HELM_CACHE_HOME'], timeout: 20_000, hide: [], ...more });
}

async function reasonOf(script: string, more: Partial<Parameters<typeof runTool>[2]> = {}): Promise<string> {
  const result = await runScript(script, more);
  assert.ok('reason' in result, 'it did not fail');
  return result.reason;
}

describe('runTool', () => {
  it('gives what the program prints', async () => {
    assert.deepEqual(await runScript('console.log("kind: Pod")'), { output: 'kind: Pod\n' });
  });

  it('hands on no other environment than the one it is given, and a home that is gone afterwards', async () => {
    const result = await runScript('console.log(JSON.stringify(process.env))');
    const env = JSON.parse('output' in result ? result.output : '{}');
    assert.equal(env.GIVEN, 'yes');
    assert.equal(env.PATH, undefined);
    assert.match(env.HTTPS_PROXY, /^http:\/\/127\.0\.0\.1:9$/);
    assert.equal(env.GIT_ALLOW_PROTOCOL, 'none');
    assert.ok(env.HELM_CACHE_HOME.startsWith(env.TMPDIR) && env.KUBECONFIG.startsWith(env.TMPDIR));
    await assert.rejects(readdir(env.TMPDIR), { code: 'ENOENT' });
  });

  it('gives the words of a program that fails, in one line and without its noise', async () => {
    const script = 'console.error("WARNING: mind the gap\\nError: no such\\n\\n  berth"); process.exit(3)';
    assert.equal(await reasonOf(script), 'no such berth');
    assert.equal(await reasonOf('process.exit(3)'), 'it ended with status 3 and said nothing');
    if (process.platform !== 'win32') {
      assert.equal(await reasonOf('process.kill(process.pid, 9)'), 'it was ended by SIGKILL and said nothing');
    }
    assert.equal((await reasonOf('console.error("x".repeat(5000)); process.exit(1)')).length, 603);
  });

  it('says nothing that differs from run to run', async () => {
    const say = (lines: readonly string[]) => `console.error(${JSON.stringify(lines.join('\n'))}); process.exit(1)`;
    for (const [line, said] of [
      ["# Warning: 'bases' is deprecated.\nerror: no quay", 'error: no quay'],
      ['E1129 10:22:38.123456   4711 run.go:72] no quay', 'run.go:72] no quay'],
      ['2026/11/29 10:22:38 no quay', 'no quay'],
      ['time="2026-11-29T10:22:38.5Z" no quay', 'time="" no quay'],
      ['Failed to connect to 127.0.0.1 port 9 after 13 ms: no', 'Failed to connect to 127.0.0.1 port 9: no'],
      ['it failed after 1m2.53s, and took 3.1µs.', 'it failed, and took.'],
      ['read tcp 127.0.0.1:47110->127.0.0.1:9: reset', 'read tcp 127.0.0.1->127.0.0.1:9: reset'],
      ['cannot read /a/kustomize-2418330271/b', 'cannot read /a/kustomize-*/b'],
      ['hit 27s timeout; a period of 100ms in 5 steps', 'hit 27s timeout; a period of 100ms in 5 steps'],
    ] as const) {
      assert.equal(await reasonOf(say([line])), said);
    }
  });

  it('puts what is shown in the place of absolute paths', async () => {
    const script = 'console.error(process.env.TMPDIR + "/a /sea/quay/b"); process.exit(1)';
    assert.equal(await reasonOf(script, { hide: [['/sea/quay', 'quay']] }), 'TEMPORARY/a quay/b');
  });

  it('ends a program whose time is up', async () => {
    assert.equal(await reasonOf('for (;;);', { timeout: 300 }), 'it took longer than 0.3 seconds');
  });

  it('takes nothing for all from a program whose output is held open until the time is up', async () => {
    const script = `
      require('node:child_process').spawn('sleep', ['3'], { stdio: 'inherit', detached: true }).unref();
      console.log('kind: Pod');
    `;
    assert.equal(await reasonOf(script, { timeout: 700 }), 'it took longer than 0.7 seconds');
  });

  it('does not run where that cannot be written down, as on a full disk', async function () {
    if (process.platform !== 'linux') this.skip();
    await inTemporaryFolder(async (root) => {
      // As long as a path can be, with the folder that is made in it: for that of the file beside it nothing is left.
      const room = 4095 - '/api-audit-123456'.length - root.length;
      const names = Array.from({ length: Math.floor(room / 101) - 1 }, () => 'n'.repeat(100));
      const folder = join(root, ...names, 'n'.repeat(room - names.length * 101 - 1));
      await mkdir(folder, { recursive: true });
      const tool = { path: process.execPath, env: {}, folder };
      const result = await runTool(tool, ['-e', 'setTimeout(() => 1, 15_000)'], {
        cwd: ROOT,
        homes: [],
        timeout: 20_000,
        hide: [],
      });
      assert.deepEqual(result, { reason: 'no folder could be made for its temporary files (ENAMETOOLONG)' });
      assert.deepEqual(await readdir(folder), []);
    });
  }).timeout(10_000);

  it('writes down which process it is, as long as it runs, where it has a folder for that', () =>
    inTemporaryFolder(async (folder) => {
      const script = `
        const { readdirSync, readFileSync } = require('node:fs');
        const look = () => {
          const pid = readdirSync(${JSON.stringify(folder)}).find((name) => name.endsWith('.pid'));
          if (pid === undefined) setTimeout(look, 20);
          else console.log(Number(readFileSync(${JSON.stringify(`${folder}/`)} + pid, 'utf8')) === process.pid);
        };
        look();
      `;
      const tool = { path: process.execPath, env: {}, folder };
      const result = await runTool(tool, ['-e', script], { cwd: ROOT, homes: [], timeout: 20_000, hide: [] });
      assert.deepEqual([result, await readdir(folder)], [{ output: 'true\n' }, []]);
    }));

  it('gives what a program printed that left a folder which nobody may look into', async function () {
    if (process.platform === 'win32') this.skip();
    await inTemporaryFolder(async (folder) => {
      await chmod(folder, 0o777);
      const script = `
        const { chmodSync, mkdirSync } = require('node:fs');
        const { HELM_CACHE_HOME } = process.env;
        mkdirSync(HELM_CACHE_HOME + '/a', { recursive: true });
        chmodSync(HELM_CACHE_HOME, 0);
        console.log('kind: Pod');
      `;
      const tool = { path: process.execPath, env: {}, folder };
      const options = { cwd: '/', homes: ['HELM_CACHE_HOME'], timeout: 20_000, hide: [] };
      const result = await asNobody(() => runTool(tool, ['-e', script], options));
      assert.deepEqual(result, { output: 'kind: Pod\n' });
    });
  });

  it('says where there is no folder for temporary files', async () => {
    const before = process.env['TMPDIR'];
    process.env['TMPDIR'] = join(ROOT, 'no such folder');
    try {
      assert.equal(
        await reasonOf('console.log("kind: Pod")'),
        'no folder could be made for its temporary files (ENOENT)',
      );
    } finally {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
    }
  });

  it('says where a program cannot be run', async () => {
    const options = { cwd: ROOT, homes: [], timeout: 1000, hide: [] };
    assert.deepEqual(await runTool({ path: '/nowhere/helm', env: {} }, [], options), {
      reason: 'it cannot be run (ENOENT)',
    });
    await inTemporaryFolder(async (folder) => {
      const path = join(folder, 'helm');
      await writeFile(path, 'no program');
      await chmod(path, 0o644);
      assert.deepEqual(await runTool({ path, env: {} }, [], options), { reason: 'it cannot be run (EACCES)' });
    });
  });
});
