import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, readdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MAX_DOCUMENT_BYTES, MAX_FILE_BYTES } from '../../lib/model/limits.ts';
import { readingsOf, readOne } from '../input/helpers.ts';
import { run } from '../support/cli.ts';
import { EXECUTABLE, execute } from '../support/executable.ts';
import { asNobody } from '../support/nobody.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n';
const INGRESS = 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: a}\n';

describe('a folder that is not as it should be', () => {
  it('does not stop the audit of what can be read', async function () {
    if (process.platform === 'win32') this.skip();
    await inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'pod.yaml'), POD);
      await mkdir(join(folder, 'deep'));
      await symlink('..', join(folder, 'deep', 'up'));
      await symlink(folder, join(folder, 'self'));
      await symlink('b.yaml', join(folder, 'a.yaml'));
      await symlink('a.yaml', join(folder, 'b.yaml'));
      await symlink('nowhere.yaml', join(folder, 'gone.yaml'));
      await symlink('/dev/zero', join(folder, 'zero.yaml'));
      await mkdir(join(folder, 'folder.yaml'));
      execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
      const { code, stdout, stderr } = await run(['.', '--target', '1.25', '--format', 'json'], { cwd: folder });
      assert.equal(code, 2);
      assert.equal(JSON.parse(stdout).summary.resources, 1);
      const lines = stderr.trimEnd().split('\n');
      assert.deepEqual(
        lines.map((line) => /^api-audit: ([\w.]+):1:1: /.exec(line)?.[1]),
        ['a.yaml', 'b.yaml', 'gone.yaml', 'pipe.yaml', 'zero.yaml'],
        stderr,
      );
      assert.ok(!stderr.includes(folder));
    });
  });

  it('may forbid to read, and is told so', async () => {
    await inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'a.yaml'), POD);
      await mkdir(join(folder, 'shut'));
      await chmod(join(folder, 'a.yaml'), 0);
      await chmod(join(folder, 'shut'), 0);
      await chmod(folder, 0o755);
      const { code, stderr } = await asNobody(() => run(['.'], { cwd: folder }));
      await chmod(join(folder, 'shut'), 0o700);
      assert.equal(code, 2);
      assert.match(stderr, /a\.yaml:1:1: .*permission denied/);
      assert.match(stderr, /shut:1:1: .*permission denied/);
    });
  });

  it('may hold a file that is gone before it is read', async () => {
    await inTemporaryFolder(async (folder) => {
      const path = join(folder, 'gone.yaml');
      const { errors } = await readOne({ file: 'gone.yaml', path, named: false });
      assert.match(errors[0]?.message ?? '', /there is no such file/);
    });
  });

  it('may hold names that look like output', async function () {
    if (process.platform === 'win32') this.skip();
    await inTemporaryFolder(async (folder) => {
      const name = 'a\n::error file=x::y##[error]z\u001b[2J\u200b<img src=x>,"=1.yaml';
      await writeFile(join(folder, name), `${INGRESS}---\nkind: [\napiVersion: v1\n`);
      for (const format of ['table', 'json', 'ndjson', 'markdown', 'html', 'sarif', 'junit', 'csv', 'github']) {
        const { stdout, stderr } = await run(['.', '--target', '1.25', '--format', format], { cwd: folder });
        for (const sign of ['\u001b', '\u200b', '##[']) {
          assert.ok(!stdout.includes(sign) && !stderr.includes(sign), `${format}: ${sign}`);
        }
        assert.equal(stderr.trimEnd().split('\n').length, 1, format);
        if (format !== 'github') continue;
        for (const line of stdout.trimEnd().split('\n')) assert.match(line, /^::error file=a%0A%3A%3Aerror file=x/);
      }
      const { stdout: html } = await run(['.', '--target', '1.25', '--format', 'html'], { cwd: folder });
      assert.ok(!html.includes('<img'));
    });
  });
});

describe('a file that is too large', () => {
  it('is an error that says how large it may be', async () => {
    await inTemporaryFolder(async (folder) => {
      const path = join(folder, 'large.yaml');
      await writeFile(path, POD);
      await truncate(path, MAX_FILE_BYTES + 1);
      const { errors } = await readOne({ file: 'large.yaml', path, named: true });
      assert.match(errors[0]?.message ?? '', /is larger than \d+ GB, so it was not read; split it/);
    });
  });

  it('may be as large as that, but not a single document in it', async () => {
    let given = 0;
    async function* stdin(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('apiVersion: v1\nkind: Pod\n---\n');
      const chunk = Buffer.alloc(8 * 1024 * 1024, '# \n');
      for (; ; given++) yield chunk;
    }
    const readings = await readingsOf({ file: '-', path: '-', named: true }, { stdin: stdin() });
    const [{ line, message } = { line: 0, message: '' }] = readings.at(-1)?.errors ?? [];
    assert.deepEqual([readings.length, readings[0]?.resources.length, line], [2, 1, 3]);
    assert.match(message, /the document that begins here is larger than \d+ MB: it was not read, nor what follows it/);
    assert.ok(given <= (MAX_DOCUMENT_BYTES * 2) / (8 * 1024 * 1024));
  });
});

describe('a report that cannot be written', () => {
  it('is an error where the device is full', async function () {
    if (process.platform !== 'linux') this.skip();
    await inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'a.yaml'), INGRESS);
      const { code, stderr } = await run(['.', '--output', '/dev/full'], { cwd: folder });
      assert.equal(code, 2);
      assert.match(stderr, /\/dev\/full cannot be written \(ENOSPC: no space left on device/);
    });
  });

  it('leaves the one before it whole, and nothing beside it', async function () {
    if (process.platform === 'win32') this.skip();
    await inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'a.yaml'), INGRESS.replace('a}', `${'n'.repeat(4000)}}`));
      await writeFile(join(folder, 'out.json'), 'old');
      const command = `ulimit -f 1; '${process.execPath}' '${EXECUTABLE}' a.yaml --format json --output out.json`;
      const failed = await promisify(execFile)('/bin/sh', ['-c', command], { cwd: folder }).catch((error) => error);
      assert.equal(failed.code, 2);
      assert.match(failed.stderr, /out\.json cannot be written \(EFBIG/);
      assert.equal(await readFile(join(folder, 'out.json'), 'utf8'), 'old');
      assert.deepEqual((await readdir(folder)).sort(), ['a.yaml', 'out.json']);
    });
  });

  it('is an error where the one before it may not be written, though its folder may', async function () {
    if (process.platform === 'win32') this.skip();
    await inTemporaryFolder(async (folder) => {
      const own = join(folder, 'own');
      await mkdir(own);
      await writeFile(join(own, 'a.yaml'), INGRESS);
      await writeFile(join(own, 'out.json'), 'old', { mode: 0o444 });
      if (process.geteuid?.() === 0) for (const path of [own, join(own, 'out.json')]) await chown(path, 65_534, 65_534);
      await chmod(folder, 0o755);
      const { code, stderr } = await asNobody(() => run(['.', '--format', 'json=out.json'], { cwd: own }));
      assert.equal(code, 2);
      assert.match(stderr, /out\.json cannot be written \(EACCES: permission denied\)/);
      assert.deepEqual((await readdir(own)).sort(), ['a.yaml', 'out.json']);
    });
  });

  it('costs nobody the exit status where its reader went away', async () => {
    await inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, 'a.yaml'), `${INGRESS}---\n`.repeat(3000));
      const { code, stderr } = await execute(['.', '--target', '1.25', '--format', 'json'], {
        cwd: folder,
        closeStdout: true,
      });
      assert.deepEqual([code, stderr], [1, '']);
    });
  });
});

/** Whether a process runs: one that was ended may be kept in the list until somebody asks for it. */
function isRunning(pid: string): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' });
  return /^[^Z]/.test(stdout.trim());
}

describe('a run that is told to end', () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`ends what renders on ${signal}, in whichever thread, and takes its folders away`, async function () {
      if (process.platform === 'win32') this.skip();
      await inTemporaryFolder(async (folder) => {
        const [temporary, pids] = [join(folder, 'temporary'), join(folder, 'pids')];
        const helm = join(folder, 'helm');
        const chart = 'apiVersion: v2\nname: quay\nversion: 1.0.0\n';
        const charts = Array.from({ length: 12 }, (_, at) => join(folder, 'charts', `${at}`));
        for (const place of [temporary, pids, ...charts.map((each) => join(each, 'templates'))])
          await mkdir(place, { recursive: true });
        for (const each of charts) {
          await writeFile(join(each, 'Chart.yaml'), chart);
          // Enough for threads to pay.
          await writeFile(join(each, 'templates', 'pod.yaml'), `${POD}# ${'x'.repeat(1_000_000)}\n`);
        }
        await writeFile(helm, `#!/bin/sh\ntouch ${pids}/$$\nexec sleep 60\n`, { mode: 0o755 });
        const child = spawn(process.execPath, [EXECUTABLE, 'charts', '--helm', helm], {
          cwd: folder,
          stdio: 'ignore',
          env: { PATH: process.env['PATH'], TMPDIR: temporary },
        });
        const ended = new Promise((resolve) => child.on('close', (code, by) => resolve(by ?? code)));
        while ((await readdir(pids)).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
        // Time for other threads to come up, and for the number of the last process to be written down.
        await new Promise((resolve) => setTimeout(resolve, 700));
        child.kill(signal);
        const how = await ended;
        assert.ok(how === signal || (signal === 'SIGINT' && how === 130), `${how}`);
        assert.deepEqual(await readdir(temporary), []);
        const started = await readdir(pids);
        assert.deepEqual(started.filter(isRunning), [], 'programs that still run');
      });
    });

    it(`ends on ${signal}, and leaves nothing behind`, async function () {
      if (process.platform === 'win32') this.skip();
      await inTemporaryFolder(async (folder) => {
        const child = spawn(process.execPath, [EXECUTABLE, '-', '--output', 'out.json'], {
          cwd: folder,
          stdio: 'pipe',
        });
        let stderr = '';
        child.stderr.on('data', (data) => {
          stderr += data;
        });
        child.stdin.on('error', () => undefined);
        child.stdin.write(POD);
        const ended = new Promise<number | string | null>((resolve) =>
          child.on('close', (code, by) => resolve(by ?? code)),
        );
        // It waits for the rest of its input; a signal that comes before it listens ends it just as well.
        setTimeout(() => child.kill(signal), 700);
        const how = await ended;
        assert.ok(how === signal || (signal === 'SIGINT' && how === 130), `${how}`);
        assert.doesNotMatch(stderr, /\n +at /);
        assert.deepEqual(await readdir(folder), []);
      });
    });
  }
});
