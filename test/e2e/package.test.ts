import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RULE_IDS } from '../../lib/model/finding.ts';
import { ROOT } from '../support/cli.ts';
import type { Packed } from '../support/package.ts';
import { installInto, pack, runNpm } from '../support/package.ts';
import { NODE_PACKAGE, NODES, nodePath } from '../support/tools.ts';

const MANIFEST = 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata:\n  name: nightly\n';
const PROGRAM = "import { BatchV1beta1Api } from '@kubernetes/client-node';\nnew BatchV1beta1Api();\n";
const MODULE = `
  import { audit, messageOf } from 'api-audit';
  const { findings } = await audit('cron.yaml', { target: '1.25' });
  console.log(messageOf(findings[0]));
`;

describe('the package', () => {
  let folder = '';
  let packed: Packed;
  let project = '';

  before(async function () {
    this.timeout(180_000);
    folder = await mkdtemp(join(tmpdir(), 'api-audit-package-'));
    packed = await pack(folder);
    project = await installInto(folder, join(folder, packed.filename));
    await writeFile(join(project, 'cron.yaml'), MANIFEST);
  });

  after(() => rm(folder, { recursive: true, force: true }));

  it('holds what it runs on, and nothing that only its makers need', () => {
    const paths = packed.files.map(({ path }) => path);
    const needed = ['package.json', 'README.md', 'LICENSE', 'plugin.yaml', 'bin/api-audit.js', 'dist/index.d.ts'];
    for (const path of [...needed, 'openapi-snapshots/index.json', ...RULE_IDS.map((id) => `docs/rules/${id}.md`)])
      assert.ok(paths.includes(path), path);
    const places = new Set(paths.filter((path) => path.includes('/')).map((path) => path.split('/')[0]));
    assert.deepEqual([...places].sort(), ['assets', 'bin', 'dist', 'docs', 'openapi-snapshots', 'schemas']);
    assert.deepEqual(
      paths.filter((path) => /\.test\.|(?<!\.d)\.ts$|\.map$|^docs\/(?!rules\/)/.test(path)),
      [],
    );
  });

  it('holds the licence of every package whose code it holds', async () => {
    const bundle = join(project, 'node_modules', 'api-audit', 'dist', 'bundle');
    const files = (await readdir(bundle)).filter((file) => file.endsWith('.cjs'));
    const code = (await Promise.all(files.map((file) => readFile(join(bundle, file), 'utf8')))).join('\n');
    // What the bundler writes above each module.
    const names = [...code.matchAll(/^\/\/ node_modules\/((?:@[^/\s]+\/)?[^/\s]+)\//gm)].map(([, name]) => name);
    const bundled = new Set(names as string[]);
    assert.ok(bundled.has('@nodelib/fs.walk') && bundled.has('js-yaml'), [...bundled].join());
    const text = await readFile(join(bundle, 'THIRD-PARTY-LICENSES.txt'), 'utf8');
    const licences = new Map(
      text
        .split(/^-{80}$/m)
        .slice(1)
        .map((part) => [/^\n(\S+) \d+\.\d+\.\d+, [\w-]+\n\n/.exec(part)?.[1], part]),
    );
    for (const name of bundled)
      assert.match(licences.get(name) ?? '', /Copyright[\s\S]*(?:Permission|Redistribution)/i, name);
  });

  it('is small enough to be fetched for every run of a pipeline', () => {
    assert.ok(packed.size < 3_000_000, `${packed.size} bytes packed`);
    assert.ok(packed.unpackedSize < 25_000_000, `${packed.unpackedSize} bytes unpacked`);
  });

  it('runs by npx in a folder that holds nothing else', async function () {
    this.timeout(60_000);
    const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
    assert.equal(await runNpm(['exec', '--no', '--', 'api-audit', '--version'], project), `${version}\n`);
    const found = await runNpm(['exec', '--no', '--', 'api-audit', 'cron.yaml', '--target', '1.25'], project).then(
      () => assert.fail('a removed API was not found'),
      (error) => error,
    );
    assert.equal(found.code, 1);
    assert.match(found.stdout, /│ removed-api │/);
    assert.match(found.stdout, /cron\.yaml:1/);
  });

  it('has what every format reads, the pages of the rules among it', async () => {
    const sarif = await runBin(project, ['cron.yaml', '--target', '1.25', '--format', 'sarif', '--fail-on', 'never']);
    assert.match(JSON.parse(sarif).runs[0].tool.driver.rules[0].help.markdown, /^# removed-api\n\n/);
    const html = await runBin(project, ['cron.yaml', '--target', '1.25', '--format', 'html', '--fail-on', 'never']);
    assert.match(html, /^<!doctype html>/i);
  });

  it('reads programs with what it depends on', async () => {
    await writeFile(join(project, 'jobs.ts'), PROGRAM);
    const report = JSON.parse(
      await runBin(project, ['jobs.ts', '--target', '1.25', '--format', 'json', '--fail-on', 'never']),
    );
    assert.equal(report.findings[0]?.rule, 'removed-api');
  });

  it('can be imported', async () => {
    const args = ['--input-type=module', '--eval', MODULE];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: project });
    assert.match(stdout, /^Kubernetes 1\.25 no longer serves batch\/v1beta1 CronJob/);
  });

  it('is tried on the oldest Node.js that it takes', async () => {
    const { engines } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
    assert.equal(`${engines.node}.0`, `>=${NODES[0]}`);
  });

  for (const version of NODES) {
    describe(`on Node.js ${version}`, () => {
      before(function () {
        // The package comes for Linux only (see test/support/tools.ts).
        if (NODE_PACKAGE === null) this.skip();
      });

      it('runs as an executable', async () => {
        assert.equal(await runNode(version, project, ['--version']), `v${version}\n`);
        const bin = join(project, 'node_modules', 'api-audit', 'bin', 'api-audit.js');
        const found = await runNode(version, project, [bin, 'cron.yaml', '--target', '1.25']).catch((error) => error);
        assert.deepEqual([found.code, found.stderr], [1, '']);
        assert.match(found.stdout, /│ removed-api │/);
        await writeFile(join(project, 'jobs.ts'), PROGRAM);
        const args = [bin, 'jobs.ts', '--target', '1.25', '--format', 'json', '--fail-on', 'never'];
        const report = JSON.parse(await runNode(version, project, args));
        assert.equal(report.findings[0]?.rule, 'removed-api');
      });

      it('sets itself to much input without a word, and shares it out', async () => {
        const folder = join(project, 'many');
        await mkdir(folder, { recursive: true });
        const settings = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  motto: ${'long '.repeat(5000)}\n`;
        const text = Array<string>(180).fill(settings).join('---\n');
        for (const name of ['a', 'b']) await writeFile(join(folder, `${name}.yaml`), text);
        const bin = join(project, 'node_modules', 'api-audit', 'bin', 'api-audit.js');
        const { stdout, stderr } = await promisify(execFile)(nodePath(version), [bin, 'many', '--config', 'none'], {
          cwd: project,
        });
        assert.equal(stderr, '');
        assert.match(stdout, /360 resources/);
      });

      it('can be imported', async () => {
        const args = ['--input-type=module', '--eval', MODULE];
        assert.match(
          await runNode(version, project, args),
          /^Kubernetes 1\.25 no longer serves batch\/v1beta1 CronJob/,
        );
      });
    });
  }

  it('has types that TypeScript takes', async function () {
    this.timeout(60_000);
    await writeFile(
      join(project, 'use.ts'),
      [
        "import type { Finding, Report } from 'api-audit';",
        "import { audit } from 'api-audit';",
        "const report: Report = await audit('cron.yaml', { target: '1.25' });",
        'const [first]: readonly Finding[] = report.findings;',
        'export const line: number | undefined = first?.location.line;',
        '// @ts-expect-error: there is no such option.',
        "await audit('.', { taget: '1.25' });",
        '',
      ].join('\n'),
    );
    const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    const flags = ['--noEmit', '--strict', '--target', 'es2023', '--module', 'nodenext', '--types', '', 'use.ts'];
    const { stdout } = await promisify(execFile)(process.execPath, [tsc, ...flags, '--ignoreConfig'], {
      cwd: project,
    }).catch((e) => e);
    assert.equal(stdout, '');
  });
});

/** Runs the executable that npm put into the project. */
async function runBin(project: string, args: readonly string[]): Promise<string> {
  const bin = join(project, 'node_modules', 'api-audit', 'bin', 'api-audit.js');
  const { stdout } = await promisify(execFile)(process.execPath, [bin, ...args], {
    cwd: project,
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout;
}

/** Runs a Node.js of another version, away from settings of whoever runs the tests. */
async function runNode(version: string, cwd: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(nodePath(version), args, { cwd, env: { PATH: process.env['PATH'] } });
  return stdout;
}
