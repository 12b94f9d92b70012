import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../support/cli.ts';
import { runIn, withFiles } from '../support/run-in.ts';

const ROLE = 'apiVersion: rbac.authorization.k8s.io/v1beta1\nkind: Role\nmetadata: {name: clerk}\nrules: []\n';
const ALLOW = 'allow:\n  - {path: old, reason: it goes, expires: never}\n';

describe('the policy of a fix', () => {
  it('keeps what it allows as it is, says so, and does not count it as left to decide', () =>
    withFiles({ 'old/role.yaml': ROLE, 'new/role.yaml': ROLE, 'api-audit.yaml': ALLOW }, async (cwd) => {
      const { code, stderr } = await run(['fix', '--write'], { cwd });
      assert.equal(code, 0);
      assert.equal(
        stderr,
        'suppressed: old/role.yaml:1:1: rbac.authorization.k8s.io/v1beta1 Role stays: suppressed by the policy in api-audit.yaml:2: it goes\n' +
          '1 change made in 1 file, 0 things left to decide, 1 suppressed\n',
      );
      assert.equal(await readFile(join(cwd, 'old/role.yaml'), 'utf8'), ROLE);
      assert.equal(await readFile(join(cwd, 'new/role.yaml'), 'utf8'), ROLE.replace('v1beta1', 'v1'));
    }));

  it('is found upward from the paths, named by --config, and kept away by --config none', async () => {
    const files = { 'old/role.yaml': ROLE, 'api-audit.yaml': ALLOW, 'other.yaml': 'rules: {removed-api: off}\n' };
    const changed = async (folder: string, ...args: readonly string[]) =>
      /(\d+) changes? proposed/.exec((await runIn(files, folder, ['fix', ...args])).stderr)?.[1];
    assert.equal(await changed('old'), '0');
    assert.equal(await changed('old', '--config', 'none'), '1');
    assert.equal(await changed('.', '--config', 'other.yaml'), '0');
    assert.equal(await changed('.', '--config', 'none', '--rule', 'removed-api=off'), '0');
    assert.match((await runIn(files, '.', ['fix', '--verbose'])).stderr, /^configuration: api-audit\.yaml$/m);
  });

  it('says what to fix for, and gives way to flags', async () => {
    const job = 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: a}\nspec:\n  schedule: "@daily"\n';
    const text = `${job}  jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: a}]}}}}\n`;
    const patch = async (config: string, ...flags: readonly string[]) =>
      (await runIn({ 'job.yaml': text, 'api-audit.yaml': config }, '.', ['fix', ...flags])).stdout;
    assert.equal(await patch('target: 1.20\n'), '');
    assert.match(await patch('target: 1.20\n', '--target', '1.25'), /^\+apiVersion: batch\/v1$/m);
    assert.equal(await patch('supports: 1.20..1.24\n'), '');
    assert.match(await patch('supports: 1.20..1.24\n', '--supports', '1.21..1.24'), /^\+apiVersion: batch\/v1$/m);
  });
});
