import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, readlink, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Io } from '../../lib/cli/io.ts';
import { writeResult } from '../../lib/cli/output.ts';
import { ROOT, run } from '../support/cli.ts';
import { withFiles } from '../support/run-in.ts';

/** What lets Node.js load TypeScript. */
const TSX = pathToFileURL(createRequire(join(ROOT, 'package.json')).resolve('tsx')).href;

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n';

describe('standard output', () => {
  /** A reader that takes what was written when it is told to. */
  function reader() {
    let [text, waiting] = ['', [] as (() => void)[]];
    const stdout = {
      get writableLength() {
        return text.length;
      },
      write: (more: string, done?: () => void) => {
        text += more;
        if (done !== undefined) waiting.push(done);
      },
    };
    const take = async () => {
      const [taken, done] = [text, waiting];
      [text, waiting] = ['', []];
      for (const each of done) each();
      await new Promise((resolve) => setImmediate(resolve));
      return taken;
    };
    return { io: { stdout } as unknown as Io, take };
  }

  it('is given no more of a result than its reader takes', async () => {
    const { io, take } = reader();
    let made = 0;
    const pieces = (function* () {
      for (; made < 20; made++) yield String.fromCharCode(97 + made).repeat(50_000);
    })();
    const end = writeResult(pieces, undefined, io);
    let all = '';
    for (let at = 0; at < 20; at++) {
      const before = made;
      all += await take();
      assert.ok(made - before <= 2, `${made - before} at once`);
    }
    await end;
    assert.equal(all.length, 20 * 50_000);
    assert.equal(new Set(all).size, 20);
  });
});

describe('a file that is written over', () => {
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  it('keeps who may read it', () =>
    withFiles({ 'in.yaml': POD, 'out.json': 'old' }, async (cwd) => {
      const args = ['in.yaml', '--format', 'json=out.json', '--baseline', 'known.json', '--update-baseline'];
      assert.equal((await run(args, { cwd })).code, 0);
      await chmod(join(cwd, 'out.json'), 0o600);
      await chmod(join(cwd, 'known.json'), 0o440);
      assert.equal((await run(args, { cwd })).code, 0);
      assert.equal((await stat(join(cwd, 'out.json'))).mode & 0o777, 0o600);
      assert.equal((await stat(join(cwd, 'known.json'))).mode & 0o777, 0o440);
    }));
});

describe('a signal while a file is written', () => {
  /** Writes for some seconds, and says when it has begun. */
  const SLOW = `
    const [, output, io] = process.argv;
    const { writeResult } = await import(output);
    const { processIo } = await import(io);
    function* pieces() {
      for (let at = 0; at < 400; at++) {
        if (at === 2) process.stdout.write('begun');
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
        yield 'x'.repeat(1 << 16);
      }
    }
    await writeResult(pieces(), 'out.json', processIo());
  `;

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`leaves nothing beside it, and ends the process (${signal})`, async function () {
      if (process.platform === 'win32') this.skip();
      await withFiles({ 'out.json': 'old' }, async (cwd) => {
        const modules = ['output', 'io'].map((name) => pathToFileURL(join(ROOT, 'lib', 'cli', `${name}.ts`)).href);
        const args = ['--import', TSX, '--input-type=module', '-e', SLOW, ...modules];
        const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
        child.stdout.once('data', () => child.kill(signal));
        const by = await new Promise((resolve) => child.on('close', (_, by) => resolve(by)));
        assert.equal(by, signal);
        assert.deepEqual(await readdir(cwd), ['out.json']);
        assert.equal(await readFile(join(cwd, 'out.json'), 'utf8'), 'old');
      });
    });
  }
});

describe('a symbolic link that is to be written, and leads to no file yet', () => {
  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  it('is left, and the file that it names is written, through other links too', () =>
    withFiles({ 'in.yaml': POD }, async (cwd) => {
      await mkdir(join(cwd, 'real', 'deep'), { recursive: true });
      await symlink(join('real', 'deep'), join(cwd, 'folder'));
      await symlink(join('folder', 'second.json'), join(cwd, 'out.json'));
      await symlink(join('..', 'third.json'), join(cwd, 'real', 'deep', 'second.json'));
      const { code, stderr } = await run(['in.yaml', '--format', 'json', '--output', 'out.json'], { cwd });
      assert.deepEqual([code, stderr], [0, '']);
      assert.equal(JSON.parse(await readFile(join(cwd, 'real', 'third.json'), 'utf8')).schemaVersion, 1);
      assert.equal(await readlink(join(cwd, 'out.json')), join('folder', 'second.json'));
      assert.deepEqual((await readdir(join(cwd, 'real'))).sort(), ['deep', 'third.json']);
    }));

  it('may be a baseline', () =>
    withFiles({ 'in.yaml': POD, 'kept/x': '' }, async (cwd) => {
      await symlink(join('kept', 'known.json'), join(cwd, 'known.json'));
      const { code } = await run(['in.yaml', '--baseline', 'known.json', '--update-baseline'], { cwd });
      assert.equal(code, 0);
      assert.match(await readFile(join(cwd, 'kept', 'known.json'), 'utf8'), /"entries"/);
      assert.equal(await readlink(join(cwd, 'known.json')), join('kept', 'known.json'));
    }));

  it('is refused where the folder is not there, or links form a loop', () =>
    withFiles({ 'in.yaml': POD }, async (cwd) => {
      await symlink(join('gone', 'report.json'), join(cwd, 'out.json'));
      await symlink('b.json', join(cwd, 'a.json'));
      await symlink('a.json', join(cwd, 'b.json'));
      for (const [file, why] of [
        ['out.json', 'it leads to gone/report.json; ENOENT: no such file or directory'],
        ['a.json', 'ELOOP: too many symbolic links encountered'],
      ] as const) {
        const { code, stderr } = await run(['in.yaml', '--output', file], { cwd });
        assert.equal(code, 2);
        assert.equal(
          stderr,
          `api-audit: ${file} cannot be written (${why}). Name a file in a folder that exists and can be written.\n`,
        );
      }
      assert.deepEqual((await readdir(cwd)).sort(), ['a.json', 'b.json', 'in.yaml', 'out.json']);
      assert.equal(await readlink(join(cwd, 'out.json')), join('gone', 'report.json'));
    }));

  it('is the same place as the file that it names', () =>
    withFiles({ 'in.yaml': POD }, async (cwd) => {
      await symlink('real.json', join(cwd, 'out.json'));
      const args = ['in.yaml', '--format', 'json=real.json', '--format', 'sarif=out.json'];
      const { code, stderr } = await run(args, { cwd });
      assert.equal(code, 2);
      assert.match(stderr, /out\.json is what .* writes\. Name another file\./);
    }));
});

describe('a lone - where a file is to be named', () => {
  it('is standard output, in every command, and no file of evidence', async () => {
    await withFiles({ 'a.yaml': POD }, async (folder) => {
      const inFolder = (...args: string[]) => run(args, { cwd: folder });
      for (const args of [
        ['a.yaml', '--format', 'csv', '-o', '-'],
        ['a.yaml', '--format', 'csv=-', '--format', 'json=a.json'],
        ['stability', '1.25..1.26', '--output=-'],
      ]) {
        const { code, stdout } = await inFolder(...args);
        assert.equal(code, 0, args.join(' '));
        assert.notEqual(stdout, '', args.join(' '));
      }
      const { code, stderr } = await inFolder('a.yaml', '--evidence', '-');
      assert.deepEqual([code, stderr], [2, 'api-audit: --evidence -: name a file.\n']);
      assert.deepEqual((await readdir(folder)).sort(), ['a.json', 'a.yaml']);
    });
  });
});
