import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fixture, ROOT } from '../support/cli.ts';
import { EXECUTABLE, execute } from '../support/executable.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

const cwd = fixture('e2e');

/** A command line that gives more than fits into a pipe. */
const LONG = ['snapshot', 'build', join(ROOT, 'openapi-snapshots', '1.30.json')];

describe('bin/api-audit.js', () => {
  it('prints help', async () => {
    const { code, stdout, stderr } = await execute(['--help'], { cwd });
    assert.equal(code, 0);
    assert.match(stdout, /^api-audit: /);
    assert.match(stdout, /--target/);
    assert.equal(stderr, '');
  });

  it('prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    assert.deepEqual(await execute(['--version'], { cwd }), { code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('audits a folder and ends with 1 where something is removed', async () => {
    const { code, stdout, stderr } = await execute(['multi-doc', '--target', '1.25'], { cwd });
    assert.equal(code, 1);
    assert.match(stdout, /multi-doc\/observatory\.yaml:7/);
    assert.equal(stderr, '');
  });

  it('ends with 0 where nothing is found, and with 2 for a wrong flag', async () => {
    assert.equal((await execute(['stable', '--target', '1.30'], { cwd })).code, 0);
    const wrong = await execute(['--nope'], { cwd });
    assert.equal(wrong.code, 2);
    assert.equal(wrong.stdout, '');
    assert.match(wrong.stderr, /^api-audit: There is no flag --nope\..*\n$/);
  });

  it('reads standard input through a pipe', async () => {
    const stdin = 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: { name: piped }\n';
    const { code, stdout } = await execute(['-', '--target', '1.25', '--format', 'json'], { cwd, stdin });
    assert.equal(code, 1);
    assert.equal(JSON.parse(stdout).findings[0].holder.name, 'piped');
  });

  it('reads more from a pipe than fits into one', async () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: small }\n';
    const stdin = `${pod}---\n`.repeat(5000) + pod;
    const { stdout } = await execute(['-', '--target', '1.25', '--format', 'json'], { cwd, stdin });
    assert.equal(JSON.parse(stdout).summary.resources, 5001);
  });

  it('says that a folder, as standard input, cannot be read', () => {
    const folder = openSync(cwd, 'r');
    for (const [args, said] of [
      [['-'], /^api-audit: -:1:1: cannot be read: it is a folder\n$/],
      [['fix', '-'], /^api-audit: Standard input is a folder and cannot be read\. .*\n$/],
    ] as const) {
      const stdio = [folder, 'pipe', 'pipe'] as const;
      const { status, stderr } = spawnSync(process.execPath, [EXECUTABLE, ...args], { cwd, stdio: [...stdio] });
      assert.equal(status, 2);
      assert.match(stderr.toString(), said);
    }
    closeSync(folder);
  });

  it('says in one line that the folder it runs in is gone', async () => {
    const preload = `
      import { mkdtempSync, rmdirSync } from 'node:fs';
      import { tmpdir } from 'node:os';
      const folder = mkdtempSync(tmpdir() + '/gone-');
      process.chdir(folder);
      rmdirSync(folder);
    `;
    const { code, stdout, stderr } = await execute(['--version'], { cwd, preload });
    assert.deepEqual([code, stdout], [2, '']);
    assert.equal(stderr, 'api-audit: The current folder is gone. Change to another.\n');
  });

  it('ends without a stack trace where nobody reads what it writes', async () => {
    const { stderr } = await execute(LONG, { cwd, closeStdout: true });
    assert.doesNotMatch(stderr, /EPIPE|\n +at |Error/);
  });

  it('ends without a stack trace where its reader had enough', async function () {
    if (process.platform === 'win32') this.skip();
    const line = `'${process.execPath}' '${EXECUTABLE}' ${LONG.map((arg) => `'${arg}'`).join(' ')} | head -1`;
    const { stdout, stderr } = await promisify(execFile)('/bin/sh', ['-c', line], { cwd });
    assert.equal(stdout.split('\n').length, 2);
    assert.equal(stderr, '');
  });

  it('writes a long report whole, also into a pipe', async () => {
    const { code, stdout } = await execute(LONG, { cwd });
    assert.equal(code, 0);
    assert.ok(stdout.length > 200_000);
    assert.equal(JSON.parse(stdout)['x-api-audit'].release, '1.30');
  });

  it('says nothing else in the midst of a long report, where both go to one reader', async function () {
    if (process.platform === 'win32') this.skip();
    await inTemporaryFolder(async (folder) => {
      const ingress = 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: { name: shop }\n---\n';
      await writeFile(join(folder, 'many.yaml'), ingress.repeat(500));
      await writeFile(join(folder, 'broken.yaml'), 'apiVersion: v1\nkind: [\n');
      for (const format of ['json', 'ndjson']) {
        const line = `'${process.execPath}' '${EXECUTABLE}' . --target 1.25 --format ${format} 2>&1 | (sleep 1; cat)`;
        const { stdout } = await promisify(execFile)('/bin/sh', ['-c', line], { cwd: folder, maxBuffer: 1 << 24 });
        assert.ok(stdout.length > 1 << 17);
        const told = stdout.indexOf('api-audit: broken.yaml:');
        assert.ok(told > 0 && stdout.indexOf('\n', told) === stdout.length - 1, `${format}: ${told}`);
        if (format === 'json') assert.equal(JSON.parse(stdout.slice(0, told)).findings.length, 500);
      }
    });
  });

  it('says the same of the same input, byte for byte', async () => {
    const args = ['multi-doc', 'custom', '--target', '1.25', '--format', 'json'];
    assert.deepEqual(await execute(args, { cwd }), await execute(args, { cwd }));
  });

  it('ends with 2 and a stack trace, not with the status of findings, for a fault of its own', async () => {
    const preload = `
      import fs from 'node:fs';
      import { syncBuiltinESMExports } from 'node:module';
      const read = fs.readFileSync;
      fs.readFileSync = (path, ...rest) => (String(path).endsWith('openapi-snapshots/index.json') ? '{' : read(path, ...rest));
      syncBuiltinESMExports();
    `;
    const { code, stderr } = await execute(['stable'], { cwd, preload });
    assert.match(stderr, /SyntaxError[\s\S]*\n +at /);
    assert.equal(code, 2);
  });
});
