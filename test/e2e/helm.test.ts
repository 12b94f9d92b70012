import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { AuditOptions } from '../../lib/audit.ts';
import { audit } from '../../lib/audit.ts';
import type { Report } from '../../lib/model/report.ts';
import { fixture, run } from '../support/cli.ts';
import { withFakeCluster } from '../support/fake-cluster.ts';
import { auditTexts } from '../support/findings.ts';
import { tgz } from '../support/tar.ts';
import { inTemporaryFolder } from '../support/temporary.ts';
import { RUNS_HERE, tool, toolPath } from '../support/tools.ts';

const cwd = fixture('helm');

function found({ findings }: Report): string[] {
  return findings
    .filter(({ via }) => via !== 'reference')
    .map(({ subject, location, severity, via, details }) => {
      const guard = details.guarded === undefined ? '' : ` ${details.guarded}`;
      return `${location.file}:${location.line}:${location.column} ${severity} ${subject.version} ${subject.kind} ${via}${guard}`;
    });
}

for (const name of ['helm-4', 'helm-3'] as const) {
  describe(`a chart that ${name} renders`, function () {
    this.timeout(60_000);
    before(function () {
      if (!RUNS_HERE) this.skip();
    });

    const render = { helm: tool(name) };
    const auditChart = (path: string, options: AuditOptions = {}) =>
      audit(path, { cwd, target: '1.25', render, ...options });

    it('has its findings at the lines of its own files', async () => {
      const report = await auditChart('lighthouse');
      assert.deepEqual(found(report), [
        'lighthouse/charts/buoy/templates/budget.yaml:1:13 error v1beta1 PodDisruptionBudget resource',
        'lighthouse/crds/signals.yaml:1:13 error v1beta1 CustomResourceDefinition resource',
        'lighthouse/templates/guard.yaml:2:13 note v1beta1 PodSecurityPolicy resource not-taken',
        'lighthouse/templates/guard.yaml:4:13 error v1beta1 PodSecurityPolicy template taken',
        'lighthouse/templates/lamp.yaml:18:13 error v1beta1 CronJob resource',
        'lighthouse/templates/scaler.yaml:2:13 error v2beta1 HorizontalPodAutoscaler resource',
      ]);
      assert.deepEqual(
        report.findings
          .filter(({ via }) => via === 'reference')
          .map(({ location }) => `${location.file}:${location.line}:${location.column}`),
        ['lighthouse/templates/scaler.yaml:8:17'],
      );
      assert.deepEqual(report.charts, [
        {
          type: 'helm',
          file: 'lighthouse',
          name: 'lighthouse',
          rendered: true,
          reason: null,
          renderings: [
            { values: null, error: null },
            { values: 'lighthouse/ci/scaled-values.yaml', error: null },
          ],
        },
      ]);
      assert.deepEqual(
        report.passedOver.filter(({ reason }) => reason === 'not-rendered'),
        [{ file: 'lighthouse/templates/_helpers.tpl', reason: 'not-rendered' }],
      );
    });

    it('answers as it would on the Target', async () => {
      const ingress = async (target: string) => {
        const { findings } = await auditChart('lighthouse', { target });
        return findings
          .filter(({ subject }) => subject.kind === 'Ingress')
          .map(({ subject, location }) => `${subject.group}/${subject.version} ${location.line}`);
      };
      assert.deepEqual(await ingress('1.25'), []);
      assert.deepEqual(await ingress('1.18'), ['networking.k8s.io/v1beta1 2']);
      assert.deepEqual(await ingress('1.13'), ['extensions/v1beta1 2']);
    });

    it('is the same where it is packed', async () => {
      const packed = await inTemporaryFolder(async (folder) => {
        const files = await readdir(join(cwd, 'lighthouse'), { recursive: true, withFileTypes: true });
        const entries = await Promise.all(
          files
            .filter((file) => file.isFile())
            .map(async (file) => {
              const path = join(file.parentPath, file.name);
              return { name: path.slice(cwd.length + 1), content: await readFile(path) };
            }),
        );
        await writeFile(join(folder, 'lighthouse-1.4.0.tgz'), tgz(entries));
        return audit('lighthouse-1.4.0.tgz', { cwd: folder, target: '1.25', render });
      });
      const asFolder = found(await auditChart('lighthouse', { render: { ...render, set: ['a=b'] } }));
      assert.deepEqual(
        found(packed).map((line) => line.replace('lighthouse-1.4.0.tgz/', '')),
        asFolder,
      );
      assert.ok(asFolder.length > 3);
    });

    it('takes the values of the user', async () => {
      const scaled = { ...render, set: ['autoscaling.enabled=true'] };
      const { charts, findings } = await auditChart('lighthouse', { render: scaled });
      assert.ok(findings.some(({ subject }) => subject.kind === 'HorizontalPodAutoscaler'));
      assert.deepEqual(charts[0]?.renderings, [{ values: null, error: null }]);
      const values = [join(cwd, 'required-value', 'ci', 'named-values.yaml')];
      const named = await auditChart('required-value', { render: { ...render, values } });
      assert.equal(named.findings[0]?.holder.name, 'low');
    });

    it('renders with its test values where it needs some', async () => {
      const { charts, findings } = await auditChart('required-value');
      assert.deepEqual([charts[0]?.rendered, findings.length], [true, 1]);
      const [plain, tested] = charts[0]?.renderings ?? [];
      assert.match(plain?.error ?? '', /a name is needed: set horn\.name/);
      assert.deepEqual(tested, { values: 'required-value/ci/named-values.yaml', error: null });
    });

    it('says which of more than 20 files of test values it did not render with', async () => {
      await inTemporaryFolder(async (folder) => {
        await mkdir(join(folder, 'ci'));
        await writeFile(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: mole\nversion: 1.0.0\n');
        for (let at = 1; at <= 21; at++)
          await writeFile(join(folder, 'ci', `v${String(at).padStart(2, '0')}-values.yaml`), `at: ${at}\n`);
        const { charts } = await auditChart('.', { cwd: folder });
        const renderings = charts[0]?.renderings ?? [];
        assert.equal(renderings.length, 22);
        assert.deepEqual(renderings.at(-1), {
          values: 'ci/v21-values.yaml',
          error: 'a chart is rendered with 20 files of values; give this one with --values',
        });
        assert.ok(renderings.slice(0, -1).every(({ error }) => error === null));
      });
    });

    const unrendered: readonly (readonly [chart: string, reason: RegExp])[] = [
      ['loops', /^it took longer than 2 seconds$/],
      ['missing-dependency', /missing in charts\/ directory: crane/],
      ['no-version', /chart\.metadata\.version is required/],
    ];
    for (const [chart, reason] of unrendered) {
      it(`is read as text where ${chart} keeps it from being rendered, and the report says why`, async () => {
        const { charts, findings } = await auditChart(chart, { render: { ...render, timeout: 2000 } });
        assert.deepEqual([charts[0]?.rendered, findings.length, findings[0]?.via], [false, 1, 'template']);
        assert.match(charts[0]?.reason ?? '', reason);
        assert.ok(!charts[0]?.reason?.includes(cwd), 'no absolute path');
      });
    }

    it('leaves nothing behind', async () => {
      await inTemporaryFolder(async (folder) => {
        const { TMPDIR } = process.env;
        process.env['TMPDIR'] = folder;
        try {
          await auditChart('lighthouse');
          await auditChart('loops', { render: { ...render, timeout: 500 } });
        } finally {
          if (TMPDIR === undefined) delete process.env['TMPDIR'];
          else process.env['TMPDIR'] = TMPDIR;
        }
        assert.deepEqual(await readdir(folder), []);
      });
    });

    it('gives the same on standard input, with the template beside the line', async () => {
      const { stdout } = await promisify(execFile)(toolPath(name), [
        'template',
        join(cwd, 'lighthouse'),
        '--include-crds',
      ]);
      const { findings } = await auditTexts({ '-': stdout }, { target: '1.25' });
      const lines = stdout.split('\n');
      for (const { location } of findings.filter(({ via }) => via !== 'reference')) {
        assert.match(lines[location.line - 1] ?? '', /^apiVersion:/);
      }
      assert.deepEqual(findings.map(({ location }) => location.template).sort(), [
        'lighthouse/charts/north/templates/budget.yaml',
        'lighthouse/crds/signals.yaml',
        'lighthouse/templates/guard.yaml',
        'lighthouse/templates/ingress.yaml',
        'lighthouse/templates/lamp.yaml',
      ]);
    });

    it('is found in the Secret in which Helm stores its release', async () => {
      const body = await withFakeCluster(async ({ url, secrets }) => {
        await inTemporaryFolder(async (folder) => {
          const env = { HOME: folder, KUBECONFIG: join(folder, 'none') };
          const args = ['install', 'storm-watch', join(cwd, 'required-value'), '--set=horn.name=low'];
          const target = ['--kube-apiserver', url, '--kube-token=none', '--disable-openapi-validation'];
          // It ends with an error: this cluster stores nothing.
          await promisify(execFile)(toolPath(name), [...args, ...target], { env }).catch(() => null);
        });
        return secrets[0];
      });
      const release = /H4sI[A-Za-z0-9+/=]+/.exec(body?.toString('latin1') ?? '')?.[0] ?? '';
      assert.match(body?.toString('latin1') ?? '', /helm\.sh\/release\.v1/);
      const data = Buffer.from(release).toString('base64');
      const secret = `apiVersion: v1\nkind: Secret\ntype: helm.sh/release.v1\nmetadata:\n  name: s\ndata:\n  release: ${data}\n`;
      const { findings, releases } = await auditTexts({ 'dump.yaml': secret }, { target: '1.25' });
      assert.deepEqual(
        findings.map(({ details, subject, location }) => [
          details.helmRelease,
          subject.kind,
          location.line,
          location.template,
        ]),
        [['storm-watch v1', 'CronJob', 7, 'foghorn/templates/horn.yaml']],
      );
      assert.deepEqual([releases[0]?.status, releases[0]?.audited], ['pending-install', true]);
    });
  });
}

describe('the flags of rendering', function () {
  this.timeout(60_000);
  before(function () {
    if (!RUNS_HERE) this.skip();
  });
  const PATH = dirname(toolPath('helm-4'));

  it('find helm on PATH, or take the one that is named', async () => {
    const onPath = await run(['lighthouse', '--target', '1.25'], { cwd, env: { PATH } });
    assert.match(onPath.stdout, /^Rendered: 1 of 1 Helm chart\.$/m);
    assert.match(onPath.stdout, /guarded branch/);
    const named = await run(['lighthouse', '--target', '1.25', '--helm', toolPath('helm-3')], { cwd });
    assert.equal(named.stdout, onPath.stdout);
    assert.equal(named.code, 1);
  });

  it('hand on values', async () => {
    const args = ['required-value', '--target', '1.25', '--format', 'json'];
    for (const flags of [
      ['--set', 'horn.name=low'],
      ['--values', 'required-value/ci/named-values.yaml'],
    ]) {
      const { stdout } = await run([...args, ...flags], { cwd, env: { PATH } });
      assert.deepEqual(JSON.parse(stdout).charts[0].renderings, [{ values: null, error: null }]);
    }
  });

  it('render kustomizations', async () => {
    const { stdout } = await run(
      ['overlay/base', 'overlay/prod', '--kustomize', '--target', '1.25', '--format', 'json'],
      {
        cwd,
        env: { PATH: dirname(toolPath('kubectl')) },
      },
    );
    const { charts, findings } = JSON.parse(stdout);
    assert.deepEqual(
      charts.map(({ file, rendered }: { file: string; rendered: boolean }) => [file, rendered]),
      [['overlay/prod', true]],
    );
    assert.deepEqual(
      findings
        .filter(({ via }: { via: string }) => via === 'resource')
        .map(({ location, holder }: { location: { file: string; line: number }; holder: { name: string } }) => [
          location.file,
          location.line,
          holder.name,
        ]),
      [['overlay/base/quay.yaml', 2, 'prod-quay']],
    );
  });

  it('run a helm that is a script, without a shell of ours', async () => {
    await inTemporaryFolder(async (folder) => {
      const script = join(folder, 'helm');
      await writeFile(script, `#!/bin/sh\nexec '${toolPath('helm-4')}' "$@"\n`);
      await chmod(script, 0o755);
      const chart = join(folder, 'a $(touch pwned) chart');
      await mkdir(chart);
      await cp(join(cwd, 'lighthouse'), chart, { recursive: true });
      const { stdout } = await run(['.', '--target', '1.25', '--set', 'x=$(touch pwned)'], {
        cwd: folder,
        env: { PATH: `${folder}:/bin:/usr/bin` },
      });
      assert.match(stdout, /^Rendered: 1 of 1 Helm chart\.$/m);
      assert.deepEqual((await readdir(folder)).sort(), ['a $(touch pwned) chart', 'helm']);
    });
  });
});

describe('without the programs that render', () => {
  it('the report says what was read unrendered, and why', async () => {
    const { stdout } = await run(['lighthouse', '--target', '1.25'], { cwd });
    assert.match(stdout, /^Rendered: 0 of 1 Helm chart\.$/m);
    assert.match(
      stdout,
      /^Not rendered, read as text: lighthouse: there is no helm on PATH \(name one with --helm\)\.$/m,
    );
    const none = await run(['lighthouse', '--target', '1.25', '--helm', 'none'], { cwd });
    assert.match(none.stdout, /^Not rendered, read as text: lighthouse: --helm none was given\.$/m);
    const kustomize = await run(['overlay/prod', '--kustomize', '--target', '1.25'], { cwd });
    assert.match(
      kustomize.stdout,
      /^Not rendered, read as text: overlay\/prod: there is neither kustomize nor kubectl on PATH\.$/m,
    );
  });

  it('a program or file that is named must be there', async () => {
    for (const flags of [
      ['--helm', './no-helm'],
      ['--helm', 'no-such-helm'],
      ['--values', 'nowhere.yaml'],
    ]) {
      const { code, stderr } = await run(['lighthouse', ...flags], { cwd });
      assert.equal(code, 2);
      assert.match(stderr, new RegExp(`^api-audit: ${flags[0]} ${flags[1]}: there is no `));
    }
  });
});
