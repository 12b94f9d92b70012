import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AuditStep } from '../../lib/audit/progress.ts';
import type * as library from '../../lib/index.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

/** The package as it is built: only there is a worker beside it. */
const BUILT = new URL('../../dist/index.js', import.meta.url).href;

/** A file of some 120 kB: what it says at its beginning, and many objects that say nothing. */
function file(first: string, at: number): string {
  const settings = Array.from({ length: 250 }, (_, count) => {
    return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings-${at}-${count}\ndata:\n  motto: ${'long '.repeat(80)}\n`;
  });
  return [first, ...settings].join('---\n');
}

const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: berths.harbour.example
spec:
  group: harbour.example
  names: { kind: Berth, plural: berths }
  versions:
  - { name: v1alpha1, served: false, storage: false }
  - { name: v1, served: true, storage: true }
`;

const BERTH = 'apiVersion: harbour.example/v1alpha1\nkind: Berth\nmetadata:\n  name: north\n';
const INGRESS = 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata:\n  name: shop\n';
const IGNORED = INGRESS.replace('v1beta1\n', 'v1beta1 # api-audit: ignore removed-api -- moves next week\n');
const IDLE = `# api-audit: ignore beta-api -- nothing here is beta\n${INGRESS}`;
const CHART: Readonly<Record<string, string>> = {
  'Chart.yaml': 'apiVersion: v2\nname: quay\nversion: 1.0.0\n',
  'values.yaml': 'class: slow\n',
  'templates/jobs.yaml':
    '{{- if .Capabilities.APIVersions.Has "batch/v1" }}\napiVersion: batch/v1\n{{- else }}\napiVersion: batch/v1beta1\n{{- end }}\nkind: CronJob\nmetadata:\n  name: {{ .Release.Name }}\n',
  'templates/budget.yaml': 'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata:\n  name: quay\n',
  'crds/ships.yaml': `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ships.harbour.example
spec:
  group: harbour.example
  names: { kind: Ship, plural: ships }
  versions:
  - { name: v1beta1, served: true, storage: true }
`,
};
const SHIP = 'apiVersion: harbour.example/v1beta1\nkind: Ship\nmetadata:\n  name: ferry\n';
const BROKEN = 'apiVersion: v1\nkind: [\n';

describe('an audit in threads', () => {
  it('gives the same report as in one, whatever the files have to do with each other', async () => {
    await inTemporaryFolder(async (cwd) => {
      const { audit } = (await import(BUILT)) as typeof library;
      await mkdir(join(cwd, 'deploy'));
      const firsts = [BERTH, INGRESS, IGNORED, IDLE, BROKEN, SHIP, ...Array<string>(75).fill(INGRESS), CRD];
      for (const [at, first] of firsts.entries()) {
        await writeFile(join(cwd, 'deploy', `${String(at).padStart(3, '0')}.yaml`), file(first, at));
      }
      await writeFile(join(cwd, 'deploy', 'watch.py'), 'from kubernetes import client\nclient.BatchV1beta1Api()\n');
      // What a program imports is told of once, where it is.
      const budget = { apiVersion: 'policy/v1beta1', kind: 'PodDisruptionBudget' };
      await writeFile(join(cwd, 'deploy', 'budget.json'), JSON.stringify(budget));
      const program = "import { KubeConfig } from '@kubernetes/client-node';\nimport budget from './budget.json';\n";
      await writeFile(join(cwd, 'deploy', 'apply.ts'), `${program}export { budget, KubeConfig };\n`);
      for (const chart of ['quay', 'berth']) {
        for (const [name, text] of Object.entries(CHART)) {
          const path = join(cwd, 'deploy', chart, name);
          await mkdir(dirname(path), { recursive: true });
          await writeFile(path, text);
        }
      }
      const policy = {
        root: cwd,
        allow: [
          { api: 'extensions/v1beta1/Ingress', path: 'deploy/01*.yaml', reason: 'known', expires: 'never' },
          { api: 'batch/v1beta1/CronJob', path: 'nowhere/*.yaml', reason: 'never met', expires: 'never' },
        ],
      };
      const read: string[] = [];
      const options = { cwd, target: '1.25', source: true, policy } as const;
      const alone = await audit('deploy', { ...options, threads: 1 });
      const together = await audit('deploy', {
        ...options,
        threads: 3,
        progress: (step) => {
          if (step.type === 'read') read.push(step.file);
        },
      });
      assert.deepEqual(together, alone);
      assert.equal(read.length, alone.summary.files);
      assert.ok(read.length > firsts.length + 3);
      assert.deepEqual(
        alone.charts.map(({ file }) => file),
        ['deploy/berth', 'deploy/quay'],
      );
      // The charts ask the server of the Target.
      assert.equal(alone.apis.find(({ kind, version }) => kind === 'CronJob' && version === 'v1')?.count, 2);
      assert.ok(alone.findings.some(({ subject, rule }) => subject.kind === 'Ship' && rule === 'beta-api'));
      assert.ok(alone.suppressed.length > 1);
      assert.ok(alone.findings.some(({ rule, evidence }) => rule === 'removed-api' && evidence === 'crd'));
      assert.ok(alone.findings.some(({ rule }) => rule === 'unused-suppression'));
      assert.equal(alone.errors.length, 1);
    });
  });

  it('gives it too where it begins while files are still looked for', async () => {
    await inTemporaryFolder(async (cwd) => {
      const { audit } = (await import(BUILT)) as typeof library;
      const padding = `data:\n  motto: ${'long '.repeat(800)}\n`;
      const write = async (name: string, text: string) => {
        await mkdir(dirname(join(cwd, name)), { recursive: true });
        await writeFile(join(cwd, name), text);
      };
      // Folders with charts in them lie between those of files, in whatever order they are gone through.
      for (let at = 0; at < 40; at++) {
        for (let count = 0; count < 80; count++) await write(`team-${at}/${count}.yaml`, INGRESS + padding);
        await write(`team-${at}/ships/north.yaml`, at === 20 ? CRD : at % 2 === 0 ? BERTH : SHIP);
        for (const [name, text] of Object.entries(CHART)) {
          if (at % 4 === 0) await write(`team-${at}/quay/${name}`, text);
        }
      }
      const steps: AuditStep[] = [];
      const options = { cwd, target: '1.25' } as const;
      const audits = async () => {
        const alone = await audit('.', { ...options, threads: 1 });
        const together = await audit('.', { ...options, threads: 3, progress: (step) => steps.push(step) });
        assert.deepEqual(together, alone);
        return alone;
      };
      const { charts } = await audits();
      assert.equal(charts.length, 10);
      const sum = steps.reduce((files, step) => files + (step.type === 'found' ? step.files : 0), 0);
      assert.equal(steps.filter(({ type }) => type === 'found').length, 2);
      assert.ok(sum > 3200);
      // Links that make charts of folders.
      for (let at = 1; at < 40; at += 4) {
        await write(`.base/${at}/Chart.yaml`, CHART['Chart.yaml'] ?? '');
        await write(`team-${at}/sea/templates/budget.yaml`, CHART['templates/budget.yaml'] ?? '');
        await symlink(join(cwd, `.base/${at}/Chart.yaml`), join(cwd, `team-${at}/sea/Chart.yaml`));
      }
      assert.equal((await audits()).charts.length, 20);
    });
  });

  it('can be left before its end', async () => {
    await inTemporaryFolder(async (cwd) => {
      const { audit } = (await import(BUILT)) as typeof library;
      for (let at = 0; at < 40; at++) await writeFile(join(cwd, `${at}.yaml`), file(INGRESS, at));
      for await (const finding of audit('.', { cwd, target: '1.25', threads: 2 })) {
        assert.equal(finding.rule, 'removed-api');
        break;
      }
    });
  });
});
