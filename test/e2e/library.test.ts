import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ROOT } from '../support/cli.ts';

/** Runs a module that imports the package by its name, as its users do, and gives what it printed as JSON. */
async function imported(module: string): Promise<unknown> {
  const args = ['--input-type=module', '--eval', module];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
  return JSON.parse(stdout);
}

describe("import from 'api-audit'", () => {
  it('audits a text without files and without the command line', async () => {
    const found = await imported(`
      import { audit, messageOf } from 'api-audit';
      const text = 'apiVersion: policy/v1beta1\\nkind: PodSecurityPolicy\\nmetadata: { name: tight }\\n';
      const { findings } = await audit({ file: 'psp.yaml', text }, { target: '1.25' });
      console.log(JSON.stringify(findings.map((finding) => [finding.rule, finding.location.line, messageOf(finding)])));
    `);
    assert.deepEqual(found, [
      [
        'removed-api',
        1,
        'Kubernetes 1.25 no longer serves policy/v1beta1 PodSecurityPolicy (deprecated since 1.21). ' +
          'No API takes its place; use Pod Security Admission.',
      ],
    ]);
  });

  it('gives findings as they come', async () => {
    const found = await imported(`
      import { audit } from 'api-audit';
      const rules = [];
      const objects = [{ apiVersion: 'extensions/v1beta1', kind: 'Ingress' }];
      for await (const { rule } of audit({ file: 'cluster', objects }, { target: '1.25' })) rules.push(rule);
      console.log(JSON.stringify(rules));
    `);
    assert.deepEqual(found, ['removed-api']);
  });

  it('answers questions about APIs', async () => {
    const answers = await imported(`
      import { Catalog, compareReleases, formatGvk, parseApiVersion, parseRelease, stabilityOf } from 'api-audit';
      const catalog = new Catalog();
      const gvk = { ...parseApiVersion('batch/v1beta1'), kind: 'CronJob' };
      const { serving, lifecycle, replacement } = catalog.state(gvk, parseRelease('v1.25.4'));
      console.log(JSON.stringify([serving, lifecycle, formatGvk(replacement), stabilityOf('v1beta1'), compareReleases('1.9', '1.10') < 0]));
    `);
    assert.deepEqual(answers, [
      'removed',
      { introduced: '1.8', deprecated: '1.21', removed: '1.25' },
      'batch/v1 CronJob',
      'beta',
      true,
    ]);
  });

  it('loads Snapshots, and judges by them', async () => {
    const answers = await imported(`
      import { audit, bundledReleases, loadSnapshot } from 'api-audit';
      const snapshot = loadSnapshot('1.21');
      const input = { file: 'web.yaml', text: 'apiVersion: extensions/v1beta1\\nkind: Ingress\\n' };
      const report = await audit(input, { snapshot });
      console.log(JSON.stringify([bundledReleases()[0], report.target, report.findings.map(({ rule }) => rule)]));
    `);
    assert.deepEqual(answers, ['1.0', '1.21', ['deprecated-api']]);
  });

  it('reports in every format, and throws an error of its own for a wrong Target', async () => {
    const answers = await imported(`
      import { ApiAuditError, audit, FORMATS, loadReporter, RULE_IDS, RULES } from 'api-audit';
      const text = '{ "apiVersion": "batch/v1beta1", "kind": "CronJob" }';
      const report = await audit({ file: 'a.yaml', text }, { target: '1.25' });
      const options = { tool: { name: 'mine', version: '1' }, width: 80, color: false, all: false };
      const texts = [];
      for (const format of FORMATS) texts.push((await loadReporter(format))(report, options).length > 0);
      const thrown = await audit([], { target: 'soon' }).then(() => null, (error) => error instanceof ApiAuditError);
      console.log(JSON.stringify([texts.every(Boolean), thrown, RULE_IDS.every((id) => id in RULES)]));
    `);
    assert.deepEqual(answers, [true, true, true]);
  });
});
