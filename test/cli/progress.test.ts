import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { watch } from '../../lib/cli/progress.ts';
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
function watched(options: { isTTY?: boolean; env?: Record<string, string>; isShown?: boolean }): string {
  let written = '';
  let time = 0;
  const stderr = { write: (text: string) => (written += text), isTTY: options.isTTY ?? true, columns: 60 };
  const none = { write: () => undefined };
  const io = { cwd: '.', env: options.env ?? {}, stdin: (async function* () {})(), stdout: none, stderr };
  const { step, end } = watch(io, options.isShown ?? true, () => time);
  step({ type: 'found', files: 5 });
  for (const file of ['a', 'b', 'c', 'd', 'e']) {
    time += 60;
    step({ type: 'read', file, resources: 2 });
  }
  end();
  return written;
}

describe('watch', () => {
  it('shows counts and the rate on a terminal, not more than ten times a second, and wipes the line', () => {
    assert.deepEqual(watched({}).split('\r\u001b[K'), [
      '',
      '2 of 5 files read, 4 resources, 17 a second',
      '4 of 5 files read, 8 resources, 17 a second',
      '',
    ]);
  });

  it('shows nothing in a pipe, in CI, and where it is not wanted', () => {
    assert.equal(watched({ isTTY: false }), '');
    assert.equal(watched({ env: { CI: 'true' } }), '');
    assert.equal(watched({ isShown: false }), '');
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
    assert.deepEqual(await run(['stable', '--target', '1.37', '-q'], { cwd }), { code: 0, stdout: '', stderr: '' });
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

  it('ends with 2 where a path names nothing', async () => {
    const { code, stderr } = await run(['nowhere', '--list-inputs'], { cwd: ROOT });
    assert.equal(code, 2);
    assert.match(stderr, /nowhere/);
  });
});
