import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadSnapshot } from '../../lib/snapshot/store.ts';
import { run } from '../support/cli.ts';
import { manifest } from '../support/findings.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

async function code(...args: string[]): Promise<number> {
  return (await run(args)).code;
}

describe('the exit status of a scan', () => {
  it('is 0 where nothing is found', async () => assert.equal(await code('clean', '--target', '1.25'), 0));

  it('is 1 where something removed is found', async () => assert.equal(await code('removed', '--target', '1.25'), 1));

  it('is 0 where all that is found is below an error', async () => {
    assert.equal(await code('deprecated', '--target', '1.25'), 0);
    assert.equal(await code('beta', '--target', '1.28'), 0);
  });

  it('is 2 where an input does not parse, exist or make sense', async () => {
    assert.equal(await code('broken', '--target', '1.25'), 2);
    assert.equal(await code('no-such-folder', '--target', '1.25'), 2);
    assert.equal(await code('clean', '--target', '1.99'), 2);
  });

  it('is 2, not 1, where a finding stands beside something unread', async () => {
    assert.equal(await code('removed', 'broken', '--target', '1.25'), 2);
  });

  it('is 0 where there is nothing to audit, which the report says', async () => {
    const { code, stdout } = await run(['nothing', '--target', '1.25']);
    assert.equal(code, 0);
    assert.match(stdout, /Nothing to audit/);
  });

  const levels = {
    error: { removed: 1, deprecated: 0, beta: 0, clean: 0 },
    warning: { removed: 1, deprecated: 1, beta: 0, clean: 0 },
    note: { removed: 1, deprecated: 1, beta: 1, clean: 0 },
    never: { removed: 0, deprecated: 0, beta: 0, clean: 0 },
  } as const;
  const targets = { removed: '1.25', deprecated: '1.25', beta: '1.28', clean: '1.25' } as const;
  for (const [level, codes] of Object.entries(levels)) {
    it(`follows --fail-on ${level}`, async () => {
      for (const [folder, expected] of Object.entries(codes)) {
        const target = targets[folder as keyof typeof targets];
        assert.equal(await code(folder, '--target', target, '--fail-on', level), expected, folder);
      }
    });
  }

  it('is still 2 under --fail-on never where something is unread', async () => {
    assert.equal(await code('broken', '--target', '1.25', '--fail-on', 'never'), 2);
  });

  it('follows the severities that --rule gives', async () => {
    assert.equal(await code('deprecated', '--target', '1.25', '--rule', 'deprecated-api=error'), 1);
    assert.equal(await code('removed', '--target', '1.25', '--rule', 'removed-api=off'), 0);
    assert.equal(
      await code('removed', '--target', '1.25', '--rule', 'removed-api=warning', '--rule', 'removed-api=error'),
      1,
    );
  });
});

describe('what a scan cannot read', () => {
  it('is named on standard error with file, line and column, and the rest is audited', async () => {
    const { stdout, stderr } = await run(['broken', 'removed', '--target', '1.25']);
    assert.match(stderr, /^api-audit: broken\/lamp\.yaml:\d+:\d+: \S.*\n$/);
    assert.match(stdout, /ingress\.yaml:1/);
    assert.match(stdout, /1 with errors/);
  });

  it('does not set the status under --allow-unread, but is still named', async () => {
    const allowed = await run(['broken', '--target', '1.25', '--allow-unread']);
    assert.equal(allowed.code, 0);
    assert.match(allowed.stderr, /broken\/lamp\.yaml:\d+:\d+/);
    assert.equal(await code('broken', 'removed', '--target', '1.25', '--allow-unread'), 1);
  });

  it('names a path that does not exist', async () => {
    const { stderr, stdout } = await run(['no-such-folder', '--target', '1.25']);
    assert.match(stderr, /no-such-folder.*does not exist/);
    assert.match(stdout, /Nothing to audit/);
  });

  it('stays one line where its name has line feeds or escapes in it', async () => {
    const { stderr } = await run(['no\nsuch\u001b[31m', '--target', '1.25']);
    assert.match(stderr, /^api-audit: no\\u000asuch\\u001b\[31m.*\n$/);
  });
});

describe('a wrong flag of a scan', () => {
  const mistakes: Readonly<Record<string, RegExp>> = {
    '--targt 1.25': /no flag --targt\. Did you mean --target\?/,
    '--target newest': /'newest' is not a Kubernetes release\. Choose one from 1\.0 to 1\.38/,
    '--target 1.99': /1\.99 lies beyond all that is known\. Choose one from 1\.0 to 1\.38/,
    '--target 0.1': /Nothing is known of Kubernetes 0\.1/,
    '--from then': /'then' is not a Kubernetes release/,
    '--format yaml': /--format\Wyaml.*table, json/,
    '--fail-on warn': /--fail-on\Wwarn.*error, warning, note, never/,
    '--rule removd-api=off': /no rule 'removd-api'\. Did you mean removed-api\? The rules are .*unknown-api/,
    '--rule removed-api=fatal': /--rule removed-api=fatal.*error, warning, note, off/,
    '--rule removed-api=off=note': /--rule removed-api=off=note.*error, warning, note, off/,
    '--from 1.30 --target 1.25': /1\.30.*1\.25/,
    '--rule removed-api': /--rule removed-api.*error, warning, note, off/,
    '--snapshot no-such-file.json': /no-such-file\.json/,
    '--output': /--output/,
  };
  for (const [flags, words] of Object.entries(mistakes)) {
    it(`is told for '${flags}', before anything is written`, async () => {
      const { code, stdout, stderr } = await run(['removed', ...flags.split(' ')]);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, words);
      assert.match(stderr, /^api-audit: [^\n]*\n$/);
    });
  }
});

describe('standard input', () => {
  it('is read as -', async () => {
    const { code, stdout } = await run(['-', '--target', '1.25'], {
      stdin: manifest('extensions/v1beta1 Ingress', 'piped'),
    });
    assert.equal(code, 1);
    assert.match(stdout, /-:1 piped/);
  });

  it('can stand beside paths', async () => {
    const { stdout } = await run(['-', 'removed', '--target', '1.25'], { stdin: manifest('batch/v1beta1 CronJob') });
    assert.match(stdout, /-:1/);
    assert.match(stdout, /removed\/ingress\.yaml:1/);
  });
});

describe('the report of a scan', () => {
  it('is JSON under --format json, with nothing else on standard output', async () => {
    const { stdout } = await run(['removed', 'broken', '--target', '1.25', '--format', 'json', '--verbose']);
    const value = JSON.parse(stdout);
    assert.equal(value.tool.name, 'api-audit');
    assert.equal(value.findings.length, 1);
    assert.equal(value.errors.length, 1);
  });

  it('shows paths relative to the folder it was run in', async () => {
    const { stdout } = await run(['./removed/../removed', '--target', '1.25', '--format', 'json']);
    assert.equal(JSON.parse(stdout).findings[0].location.file, 'removed/ingress.yaml');
  });

  it('has colour on a terminal only, and not under NO_COLOR', async () => {
    const args = ['removed', '--target', '1.25'];
    assert.ok((await run(args, { terminal: 100 })).stdout.includes('\u001b[31merror'));
    assert.ok(!(await run(args)).stdout.includes('\u001b'));
    assert.ok(!(await run(args, { terminal: 100, env: { NO_COLOR: '1' } })).stdout.includes('\u001b'));
    assert.ok(!(await run([...args, '--format', 'json'], { terminal: 100 })).stdout.includes('\u001b'));
  });

  it('fits the terminal', async () => {
    const { stdout } = await run(['removed', '--target', '1.25'], { terminal: 70, env: { NO_COLOR: '1' } });
    const [table = ''] = stdout.split('\n\n');
    for (const line of table.split('\n')) assert.ok(line.length <= 70, line);
  });

  it('says on standard error what became of each file under --verbose, and only then', async () => {
    const { stderr } = await run(['nothing', 'removed', '--target', '1.25', '--verbose']);
    assert.match(stderr, /passed over: nothing\/values\.yaml: no document in it has both apiVersion and kind/);
    assert.match(stderr, /2 files, \d+ documents?, 1 resource/);
    assert.equal((await run(['nothing', 'removed', '--target', '1.25'])).stderr, '');
  });

  it('says under --verbose what a template computes', async () => {
    const { stderr } = await run(['-', '--target', '1.25', '--verbose'], {
      stdin: 'apiVersion: {{ .Values.api }}\nkind: Ingress\n',
    });
    assert.match(stderr, /not judged: -:1:\d+: .*\.Values\.api.* is computed by the template/);
  });

  it('shows every API in use under --all', async () => {
    assert.doesNotMatch((await run(['clean', '--target', '1.25'])).stdout, /apps\/v1 Deployment/);
    assert.match((await run(['clean', '--target', '1.25', '--all'])).stdout, /apps\/v1 Deployment/);
  });

  it('says what lies between with --from', async () => {
    const { stdout } = await run(['removed', '--from', '1.20', '--target', '1.25']);
    assert.match(stdout, /1\.22 removes extensions\/v1beta1 Ingress/);
  });

  it('cautions on standard error too where the report goes to a file or a program', async () => {
    const json = await run(['removed', '--target', '1.40', '--format', 'json']);
    assert.match(json.stderr, /^api-audit: Kubernetes 1\.40 lies beyond/);
    assert.equal((await run(['removed', '--target', '1.40'])).stderr, '');
  });
});

describe('a scan judged by a given document', () => {
  it('takes its release for the Target, and says so', async () => {
    await inTemporaryFolder(async (folder) => {
      const file = join(folder, 'cluster.json');
      await writeFile(file, JSON.stringify(loadSnapshot('1.21').snapshot));
      const { code, stdout } = await run(['removed', '--snapshot', file]);
      assert.equal(code, 0);
      assert.match(stdout, /^Judged by the given OpenAPI document of Kubernetes 1\.21/);
    });
  });
});

describe('--output', () => {
  const args = ['removed', '--target', '1.25', '--format', 'json'];

  it('writes the report to the file, and nothing to standard output', async () => {
    await inTemporaryFolder(async (folder) => {
      const file = join(folder, 'audit.json');
      const { code, stdout } = await run([...args, '--output', file]);
      assert.equal(code, 1);
      assert.equal(stdout, '');
      assert.equal(await readFile(file, 'utf8'), (await run(args)).stdout);
    });
  });

  it('is refused where each format has a file of its own, and nothing would be written', async () => {
    const { code, stderr } = await run(['removed', '-o', 'audit.txt', '--format', 'json=audit.json']);
    assert.equal(code, 2);
    assert.match(stderr, /--output audit\.txt: nothing would be written to it/);
  });

  it('takes a path relative to the folder it is run in', async () => {
    await inTemporaryFolder(async (folder) => {
      const stdin = manifest('extensions/v1beta1 Ingress');
      await run(['-', '--target', '1.25', '-o', 'audit.txt'], { cwd: folder, stdin });
      assert.match(await readFile(join(folder, 'audit.txt'), 'utf8'), /removed-api/);
    });
  });

  it('replaces what was there, and leaves nothing else behind', async () => {
    await inTemporaryFolder(async (folder) => {
      const file = join(folder, 'audit.json');
      await writeFile(file, 'x'.repeat(100_000));
      await run([...args, '-o', file]);
      assert.equal(JSON.parse(await readFile(file, 'utf8')).findings.length, 1);
      assert.deepEqual(await readdir(folder), ['audit.json']);
    });
  });

  it('has no colour, whatever the terminal', async () => {
    await inTemporaryFolder(async (folder) => {
      const file = join(folder, 'audit.txt');
      await run(['removed', '--target', '1.25', '-o', file], { terminal: 100 });
      assert.ok(!(await readFile(file, 'utf8')).includes('\u001b'));
    });
  });

  it('ends with 2 where the folder is not there, and says what to do', async () => {
    await inTemporaryFolder(async (folder) => {
      const { code, stdout, stderr } = await run([...args, '-o', join(folder, 'none', 'audit.json')]);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /audit\.json cannot be written \(ENOENT.*\)\. Name a file in a folder that exists/);
      assert.deepEqual(await readdir(folder), []);
    });
  });

  it('ends with 2 where a folder has that name, and leaves nothing behind', async () => {
    await inTemporaryFolder(async (folder) => {
      await mkdir(join(folder, 'audit.json'));
      await writeFile(join(folder, 'audit.json', 'kept'), '');
      const { code, stderr } = await run([...args, '-o', join(folder, 'audit.json')]);
      assert.equal(code, 2);
      assert.match(stderr, /cannot be written/);
      assert.deepEqual(await readdir(folder), ['audit.json']);
      assert.deepEqual(await readdir(join(folder, 'audit.json')), ['kept']);
    });
  });

  it('writes through a symbolic link, and leaves the link', async () => {
    await inTemporaryFolder(async (folder) => {
      const [file, link] = [join(folder, 'real.json'), join(folder, 'latest.json')];
      await writeFile(file, '');
      await symlink('real.json', link);
      await run([...args, '-o', link]);
      assert.ok((await lstat(link)).isSymbolicLink());
      assert.equal(JSON.parse(await readFile(file, 'utf8')).findings.length, 1);
    });
  });

  it('writes into a pipe or a device, and does not put a file in its place', async function () {
    if (process.platform === 'win32') this.skip();
    await inTemporaryFolder(async (folder) => {
      const pipe = join(folder, 'pipe');
      execFileSync('mkfifo', [pipe]);
      // Opened for both, a named pipe waits for nobody.
      const reader = await open(pipe, constants.O_RDWR | constants.O_NONBLOCK);
      try {
        await run([...args, '-o', pipe]);
        assert.ok((await lstat(pipe)).isFIFO());
        const { buffer, bytesRead } = await reader.read(Buffer.alloc(65_536));
        assert.equal(JSON.parse(buffer.toString('utf8', 0, bytesRead)).findings.length, 1);
      } finally {
        await reader.close();
      }
    });
  });
});
