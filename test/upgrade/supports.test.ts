import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditInput } from '../../lib/audit.ts';
import { messageOf } from '../../lib/report/messages.ts';
import { auditRange, parseRange } from '../../lib/upgrade/supports.ts';
import { fixture } from '../support/cli.ts';
import { manifest } from '../support/findings.ts';
import { inTemporaryFolder } from '../support/temporary.ts';
import { RUNS_HERE, tool } from '../support/tools.ts';

function text(...gvks: readonly string[]): AuditInput {
  return { file: 'it.yaml', text: gvks.map((gvk) => manifest(gvk)).join('---\n') };
}

describe('parseRange', () => {
  it('reads two releases', () => assert.deepEqual(parseRange('1.24..v1.30.2'), { from: '1.24', to: '1.30' }));

  it('refuses what is no range, is turned round, or lies beyond all that is known', () => {
    assert.throws(() => parseRange('1.24'), /not a range/);
    assert.throws(() => parseRange('1.24..1.25..1.26'), /not a range/);
    assert.throws(() => parseRange('1.30..1.24'), /write 1\.24\.\.1\.30/);
    assert.throws(() => parseRange('1.24..'), /not a Kubernetes release/);
    assert.throws(() => parseRange('1.24..9.99'), /beyond/);
  });
});

describe('auditRange', () => {
  it('finds what the end of the range no longer serves, and says where that begins', async () => {
    const report = await auditRange(text('batch/v1beta1 CronJob'), { from: '1.22', to: '1.26' });
    assert.equal(report.target, '1.26');
    assert.deepEqual(report.supports, { from: '1.22', to: '1.26' });
    assert.deepEqual(
      report.findings.map(({ rule, details }) => [rule, details.failsIn]),
      [['removed-api', ['1.25', '1.26']]],
    );
  });

  it('finds what only the beginning of the range does not serve, in place of what the Target says', async () => {
    const report = await auditRange(text('batch/v1 CronJob', 'v1 Service'), { from: '1.19', to: '1.24' });
    assert.deepEqual(
      report.findings.map(({ rule, severity, details }) => [rule, severity, details.failsIn]),
      [['unavailable-api', 'error', ['1.19', '1.20']]],
    );
    assert.deepEqual(report.summary.findings, { error: 1, warning: 0, note: 0 });
    assert.match(messageOf(report.findings[0] as never), /In the supported range, this concerns 1\.19 to 1\.20\.$/);
  });

  it('says of a chart that another release of the range could not be rendered for, and why', async function () {
    if (!RUNS_HERE) this.skip();
    this.timeout(60_000);
    await inTemporaryFolder(async (cwd) => {
      await mkdir(join(cwd, 'templates'));
      await writeFile(join(cwd, 'Chart.yaml'), 'apiVersion: v2\nname: quay\nversion: 0.1.0\nkubeVersion: "<1.26-0"\n');
      await writeFile(join(cwd, 'templates', 'job.yaml'), manifest('batch/v1 Job'));
      const render = { helm: tool('helm-4') };
      const { charts } = await auditRange('.', { from: '1.24', to: '1.27' }, { target: '1.25', cwd, render });
      assert.deepEqual(
        charts.map(({ rendered, renderings }) => [rendered, renderings.map(({ error }) => /v1\.26/.test(error ?? ''))]),
        [[true, [false, true]]],
      );
    });
  });

  it('keeps what the Target says where no release of the range fails', async () => {
    const report = await auditRange(text('batch/v1beta1 CronJob'), { from: '1.22', to: '1.24' });
    assert.deepEqual(
      report.findings.map(({ rule, details }) => [rule, details.failsIn]),
      [['deprecated-api', undefined]],
    );
  });

  it('finds nothing in a folder that is fine throughout', async () => {
    const options = { cwd: fixture('upgrade/fine-throughout') };
    assert.deepEqual((await auditRange('.', { from: '1.15', to: '1.36' }, options)).findings, []);
  });

  it('counts what is found by boundary, as in all', async () => {
    const text = 'apiVersion: v1\nkind: PersistentVolume\nmetadata: {name: quay}\nspec: {scaleIO: {system: crane}}\n';
    const { summary } = await auditRange({ file: 'quay.yaml', text }, { from: '1.20', to: '1.22' }, { target: '1.20' });
    assert.deepEqual(summary.findings, { error: 1, warning: 0, note: 0 });
    assert.deepEqual(summary.boundaries.provider.findings, summary.findings);
  });

  it('takes another Target than the end of the range', async () => {
    const report = await auditRange(text('batch/v1beta1 CronJob'), { from: '1.22', to: '1.24' }, { target: '1.26' });
    assert.equal(report.target, '1.26');
    assert.deepEqual(
      report.findings.map(({ rule, details }) => [rule, details.failsIn]),
      [['removed-api', []]],
    );
  });
});
