import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { AuditOptions } from '../../lib/audit.ts';
import { audit } from '../../lib/audit.ts';
import { fixture } from '../support/cli.ts';
import type { TarEntry } from '../support/tar.ts';
import { gigabyteOfZeros, tgz } from '../support/tar.ts';
import { inTemporaryFolder } from '../support/temporary.ts';

const cwd = fixture('helm');

function auditChart(path: string, options: AuditOptions = {}) {
  return audit(path, { cwd, target: '1.25', ...options });
}

async function found(path: string, options: AuditOptions = {}): Promise<string[]> {
  const { findings } = await auditChart(path, options);
  return findings
    .filter(({ via }) => via !== 'reference')
    .map(({ subject, location, rule, details }) => {
      const guard = details.guarded === undefined ? '' : ` ${details.guarded}`;
      return `${location.file}:${location.line} ${rule} ${subject.group}/${subject.version} ${subject.kind}${guard}`;
    });
}

const OLD_CRON = 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata:\n  name: {{ .Release.Name }}\n';

/** A packed chart, and what the audit makes of it. */
async function auditArchive(
  archive: Buffer | readonly TarEntry[],
  options: AuditOptions = {},
  path = 'quay-1.0.0.tgz',
) {
  return inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'quay-1.0.0.tgz'), Buffer.isBuffer(archive) ? archive : tgz(archive));
    return audit(path, { cwd: folder, target: '1.25', ...options });
  });
}

const PACKED: readonly TarEntry[] = [
  { name: 'quay/Chart.yaml', content: 'apiVersion: v2\nname: quay\nversion: 1.0.0\n' },
  { name: 'quay/templates/storm.yaml', content: OLD_CRON },
];

describe('a chart that is not rendered', () => {
  it('is read as text, without the branches that the Target does not take', async () => {
    assert.deepEqual(await found('lighthouse'), [
      'lighthouse/charts/buoy/templates/budget.yaml:1 removed-api policy/v1beta1 PodDisruptionBudget',
      'lighthouse/crds/signals.yaml:1 removed-api apiextensions.k8s.io/v1beta1 CustomResourceDefinition',
      'lighthouse/templates/guard.yaml:4 removed-api policy/v1beta1 PodSecurityPolicy taken',
      'lighthouse/templates/lamp.yaml:18 removed-api batch/v1beta1 CronJob',
      'lighthouse/templates/scaler.yaml:2 removed-api autoscaling/v2beta1 HorizontalPodAutoscaler',
    ]);
  });

  it('is another one at another Target', async () => {
    const at = (target: string) => found('lighthouse/templates', { target });
    const guarded = async (target: string) =>
      (await found('lighthouse', { target })).filter((line) => /ingress|guard/.test(line));
    assert.deepEqual(await guarded('1.18'), [
      'lighthouse/templates/guard.yaml:2 removed-api extensions/v1beta1 PodSecurityPolicy taken',
      'lighthouse/templates/ingress.yaml:2 beta-api networking.k8s.io/v1beta1 Ingress taken',
    ]);
    assert.deepEqual(await guarded('1.13'), [
      'lighthouse/templates/guard.yaml:2 deprecated-api extensions/v1beta1 PodSecurityPolicy taken',
      'lighthouse/templates/ingress.yaml:2 beta-api extensions/v1beta1 Ingress taken',
    ]);
    assert.ok((await at('1.25')).length > 0, 'templates without their Chart.yaml are read like any others');
  });

  it('has the objects of all files that Helm renders, whatever they are called, and of no other', () =>
    inTemporaryFolder(async (folder) => {
      const budget = (name: string) =>
        `apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: ${name}}\n`;
      const files = {
        'Chart.yaml': 'apiVersion: v2\nname: quay\nversion: 1.0.0\n',
        '.helmignore': 'templates/left-out.yaml\n*.old\n',
        'templates/plain.yaml': budget('plain'),
        'templates/below/conf': budget('conf'),
        'templates/left-out.yaml': budget('left-out'),
        'templates/web.old': budget('old'),
        'templates/.hidden': budget('hidden'),
        'templates/NOTES.txt': budget('notes'),
        'templates/README.md': 'How to read it.\n',
        'templates/_off.yaml': budget('off'),
        'templates/_words.yaml': `${budget('off')}---\n{{ define "quay.words" }}of the quay{{ end }}\n`,
        'templates/_parts.yaml': `${budget('off')}---\n{{ define "quay.storm" }}\n${OLD_CRON}{{ end }}\n${budget('off')}`,
        'charts/buoy/Chart.yaml': 'apiVersion: v2\nname: buoy\nversion: 1.0.0\n',
        'charts/buoy/templates/buoy.conf': budget('buoy'),
        'charts/_old/Chart.yaml': 'apiVersion: v2\nname: old\nversion: 1.0.0\n',
        'charts/_old/templates/old.yaml': budget('old'),
      };
      for (const [name, text] of Object.entries(files)) {
        await mkdir(join(folder, 'quay', name, '..'), { recursive: true });
        await writeFile(join(folder, 'quay', name), text);
      }
      assert.deepEqual(await found('quay', { cwd: folder }), [
        'quay/charts/buoy/templates/buoy.conf:1 removed-api policy/v1beta1 PodDisruptionBudget',
        'quay/templates/_parts.yaml:6 removed-api batch/v1beta1 CronJob',
        'quay/templates/below/conf:1 removed-api policy/v1beta1 PodDisruptionBudget',
        'quay/templates/plain.yaml:1 removed-api policy/v1beta1 PodDisruptionBudget',
      ]);
      const { passedOver } = await audit('quay', { cwd: folder, target: '1.25' });
      assert.deepEqual(
        passedOver.filter(({ reason }) => reason === 'not-printed').map(({ file }) => file),
        ['quay/charts/_old/templates/old.yaml', 'quay/templates/_off.yaml', 'quay/templates/left-out.yaml'],
      );
    }));

  it('has no apiVersion of values that are other ones under each name that a subchart stands under', () =>
    inTemporaryFolder(async (folder) => {
      const write = async (name: string, text: string) => {
        await mkdir(join(folder, 'quay', name, '..'), { recursive: true });
        await writeFile(join(folder, 'quay', name), text);
      };
      const chart = (name: string) => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`;
      const aliased = (...names: readonly string[]) =>
        `${chart('quay')}dependencies:\n${names.map((alias) => `- {name: buoy, version: 1.0.0, alias: ${alias}}\n`).join('')}`;
      await write('charts/buoy/Chart.yaml', chart('buoy'));
      await write('charts/buoy/values.yaml', 'api: policy/v1beta1\n');
      await write('charts/buoy/templates/a.yaml', 'apiVersion: {{ .Values.api }}\nkind: PodDisruptionBudget\n');
      await write('values.yaml', 'red: {api: policy/v1}\n');
      const judged = async () => {
        const { apis, computed } = await audit('quay', { cwd: folder, target: '1.25' });
        return [...apis.map(({ group, version }) => `${group}/${version}`), ...computed.map(() => 'not judged')];
      };
      await write('Chart.yaml', aliased('red'));
      assert.deepEqual(await judged(), ['policy/v1']);
      await write('Chart.yaml', aliased('red', 'green'));
      assert.deepEqual(await judged(), ['not judged']);
      await write('values.yaml', 'red: {api: policy/v1}\ngreen: {api: policy/v1}\n');
      assert.deepEqual(await judged(), ['policy/v1']);
    }));

  it('has what helpers of a library print that is not there, by the version that is locked', () =>
    inTemporaryFolder(async (folder) => {
      await mkdir(join(folder, 'quay', 'templates'), { recursive: true });
      const write = (name: string, text: string) => writeFile(join(folder, 'quay', name), text);
      const dependency = (version: string) =>
        `dependencies:\n- {name: common, repository: "oci://quay.example", version: ${version}}\n`;
      const include = (kind: string) => `{{ include "common.capabilities.${kind}.apiVersion" (dict "context" $) }}`;
      await write('Chart.yaml', `apiVersion: v2\nname: quay\nversion: 1.0.0\n${dependency('1.x.x')}`);
      await write(
        'templates/ingress.yaml',
        `apiVersion: ${include('ingress')}\nkind: Ingress\nmetadata: {name: quay}\n`,
      );
      await write('templates/cron.yaml', `apiVersion: ${include('cronjob')}\nkind: CronJob\nmetadata: {name: quay}\n`);
      const apis = async (target: string) => {
        const { apis: used, computed } = await audit('quay', { cwd: folder, target });
        return [...used.map(({ group, version }) => `${group}/${version}`), ...computed.map(() => 'not judged')];
      };
      assert.deepEqual(await apis('1.22'), ['batch/v1', 'not judged']);
      assert.deepEqual(await apis('1.20'), ['batch/v1beta1', 'not judged']);
      await write('Chart.lock', dependency('1.1.2'));
      assert.deepEqual(await found('quay', { cwd: folder, target: '1.22' }), [
        'quay/templates/ingress.yaml:1 removed-api networking.k8s.io/v1beta1 Ingress taken',
      ]);
      await write('Chart.lock', dependency('1.16.0'));
      assert.deepEqual(await apis('1.22'), ['batch/v1', 'networking.k8s.io/v1']);
    }));

  it('says so, and why, in the report', async () => {
    const { charts } = await auditChart('lighthouse', { render: { withoutHelm: 'nobody wants it' } });
    assert.deepEqual(charts, [
      {
        type: 'helm',
        file: 'lighthouse',
        name: 'lighthouse',
        rendered: false,
        reason: 'nobody wants it',
        renderings: [],
      },
    ]);
  });

  it('counts each of its files once', async () => {
    const { summary } = await auditChart('lighthouse');
    const { files, audited, passedOver, templates, unread } = summary;
    assert.equal(files, audited + passedOver + templates + unread);
    assert.deepEqual({ files, templates, unread }, { files: 10, templates: 5, unread: 0 });
  });

  it('can be packed, with packed charts in it', async () => {
    const inner = tgz([
      { name: 'buoy/Chart.yaml', content: 'name: buoy\n' },
      { name: 'buoy/templates/bell.yaml', content: OLD_CRON },
    ]);
    const { findings, charts } = await auditArchive([
      ...PACKED,
      { name: 'quay/charts/buoy-0.1.0.tgz', content: inner },
    ]);
    assert.deepEqual(
      findings.map(({ location }) => `${location.file}:${location.line}`),
      [
        'quay-1.0.0.tgz/quay/charts/buoy-0.1.0.tgz/buoy/templates/bell.yaml:1',
        'quay-1.0.0.tgz/quay/templates/storm.yaml:1',
      ],
    );
    assert.equal(charts[0]?.name, 'quay');
  });

  it('is none where an archive holds no Chart.yaml: passed over where it was found, an error where it was named', async () => {
    const archive = [{ name: 'resources/pod.json', content: '{"apiVersion":"v1","kind":"Pod"}' }];
    const found = await auditArchive(archive, {}, '.');
    assert.deepEqual(found.passedOver, [{ file: 'quay-1.0.0.tgz', reason: 'no-chart' }]);
    assert.deepEqual([found.charts, found.errors], [[], []]);
    const { passedOver, charts, errors } = await auditArchive(archive);
    assert.deepEqual([passedOver, charts], [[], []]);
    const message = 'is an archive that holds no chart, so it was not read; unpack it, and name the folder';
    assert.deepEqual(errors, [{ file: 'quay-1.0.0.tgz', line: 1, column: 1, message }]);
  });
});

describe('a hostile chart', () => {
  const reasons: readonly (readonly [what: string, archive: () => Buffer | readonly TarEntry[], message: RegExp])[] = [
    ['points out of its archive', () => [...PACKED, { name: 'quay/../../x.yaml', content: 'a' }], /points out of it/],
    ['is a gigabyte of zeros', gigabyteOfZeros, /larger than a chart may be/],
    ['is no archive', () => Buffer.from('apiVersion: v1'), /no gzip file/],
    ['is no tar', () => gzipSync('apiVersion: v1'.repeat(100)), /no tar archive/],
  ];
  for (const [what, archive, message] of reasons) {
    it(`is named and not read where it ${what}`, async () => {
      const { errors, findings, summary } = await auditArchive(archive());
      assert.equal(errors.length, 1);
      assert.equal(errors[0]?.file, 'quay-1.0.0.tgz');
      assert.match(errors[0]?.message ?? '', message);
      assert.deepEqual([findings.length, summary.unread], [0, 1]);
    });
  }

  it('may hide a bomb in an archive within it', async () => {
    await inTemporaryFolder(async (folder) => {
      await mkdir(join(folder, 'quay', 'charts'), { recursive: true });
      await mkdir(join(folder, 'quay', 'templates'));
      await writeFile(join(folder, 'quay', 'Chart.yaml'), 'name: quay\nversion: 1.0.0\napiVersion: v2\n');
      await writeFile(join(folder, 'quay', 'templates', 'storm.yaml'), OLD_CRON);
      await writeFile(join(folder, 'quay', 'charts', 'bomb-1.0.0.tgz'), gigabyteOfZeros());
      const { errors, findings, charts } = await audit('quay', { cwd: folder, target: '1.25' });
      assert.deepEqual(
        errors.map(({ file }) => file),
        ['quay/charts/bomb-1.0.0.tgz'],
      );
      assert.equal(findings.length, 1, 'the rest of the chart is audited');
      assert.equal(charts[0]?.rendered, false);
    });
  });

  it('may have a template that is a link to nowhere', async () => {
    await inTemporaryFolder(async (folder) => {
      await mkdir(join(folder, 'quay', 'templates'), { recursive: true });
      await writeFile(join(folder, 'quay', 'Chart.yaml'), 'name: quay\n');
      await symlink('/nowhere/at/all', join(folder, 'quay', 'templates', 'link.yaml'));
      const { errors } = await audit('quay', { cwd: folder, target: '1.25' });
      assert.deepEqual(
        errors.map(({ file, message }) => `${file}: ${message}`),
        ['quay/templates/link.yaml: it was not read: there is no such file'],
      );
    });
  });
});
