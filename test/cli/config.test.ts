import assert from 'node:assert/strict';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../support/cli.ts';
import { asNobody } from '../support/nobody.ts';
import type { Files } from '../support/run-in.ts';
import { runIn as runInFolder, withFiles } from '../support/run-in.ts';

const CRON_JOB = 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: nightly}\n';
const POLICY = 'target: 1.25\nrules: {removed-api: warning}\n';

/** Runs a command line in a folder below one that holds these files. */
function runIn(files: Files, folder: string, args: readonly string[]) {
  return runInFolder(files, folder, args, { stdin: CRON_JOB });
}

describe('the configuration of a scan', () => {
  const FILES = { 'api-audit.yaml': POLICY, 'apps/web/cron.yaml': CRON_JOB };

  it('is found in the folder, and upward from the path', async () => {
    for (const [folder, args] of [
      ['.', []],
      ['.', ['apps/web/cron.yaml']],
      ['.', ['apps/*/cron.yaml']],
      ['apps/web', []],
      ['apps', ['web']],
      ['apps/web', ['-']],
    ] as const) {
      const { code, stdout } = await runIn(FILES, folder, args);
      assert.match(stdout, /warning *│[\s\S]*removed-api[\s\S]*Kubernetes 1\.25: 1 resource/, `${folder} ${args}`);
      assert.equal(code, 0, `${folder} ${args}`);
    }
  });

  it('is the innermost, and of several paths that of the folder which holds them all', async () => {
    const files = { ...FILES, 'apps/web/api-audit.yml': 'target: 1.24\n', 'apps/db/cron.yaml': CRON_JOB };
    assert.match((await runIn(files, '.', ['apps/web'])).stdout, /Kubernetes 1\.24:/);
    assert.match((await runIn(files, '.', ['apps/web', 'apps/db'])).stdout, /Kubernetes 1\.25:/);
  });

  it('may stand in a package.json, which is passed over where it has no such key', async () => {
    const own = { 'package.json': JSON.stringify({ name: 'x', 'api-audit': { target: '1.23' } }, null, '\t') };
    assert.match(
      (await runIn({ ...FILES, 'apps/package.json': own['package.json'] }, '.', ['apps'])).stdout,
      /Kubernetes 1\.23:/,
    );
    const other = '{"devDependencies": {"api-audit": "^1.0.0"}}';
    assert.match((await runIn({ ...FILES, 'apps/package.json': other }, '.', ['apps'])).stdout, /Kubernetes 1\.25:/);
    assert.match(
      (await runIn({ ...FILES, 'apps/package.json': '{"api-audit": {' }, '.', ['apps'])).stdout,
      /Kubernetes 1\.25:/,
    );
  });

  it('is named with --config, and kept away with --config none', async () => {
    const files = { ...FILES, 'strict.yaml': 'target: 1.26\n' };
    const named = await runIn(files, 'apps', ['.', '--config', '../strict.yaml', '--verbose']);
    assert.match(named.stdout, /Kubernetes 1\.26:/);
    assert.match(named.stderr, /^configuration: \.\.\/strict\.yaml$/m);
    assert.doesNotMatch((await runIn(files, 'apps', ['.', '--config', 'none'])).stdout, /Kubernetes 1\.2[56]:/);
    const missing = await runIn(files, 'apps', ['.', '--config', 'strict.yaml']);
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /--config strict\.yaml: the file cannot be read/);
  });

  it('gives way to flags', async () => {
    const { code, stdout } = await runIn(FILES, '.', ['--target', '1.26', '--rule', 'removed-api=error']);
    assert.match(stdout, /error *│[\s\S]*Kubernetes 1\.26:/);
    assert.equal(code, 1);
    const failing = { ...FILES, 'api-audit.yaml': `${POLICY}failOn: warning\n` };
    assert.equal((await runIn(failing, '.', [])).code, 1);
    assert.equal((await runIn(failing, '.', ['--fail-on', 'error'])).code, 0);
  });

  it('gives a range of releases, unless flags ask for one way or one document', async () => {
    const files = { ...FILES, 'api-audit.yaml': 'supports: 1.20..1.22\n' };
    assert.match((await runIn(files, '.', [])).stdout, /Checked against every release from 1\.20 to 1\.22\./);
    const oneWay = await runIn(files, '.', ['--from', '1.20', '--target', '1.25']);
    assert.match(oneWay.stdout, /Kubernetes 1\.25: 1 resource/);
    assert.doesNotMatch(oneWay.stdout, /Checked against/);
  });

  it('counts paths from its own folder', async () => {
    const policy = `target: 1.25\nallow:\n  - {path: apps/web, reason: goes, expires: never}\nbaseline: known.json\n`;
    const files = { ...FILES, 'api-audit.yaml': policy };
    const { stdout, code } = await runIn({ ...files, 'known.json': '{"schemaVersion":1,"entries":[]}' }, 'apps', [
      'web',
    ]);
    assert.match(stdout, /Suppressed: 1 finding, 1 by the policy/);
    assert.equal(code, 0);
  });

  it('lets entries expire by the day that it is', async () => {
    const entry = (expires: string) => ({
      ...FILES,
      'api-audit.yaml': `target: 1.25\nallow: [{path: apps, reason: goes, expires: ${expires}}]\n`,
    });
    assert.equal((await runIn(entry('9999-12-31'), '.', [])).code, 0);
    const { code, stdout } = await runIn(entry('2020-01-01'), '.', []);
    assert.equal(code, 1);
    assert.match(stdout, /api-audit\.yaml:2 [\s\S]*expired-allow/);
  });

  it('judges by the add-ons and facts of its own that it names', async () => {
    const entries = [{ component: 'quays', group: 'quays.dev', version: 'v1beta1', kind: 'Quay', removedIn: '2.0' }];
    const files = {
      'api-audit.yaml': 'vendorFacts: facts/ours.json\ncomponents: {quays: 2.1}\n',
      'facts/ours.json': JSON.stringify({ entries }),
      'a/quay.yaml': 'apiVersion: quays.dev/v1beta1\nkind: Quay\nmetadata: {name: q}\n',
    };
    const { code, stdout } = await runIn(files, '.', ['a']);
    assert.equal(code, 1);
    assert.match(stdout, /removed-api/);
    assert.match((await runIn(files, '.', ['a', '--component', 'quays=1.5'])).stdout, /Findings: 0 errors/);
    const broken = await runIn({ ...files, 'facts/ours.json': '{"entries": [{"component": "quays"}]}' }, '.', ['a']);
    assert.equal(broken.code, 2);
    assert.match(broken.stderr, /vendorFacts: facts\/ours\.json: entries\[0\] has no 'group'\./);
  });

  it('has programs name the resources of its own facts', async () => {
    const fact = { component: 'quays', group: 'quays.dev', version: 'v1beta1', kind: 'Quay', removedIn: '2.0' };
    const source = "await fetch('/apis/quays.dev/v1beta1/namespaces/north/quays');\n";
    const found = async (more: object, ...flags: readonly string[]) => {
      const files = {
        'api-audit.yaml': 'vendorFacts: ours.json\ncomponents: {quays: 2.1}\n',
        'ours.json': JSON.stringify({ entries: [{ ...fact, ...more }] }),
        'src/list.ts': source,
      };
      const { stdout } = await runIn(files, '.', ['src', '--source', '--format', 'json', ...flags]);
      const { findings } = JSON.parse(stdout) as { findings: { rule: string; subject: { kind: string } }[] };
      return findings.map(({ rule, subject }) => `${rule} ${subject.kind}`);
    };
    assert.deepEqual(await found({ plural: 'quays' }), ['removed-api Quay']);
    assert.deepEqual(await found({ plural: 'quays' }, '--supports', '1.30..1.31'), ['removed-api Quay']);
    assert.deepEqual(await found({}), ['unknown-api quays']);
  });

  it('names file, line and the nearest key of a mistake', async () => {
    const { code, stdout, stderr } = await runIn({ 'api-audit.yaml': '# ours\ntagret: 1.25\nfailOn: x\n' }, '.', []);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(
      stderr,
      /^api-audit: api-audit\.yaml:2:1: there is no 'tagret'\. Did you mean target\?.*\(And 1 more\.\)\n$/,
    );
  });

  it('names the line at which it does not parse', async () => {
    const { code, stderr } = await runIn({ 'api-audit.yaml': 'target: 1.25\nrules: [\n' }, '.', []);
    assert.equal(code, 2);
    assert.match(stderr, /api-audit\.yaml:\d+:\d+: this is not YAML that can be read/);
  });

  it('may be empty', async () => {
    assert.equal((await runIn({ ...FILES, 'api-audit.yaml': '# nothing yet\n' }, '.', ['--target', '1.20'])).code, 0);
  });
});

describe('--verbose', () => {
  it('names what is suppressed, by whom and why', async () => {
    const text = CRON_JOB.replace('\n', ' # api-audit: ignore removed-api -- it \u001b[31m goes\n');
    const { stderr } = await runIn({ 'cron.yaml': text }, '.', ['--target', '1.25', '--verbose']);
    assert.match(
      stderr,
      /^suppressed: cron\.yaml:1: removed-api, by the comment in cron\.yaml:1: it \\u001b\[31m goes$/m,
    );
  });
});

describe('a file that a configuration names', () => {
  for (const key of ['vendorFacts', 'snapshot', 'baseline']) {
    it(`is quoted nowhere, as who wrote the one need not be who may read the other: ${key}`, async () => {
      for (const text of ['hunter2', 'hunter2:x:0:0\n', '{"token": hunter2}', 'token: [hunter2\n']) {
        const files = { 'api-audit.yaml': `${key}: token\n`, token: text, 'cron.yaml': CRON_JOB };
        const { code, stdout, stderr } = await runIn(files, '.', []);
        assert.deepEqual([code, stdout], [2, '']);
        assert.match(stderr, /token.*JSON/);
        assert.doesNotMatch(stderr, /hunter2/);
      }
    });
  }
});

describe('a configuration that cannot be read', () => {
  it('names the alias that stands for too much, or for nothing', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
    const lines = names.map((name, at) => {
      const before = at === 0 ? 'x' : `*${names[at - 1]}`;
      return `${name}: &${name} [${Array(9).fill(before).join(', ')}]`;
    });
    const bomb = { 'cron.yaml': CRON_JOB, 'api-audit.yaml': `target: 1.25\n${lines.join('\n')}\n` };
    const { code, stderr } = await runIn(bomb, '.', ['cron.yaml']);
    assert.equal(code, 2);
    assert.match(
      stderr,
      /^api-audit: api-audit\.yaml:\d:\d+: this configuration was not read: its aliases stand for more than 1,000,000 values\.\n$/,
    );
    assert.doesNotMatch(stderr, /yaml:1:1/);
    const nothing = { 'cron.yaml': CRON_JOB, 'api-audit.yaml': 'rules:\n  removed-api: *gone\n' };
    assert.equal(
      (await runIn(nothing, '.', ['cron.yaml'])).stderr,
      'api-audit: api-audit.yaml:2:16: this configuration was not read: the alias here names no anchor of this document.\n',
    );
  });

  it('is one with bytes that are no UTF-8, wherever it was found', () =>
    withFiles({ 'cron.yaml': CRON_JOB, 'apps/cron.yaml': CRON_JOB }, async (cwd) => {
      await writeFile(join(cwd, 'apps', 'api-audit.yaml'), Buffer.from('target: 1.25\n# M\u00fcller\n', 'latin1'));
      for (const args of [['apps'], ['cron.yaml', '--config', 'apps/api-audit.yaml']]) {
        const { code, stderr } = await run(args, { cwd });
        assert.equal(code, 2);
        assert.equal(
          stderr,
          'api-audit: apps/api-audit.yaml:2:4: it holds bytes that are no UTF-8 from here on; save it as UTF-8.\n',
        );
      }
      const written = '\ufefftarget: 1.25\n# M\u00fcller, and a sign that stands for none: \ufffd\n';
      await writeFile(join(cwd, 'apps', 'api-audit.yaml'), written);
      assert.match((await run(['apps'], { cwd })).stdout, /Kubernetes 1\.25:/);
    }));

  it('is none where its folder may not be looked into, which is said', () =>
    withFiles({ 'apps/cron.yaml': CRON_JOB }, async (cwd) => {
      const apps = join(cwd, 'apps');
      const note = (folder: string) =>
        `note: whether there is a configuration in ${folder} cannot be told: it may not be searched\n`;
      await chmod(cwd, 0o755);
      await chmod(apps, 0o000);
      const named = await asNobody(() => run(['apps'], { cwd }));
      const upgraded = await asNobody(() => run(['upgrade', 'apps', '--from', '1.20', '--to', '1.25'], { cwd }));
      const fixed = await asNobody(() => run(['fix', 'apps'], { cwd }));
      const piped = await asNobody(() => run(['-', '--target', '1.25'], { cwd: apps, stdin: CRON_JOB }));
      await chmod(apps, 0o755);
      for (const { code, stderr } of [named, upgraded, fixed]) {
        assert.equal(code, 2);
        assert.ok(stderr.startsWith(note('apps')));
        assert.match(stderr, /^api-audit: apps:1:1: cannot be listed: permission denied$/m);
      }
      assert.deepEqual([piped.code, piped.stderr], [1, note('.')]);
    }));

  it('is one that stands in the list of a folder that may not be searched', () =>
    withFiles({ 'apps/cron.yaml': CRON_JOB, 'apps/api-audit.yaml': 'target: 1.25\n' }, async (cwd) => {
      await chmod(cwd, 0o755);
      await chmod(join(cwd, 'apps'), 0o744);
      const { code, stderr } = await asNobody(() => run(['apps'], { cwd }));
      await chmod(join(cwd, 'apps'), 0o755);
      assert.equal(code, 2);
      assert.match(stderr, /^api-audit: apps\/api-audit\.yaml cannot be read \(EACCES: permission denied\); .*\n$/);
    }));

  it('is passed over where it is a package.json that has none by its words', () =>
    withFiles({ 'cron.yaml': CRON_JOB }, async (cwd) => {
      await writeFile(join(cwd, 'package.json'), Buffer.from('{"author": "M\u00fcller"}', 'latin1'));
      assert.equal((await run(['cron.yaml', '--target', '1.20'], { cwd })).code, 0);
      const own = '{"author": "M\u00fcller",\n"api-audit": {"target": "1.20"}}';
      await writeFile(join(cwd, 'package.json'), Buffer.from(own, 'latin1'));
      const { code, stderr } = await run(['cron.yaml'], { cwd });
      assert.equal(code, 2);
      assert.match(stderr, /package\.json:1:14: it holds bytes that are no UTF-8/);
    }));
});
