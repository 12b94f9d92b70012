import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { watch, watched } from '../../lib/cli/progress.ts';
import { fixture, ROOT, run } from '../support/cli.ts';
import { EXECUTABLE } from '../support/executable.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

/** A module that writes to standard output once the process takes care of interrupts itself. */
const TELL_WHEN_READY = `data:text/javascript,${encodeURIComponent(`
  const { once } = process;
  process.once = function (name, ...rest) {
    if (name === 'SIGINT') setTimeout(() => process.stdout.write('ready'), 100);
    return once.call(this, name, ...rest);
  };
`)}`;

/** Watches five files, one every 60 milliseconds, and gives what is written. */
function shown(options: { isTTY?: boolean; env?: Record<string, string>; isShown?: boolean }): string {
  let written = '';
  let time = 0;
  const stderr = { write: (text: string) => (written += text), isTTY: options.isTTY ?? true, columns: 60 };
  const none = { write: () => undefined };
  const io = { cwd: '.', env: options.env ?? {}, stdin: (async function* () {})(), stdout: none, stderr };
  const { step, end } = watch(io, options.isShown ?? true, () => time);
  step({ type: 'found', files: 5, bytes: 500 });
  for (const file of ['a', 'b', 'c', 'd', 'e']) {
    time += 60;
    step({ type: 'read', file, resources: 2 });
  }
  end();
  return written;
}

describe('watch', () => {
  it('shows counts and the rate on a terminal, not more than ten times a second, and wipes the line', () => {
    assert.deepEqual(shown({}).split('\r\u001b[K'), [
      '',
      '2 of 5 files read, 4 resources, 17 a second',
      '4 of 5 files read, 8 resources, 17 a second',
      '',
    ]);
  });

  it('shows nothing in a pipe, in CI, and where it is not wanted', () => {
    assert.equal(shown({ isTTY: false }), '');
    assert.equal(shown({ env: { CI: 'true' } }), '');
    assert.equal(shown({ isShown: false }), '');
  });
});

/** Runs a command line on a terminal, with a standard input that fails in a way that nobody thought of. */
async function failing(args: readonly string[]): Promise<readonly [number, string]> {
  let written = '';
  let isInterruptible = false;
  // biome-ignore lint/correctness/useYield: it fails before it has anything to give.
  const stdin = (async function* (): AsyncGenerator<Uint8Array> {
    throw 'a fault';
  })();
  const stderr = { write: (text: string) => (written += text), isTTY: true, columns: 60 };
  const onInterrupt = () => {
    isInterruptible = true;
    return () => {
      isInterruptible = false;
    };
  };
  const io = { cwd: fixture('e2e'), env: {}, stdin, stdout: { write: () => undefined }, stderr, onInterrupt };
  const { main } = await import('../../lib/cli/main.ts');
  const code = await main(args, io);
  assert.equal(isInterruptible, false);
  return [code, written];
}

describe('watched', () => {
  it('wipes the line and leaves interrupts alone where the audit fails in the middle', async () => {
    for (const args of [['-'], ['-', '--supports', '1.30..1.31'], ['upgrade', '-', '--from', '1.30']]) {
      const [code, written] = await failing(args);
      assert.equal(code, 2);
      assert.equal(written, '\r\u001b[Kapi-audit: this is a fault in api-audit, please report it:\na fault\n');
    }
  });

  it('wipes the line before a mistake of the caller is told', async () => {
    const [code, written] = await failing(['stable', '--from', '1.36', '--target', '1.25']);
    assert.equal(code, 2);
    assert.ok(written.startsWith('\r\u001b[Kapi-audit: The span to audit begins with 1.36'), written);
  });

  it('gives what the audit gives', async () => {
    const none = { write: () => undefined };
    const io = { cwd: '.', env: {}, stdin: (async function* () {})(), stdout: none, stderr: none };
    assert.equal(await watched(io, true, async () => 'report'), 'report');
  });
});

describe('an interrupt', () => {
  it('ends an audit with 130, and says what was done', async function () {
    if (process.platform === 'win32') this.skip();
    await inTemporaryFolder(async (folder) => {
      await mkdir(join(folder, 'manifests'));
      await writeFile(join(folder, 'manifests', 'pod.yaml'), 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n');
      // Standard input stays open, so that the audit waits until it is interrupted; how far it is by then is chance.
      const args = ['--import', TELL_WHEN_READY, EXECUTABLE, 'manifests', '-', '-o', 'out.txt'];
      const child = spawn(process.execPath, args, { cwd: folder, stdio: 'pipe' });
      child.stdout.once('data', () => child.kill('SIGINT'));
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
      });
      const ended = await new Promise<[number | null, string | null]>((resolve) => {
        child.on('close', (code, signal) => resolve([code, signal]));
      });
      assert.deepEqual(ended, [130, null]);
      assert.match(stderr, /^api-audit: interrupted\. \d of \d files read, \d resources?; no report was written\.\n$/);
    });
  });
});

describe('--quiet', () => {
  const cwd = fixture('e2e');

  it('writes no report to standard output, and keeps the exit status', async () => {
    assert.deepEqual(await run(['multi-doc', '--target', '1.25', '--quiet'], { cwd }), {
      code: 1,
      stdout: '',
      stderr: '',
    });
    assert.deepEqual(await run(['stable', '--target', '1.38', '-q'], { cwd }), { code: 0, stdout: '', stderr: '' });
  });

  it('still names what could not be read, and writes to files', async () => {
    const { code, stdout, stderr } = await run(['nowhere', '-q'], { cwd });
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /nowhere/);
    await inTemporaryFolder(async (folder) => {
      const file = join(folder, 'audit.json');
      await run(['stable', '-q', '--format', 'json', '-o', file], { cwd });
      const { readFile } = await import('node:fs/promises');
      assert.equal(JSON.parse(await readFile(file, 'utf8')).schemaVersion, 1);
    });
  });
});

describe('--list-inputs', () => {
  it('names the files that would be read, one a line', async () => {
    const { code, stdout, stderr } = await run(['docs/examples/old-shop', '--list-inputs'], { cwd: ROOT });
    assert.deepEqual([code, stderr], [0, '']);
    assert.equal(stdout.split('\n').length, 11);
    assert.match(stdout, /^docs\/examples\/old-shop\/jobs\/nightly\.yaml$/m);
  });

  it('begins no line with a command of a CI server', async function () {
    if (process.platform === 'win32') this.skip();
    await inTemporaryFolder(async (cwd) => {
      for (const name of ['::error::a', ' ::debug::b', '##[error]c']) await writeFile(join(cwd, `${name}.yaml`), '');
      const { stdout } = await run(['--list-inputs'], { cwd });
      assert.equal(stdout, ' \\u003a:debug::b.yaml\n\\u0023#[error]c.yaml\n\\u003a:error::a.yaml\n');
    });
  });

  it('ends with 2 where a path names nothing', async () => {
    const { code, stderr } = await run(['nowhere', '--list-inputs'], { cwd: ROOT });
    assert.equal(code, 2);
    assert.match(stderr, /nowhere/);
  });
});
