import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../support/cli.ts';
import { inTemporaryFolder } from '../support/temporary.ts';
import { RUNS_HERE, toolPath } from '../support/tools.ts';

const TEMPLATE = [
  '{{- range .Values.jobs }}',
  '---',
  '# api-audit: ignore removed-api -- they move',
  'apiVersion: batch/v1beta1',
  'kind: CronJob',
  'metadata:',
  '  name: {{ . }}',
  '{{- end }}',
  '---',
  'apiVersion: policy/v1beta1 # api-audit: ignore alpha-api -- it is not',
  'kind: PodDisruptionBudget',
  'metadata: {name: web}',
  '',
].join('\n');

describe('a comment in the template of a chart', () => {
  const told = (helm: string, template = TEMPLATE) =>
    inTemporaryFolder(async (folder) => {
      await mkdir(join(folder, 'chart', 'templates'), { recursive: true });
      await writeFile(join(folder, 'chart', 'Chart.yaml'), 'apiVersion: v2\nname: jobs\nversion: 1.0.0\n');
      await writeFile(join(folder, 'chart', 'values.yaml'), 'jobs: [a, b]\n');
      await writeFile(join(folder, 'chart', 'templates', 'jobs.yaml'), template);
      const args = ['chart', '--target', '1.25', '--config', 'none', '--format', 'json', '--helm', helm];
      const { findings, suppressed } = JSON.parse((await run(args, { cwd: folder })).stdout);
      const places = suppressed.map(
        ({ suppressedBy: { place } }: { suppressedBy: { place: { line: number; column: number } } }) =>
          `${place.line}:${place.column}`,
      );
      const line = ({ rule, location }: { rule: string; location: { line: number } }) => `${location.line} ${rule}`;
      return { findings: findings.map(line).sort(), suppressed: suppressed.map(line), places };
    });

  it('suppresses in what Helm prints of it, every time', async function () {
    if (!RUNS_HERE) this.skip();
    const { findings, suppressed } = await told(toolPath('helm-3'));
    assert.deepEqual(suppressed, ['4 removed-api', '4 removed-api']);
    assert.deepEqual(findings, ['10 removed-api', '10 unused-suppression']);
  });

  it('suppresses where the template is read as text', async () => {
    const { findings, suppressed } = await told('none');
    assert.deepEqual(suppressed, ['4 removed-api']);
    assert.deepEqual(findings, ['10 removed-api', '10 unused-suppression']);
  });

  it('is told where it stands, however often it is said', async function () {
    if (!RUNS_HERE) this.skip();
    const job = (name: string) => `kind: CronJob\nmetadata: {name: ${name}}\n`;
    const above = `# api-audit: ignore removed-api -- they move\napiVersion: batch/v1beta1\n`;
    const behind = `apiVersion: batch/v1beta1 # api-audit: ignore removed-api -- they move\n`;
    const template = [above + job('one'), behind + job('two'), above + job('three')].join('---\n');
    for (const helm of [toolPath('helm-3'), 'none'])
      assert.deepEqual((await told(helm, template)).places, ['1:1', '6:27', '10:1']);
  });
});
