import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BaselineEntry } from '../../lib/report/baseline.ts';
import { run } from '../support/cli.ts';
import { withFiles } from '../support/run-in.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

const CRON_JOB = 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: nightly}\n';
const BUDGET = 'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: web}\n';
const INGRESS = 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: shop}\n';

const GATES =
  'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\nfeatureGates: {CSIMigrationGCE: true}\n';

const VOLUMES = { gitRepo: '{repository: x}', glusterfs: '{path: x}' } as const;

/** A Pod with volumes of these drivers. */
function volumes(...drivers: readonly (keyof typeof VOLUMES)[]): string {
  const list = drivers.map((driver, at) => `  - {name: v${at}, ${driver}: ${VOLUMES[driver]}}\n`).join('');
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers: [{name: c}]\n  volumes:\n${list}`;
}

/** A tree of manifests that changes, and what an audit for 1.25 makes of it. */
interface Tree {
  readonly folder: string;
  write(file: string, text: string): Promise<void>;
  remove(file: string): Promise<void>;
  read(file: string): Promise<string>;
  audit(...args: readonly string[]): ReturnType<typeof run>;
  entries(): Promise<readonly BaselineEntry[]>;
}

function inTree(use: (tree: Tree) => Promise<void>): Promise<void> {
  return inTemporaryFolder(async (folder) => {
    const tree: Tree = {
      folder,
      write: (file, text) => writeFile(join(folder, file), text),
      remove: (file) => rm(join(folder, file)),
      read: (file) => readFile(join(folder, file), 'utf8'),
      audit: (...args) => run(['--target', '1.25', ...args, '--config', 'none'], { cwd: folder }),
      entries: async () => JSON.parse(await tree.read('known.json')).entries,
    };
    await tree.write('a.yaml', CRON_JOB);
    await tree.write('b.yaml', BUDGET);
    await use(tree);
  });
}

const READ = ['.', '--baseline', 'known.json'] as const;
const UPDATE = [...READ, '--update-baseline'] as const;

describe('a baseline', () => {
  it('makes a run fail for what is new only, wherever what is known has moved to', () =>
    inTree(async (tree) => {
      assert.equal((await tree.audit('.')).code, 1);
      const written = await tree.audit(...UPDATE);
      assert.equal(written.code, 0);
      assert.equal(
        written.stderr,
        'api-audit: known.json knows 2 findings of this audit: 2 new, 0 mended since and dropped.\n',
      );
      const again = await tree.audit(...READ);
      assert.equal(again.code, 0);
      assert.match(again.stdout, /Findings: 0 errors[\s\S]*Suppressed: 2 findings, 2 known to the baseline/);
      await tree.write(
        'a.yaml',
        `# one\n# two\n---\n${INGRESS.replace('extensions/v1beta1', 'networking.k8s.io/v1')}---\n${CRON_JOB}`,
      );
      assert.equal((await tree.audit(...READ)).code, 0);
      await tree.write('a.yaml', `${CRON_JOB}---\n${INGRESS}`);
      const more = await tree.audit(...READ);
      assert.equal(more.code, 1);
      assert.match(more.stdout, /a\.yaml:5 shop/);
      assert.doesNotMatch(more.stdout, /nightly/);
      assert.match(more.stdout, /Findings: 1 error,/);
    }));

  it('counts what was mended, and drops it when it is written again', () =>
    inTree(async (tree) => {
      await tree.audit(...UPDATE);
      await tree.write('a.yaml', CRON_JOB.replace('v1beta1', 'v1'));
      const read = await tree.audit(...READ);
      assert.equal(read.code, 0);
      assert.match(read.stdout, /Mended: 1 finding of the baseline is gone\./);
      assert.equal((await tree.entries()).length, 2);
      await tree.remove('b.yaml');
      await tree.write('c.yaml', INGRESS);
      const written = await tree.audit(...UPDATE);
      assert.equal(
        written.stderr,
        'api-audit: known.json knows 1 finding of this audit: 1 new, 2 mended since and dropped.\n',
      );
      assert.deepEqual(
        (await tree.entries()).map(({ file }) => file),
        ['c.yaml'],
      );
    }));

  it('tells objects with the same finding apart by their number', () =>
    inTree(async (tree) => {
      await tree.audit(...UPDATE);
      await tree.write('a.yaml', `${CRON_JOB}---\n${CRON_JOB}`);
      const { code, stdout } = await tree.audit(...READ);
      assert.equal(code, 1);
      assert.match(stdout, /Findings: 1 error,/);
    }));

  it('keeps what lies outside of the audited paths, or could not be read', () =>
    inTree(async (tree) => {
      await tree.audit(...UPDATE);
      const part = await tree.audit('a.yaml', '--baseline', 'known.json');
      assert.doesNotMatch(part.stdout, /Mended/);
      await tree.audit('a.yaml', '--baseline', 'known.json', '--update-baseline');
      assert.equal((await tree.entries()).length, 2);
      await tree.write('b.yaml', 'apiVersion: policy/v1beta1\nkind: [\n');
      const broken = await tree.audit(...UPDATE);
      assert.equal(broken.code, 2);
      assert.equal((await tree.entries()).length, 2);
    }));

  it('knows what was looked at by a glob, from wherever that is written', () =>
    inTree(async (tree) => {
      await tree.audit(...UPDATE);
      await tree.remove('a.yaml');
      for (const glob of ['*.yaml', './*.yaml', join(tree.folder, '*.yaml')]) {
        const { stdout } = await tree.audit(glob, '--baseline', 'known.json');
        assert.match(stdout, /^Mended: 1 finding of the baseline is gone\.$/m, glob);
      }
    }));

  it('is a small sorted text that a reviewer can read, and the same for the same tree', () =>
    inTree(async (tree) => {
      await tree.audit(...UPDATE);
      const text = await tree.read('known.json');
      assert.match(
        text,
        /^\{\n {2}"schemaVersion": 1,\n {2}"entries": \[\n {4}\{"file":"a\.yaml","rule":"removed-api","severity":"error","api":"batch\/v1beta1 CronJob","object":"CronJob nightly","fingerprint":"[0-9a-f]{32}"\},\n/,
      );
      assert.equal(text.split('\n').length, 8);
      await tree.audit(...UPDATE);
      assert.equal(await tree.read('known.json'), text);
    }));

  it('is written where nothing is found, too', () =>
    inTree(async (tree) => {
      await tree.remove('a.yaml');
      await tree.remove('b.yaml');
      await tree.audit(...UPDATE);
      assert.equal(await tree.read('known.json'), '{\n  "schemaVersion": 1,\n  "entries": []\n}\n');
    }));

  it('stands in the JSON report beside what it suppresses', () =>
    inTree(async (tree) => {
      await tree.audit(...UPDATE);
      await tree.remove('b.yaml');
      const report = JSON.parse((await tree.audit(...READ, '--format', 'json')).stdout);
      assert.deepEqual(report.baseline, { known: 1, mended: 1 });
      assert.deepEqual(report.findings, []);
      assert.equal(report.summary.suppressed, 1);
      assert.deepEqual(report.summary.boundaries.rest.findings, { error: 0, warning: 0, note: 0 });
      const [{ rule, suppressedBy, location }] = report.suppressed;
      assert.deepEqual([rule, suppressedBy.type, location.file], ['removed-api', 'baseline', 'a.yaml']);
    }));

  it('that is not there or is none is refused, with what to do', () =>
    inTree(async (tree) => {
      const missing = await tree.audit(...READ);
      assert.equal(missing.code, 2);
      assert.match(missing.stderr, /--baseline known\.json: there is no such file; --update-baseline writes one\./);
      for (const [text, message] of [
        ['{', /it is no JSON/],
        ['[]', /it is no baseline of api-audit/],
        ['{"schemaVersion": 2, "entries": []}', /its schemaVersion is 2, and only 1 is known/],
        ['{"schemaVersion": 1, "entries": [{"rule": "a"}]}', /entry 1 of it is incomplete/],
        ['{"schemaVersion": 1, "entries": [null]}', /entry 1 of it is incomplete/],
        [
          '{"schemaVersion": 1, "entries": [{"file": "", "rule": "", "severity": "x", "api": "", "object": "", "fingerprint": ""}]}',
          /entry 1 of it has a severity that is none of error, warning, note/,
        ],
      ] as const) {
        await tree.write('known.json', text);
        for (const args of [READ, UPDATE]) {
          const { code, stderr } = await tree.audit(...args);
          assert.equal(code, 2);
          assert.match(stderr, message);
        }
        assert.equal(await tree.read('known.json'), text);
      }
    }));

  it('takes what became graver for new, and what became milder for known', () =>
    inTree(async (tree) => {
      await tree.write('a.yaml', GATES);
      await tree.remove('b.yaml');
      // A beta gate is a note at 1.25, and one that no component knows an error at 1.30.
      await tree.audit(...UPDATE, '--fail-on', 'note');
      assert.deepEqual(
        (await tree.entries()).map(({ severity }) => severity),
        ['note', 'note'],
      );
      assert.equal((await tree.audit(...READ, '--fail-on', 'note')).code, 0);
      const later = await tree.audit(...READ, '--target', '1.30');
      assert.equal(later.code, 1);
      assert.match(later.stdout, /does not know the feature gate CSIMigrationGCE/);
      assert.match(later.stdout, /Findings: 1 error, 0 warnings, 0 notes\./);
      // It is still there: nothing was mended.
      assert.doesNotMatch(later.stdout, /Mended/);
      const raised = await tree.audit(...READ, '--rule', 'beta-api=error');
      assert.match(raised.stdout, /Findings: 1 error,/);
      const written = await tree.audit(...UPDATE, '--target', '1.30');
      assert.match(written.stderr, /knows 2 findings of this audit: 1 new, 0 mended/);
      assert.equal((await tree.audit(...READ)).code, 0);
    }));

  it('without severities knows what it knew, however grave', () =>
    inTree(async (tree) => {
      await tree.write('a.yaml', GATES);
      await tree.remove('b.yaml');
      await tree.audit(...UPDATE);
      const entries = (await tree.entries()).map(({ severity, ...entry }) => entry);
      await tree.write('known.json', JSON.stringify({ schemaVersion: 1, entries }));
      const { code, stdout } = await tree.audit(...READ, '--target', '1.30');
      assert.equal(code, 0);
      assert.doesNotMatch(stdout, /Mended/);
    }));

  it('tells the drivers of one object apart', () =>
    inTree(async (tree) => {
      await tree.write('b.yaml', volumes('gitRepo'));
      await tree.audit(...UPDATE, '--target', '1.30');
      await tree.write('b.yaml', volumes('glusterfs'));
      const { code, stdout } = await tree.audit(...READ, '--target', '1.30');
      assert.equal(code, 1);
      assert.match(stdout, /The in-tree volume glusterfs is not in Kubernetes 1\.30/);
      assert.match(stdout, /Mended: 1 finding/);
    }));

  it('in which an entry stands twice, as after a merge, knows one finding by it', () =>
    inTree(async (tree) => {
      await tree.audit(...UPDATE);
      const entries = await tree.entries();
      await tree.write('known.json', JSON.stringify({ schemaVersion: 1, entries: [...entries, ...entries] }));
      await tree.write('a.yaml', `${CRON_JOB}---\n${CRON_JOB}`);
      const { code, stdout } = await tree.audit(...READ);
      assert.equal(code, 1);
      assert.match(stdout, /Findings: 1 error,/);
      assert.doesNotMatch(stdout, /Mended/);
    }));

  it('of which an entry was taken out by hand does not know what that stood for', () =>
    inTree(async (tree) => {
      await tree.write('a.yaml', `${CRON_JOB}---\n${CRON_JOB}---\n${CRON_JOB}`);
      await tree.audit(...UPDATE);
      const lines = new Set<number>();
      const alike = (await tree.entries()).filter(({ file }) => file === 'a.yaml');
      for (const without of alike) {
        const entries = alike.filter((entry) => entry !== without);
        await tree.write('known.json', JSON.stringify({ schemaVersion: 1, entries }));
        const { stdout } = await tree.audit('a.yaml', '--baseline', 'known.json', '--format', 'json');
        const [finding, ...more] = JSON.parse(stdout).findings;
        assert.deepEqual(more, []);
        lines.add(finding.location.line);
      }
      assert.deepEqual(
        [...lines].sort((a, b) => a - b),
        [1, 5, 9],
      );
    }));

  it('that is to be written needs a name', () =>
    inTree(async (tree) => {
      const { code, stderr } = await tree.audit('.', '--update-baseline');
      assert.equal(code, 2);
      assert.match(stderr, /name the file to write with --baseline FILE/);
    }));
});

describe('a baseline that the policy names', () => {
  it('knows the same findings in every folder below the policy, and from elsewhere', async () => {
    await withFiles(
      { 'api-audit.yaml': 'target: "1.25"\nbaseline: known.json\n', 'web/a.yaml': CRON_JOB },
      async (folder) => {
        const at = (below: string, ...args: readonly string[]) => run(args, { cwd: join(folder, below) });
        assert.equal((await at('.', '--update-baseline')).code, 0);
        const known = await readFile(join(folder, 'known.json'), 'utf8');
        for (const [below, path] of [
          ['.', 'web'],
          ['web', '.'],
          ['web', 'a.yaml'],
          ['..', folder],
        ] as const) {
          const { code, stdout } = await at(below, path);
          assert.equal(code, 0, `${below} ${path}`);
          assert.match(stdout, /1 known to the baseline/);
          assert.doesNotMatch(stdout, /Mended/);
        }
        await writeFile(join(folder, 'b.yaml'), BUDGET);
        assert.match(
          (await at('web', '..', '--update-baseline')).stderr,
          /knows 2 findings of this audit: 1 new, 0 mended/,
        );
        await rm(join(folder, 'b.yaml'));
        assert.match(
          (await at('web', '..', '--update-baseline')).stderr,
          /knows 1 finding of this audit: 0 new, 1 mended/,
        );
        assert.equal(await readFile(join(folder, 'known.json'), 'utf8'), known);
      },
    );
  });
});
