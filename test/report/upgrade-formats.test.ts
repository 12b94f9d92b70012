import assert from 'node:assert/strict';
import { upgradeHtml } from '../../lib/report/upgrade-html.ts';
import { upgradeJson } from '../../lib/report/upgrade-json.ts';
import { upgradeMarkdown } from '../../lib/report/upgrade-markdown.ts';
import { upgradeTable } from '../../lib/report/upgrade-table.ts';
import { dryRun } from '../../lib/upgrade/dry-run.ts';
import { unreadOnWay, unrenderedOnWay } from '../../lib/upgrade/unread.ts';
import { githubPage } from '../support/github-page.ts';
import { HOSTILE, named, OPTIONS } from '../support/reports.ts';

function upgradeOf(files: Readonly<Record<string, string>>) {
  const inputs = Object.entries(files).map(([file, text]) => ({ file, text }));
  return dryRun(inputs, { from: '1.21', to: '1.25', source: true });
}

/** The brackets as they stand in the table, whatever Markdown writes for them. */
function unescaped(text: string): string {
  return text.replaceAll('&#40;', '(').replaceAll('&#41;', ')');
}

const PROGRAM = [
  "import { KubernetesObjectApi } from '@kubernetes/client-node';",
  "export const cron = { apiVersion: process.env.VERSION, kind: 'CronJob' };",
  '',
].join('\n');

describe('a dry run, in every format', () => {
  it('answers for programs, as for manifests', async () => {
    const program = (version: string) => `export const cron = { apiVersion: 'batch/${version}', kind: 'CronJob' };\n`;
    const broken = await upgradeOf({ 'a.ts': program('v1beta1') });
    const fine = await upgradeOf({ 'a.ts': program('v1') });
    for (const report of [upgradeTable, upgradeMarkdown, upgradeHtml]) {
      assert.match(report(broken, OPTIONS), /1\.21 to 1\.25 takes 1 edit in 1 place: the hop to 1\.25 is the first/);
      assert.match(report(fine, OPTIONS), /Nothing in 1 use in programs has to change from 1\.21 to 1\.25\./);
    }
  });

  it('names by its namespace alone what the server is to name', async () => {
    const text = 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {namespace: harbour, generateName: quay-}\n';
    const upgrade = await upgradeOf({ 'cron.yaml': text });
    for (const report of [upgradeTable, upgradeMarkdown, upgradeHtml]) {
      assert.match(report(upgrade, OPTIONS), /cron\.yaml:1 harbour(?!\/)/);
    }
  });

  it('says what could not be judged', async () => {
    const chart = 'apiVersion: {{ .Values.api }}\nkind: Deployment\n';
    const upgrade = await upgradeOf({ 'a.yaml': chart, 'b.ts': PROGRAM });
    for (const report of [upgradeTable, upgradeMarkdown]) {
      const text = report(upgrade, OPTIONS);
      assert.match(text, /^Not judged: 1 apiVersion or kind that a template computes\.$/m);
      assert.match(text, /^Not judged: 1 use in programs that only a run would tell\.$/m);
    }
    const page = upgradeHtml(upgrade, OPTIONS);
    assert.match(page, /<h2 id="not-judged-title">Not judged<\/h2>/);
    assert.match(
      page,
      /<h3>A template computes it<\/h3><ul><li><code>a\.yaml:1:13<\/code> <code>\{\{ \.Values\.api \}\}</,
    );
    assert.match(
      page,
      /<h3>Only a run of the program tells<\/h3><ul><li><code>b\.ts:2:35<\/code> <code>process\.env\.VERSION</,
    );
    const { computed, unresolved } = JSON.parse(upgradeJson(upgrade, OPTIONS));
    assert.deepEqual(
      [...computed, ...unresolved].map(({ file, line, text }) => [file, line, text]),
      [
        ['a.yaml', 1, '{{ .Values.api }}'],
        ['b.ts', 2, 'process.env.VERSION'],
      ],
    );
  });

  it('says at which releases a chart could not be rendered, and what could not be read at any', async () => {
    const upgrade = await upgradeOf({ 'a.yaml': named('batch/v1', 'CronJob', 'a') });
    const [first, second, ...rest] = upgrade.reports;
    assert.ok(first !== undefined && second !== undefined);
    const chart = (reason: string | null) => ({
      type: 'helm' as const,
      file: 'charts/web',
      name: 'web',
      rendered: reason === null,
      reason,
      renderings: [],
    });
    const error = { file: 'charts/web/templates/a.yaml', line: 3, column: 1, message: 'not YAML' };
    const reports = [
      { ...first, charts: [chart(null)] },
      { ...second, charts: [chart('it is not for 1.22')], errors: [error] },
      ...rest.map((report) => ({ ...report, charts: [chart('it is not for 1.23')], errors: [error] })),
    ];
    const told = { ...upgrade, reports, unread: unreadOnWay(reports), unrendered: unrenderedOnWay(reports) };
    for (const report of [upgradeTable, upgradeMarkdown, upgradeHtml])
      assert.match(
        report(told, OPTIONS),
        /Not rendered on 4 releases from 1\.22 to 1\.25, read as text: charts\/web: it is not for 1\.22\./,
      );
    const { errors, unrendered } = JSON.parse(upgradeJson(told, OPTIONS));
    assert.deepEqual(errors, [error]);
    assert.deepEqual(unrendered[0].releases, ['1.22', '1.23', '1.24', '1.25']);
  });

  it('says what has to be turned on first, and by which flag', async () => {
    const text = named('admissionregistration.k8s.io/v1beta1', 'MutatingAdmissionPolicy', 'a');
    const upgrade = await dryRun({ file: 'a.yaml', text }, { from: '1.33', to: '1.35' });
    for (const report of [upgradeTable, upgradeMarkdown, upgradeHtml]) {
      const words = unescaped(report(upgrade, { ...OPTIONS, width: 400 }));
      assert.match(words, /turn it on first \(--runtime-config=admissionregistration\.k8s\.io\/v1beta1=true\)\./);
      assert.match(words, /MutatingAdmissionPolicy begins to work where it is turned on/);
      assert.match(words, /Off by default, so turn these on: .*MutatingAdmissionPolicy \(1\.34–1\.38\)\./);
    }
  });

  it('says at the hop what is gone with it though nothing stops', async () => {
    const text = `${named('v1', 'Pod', 'a')}spec: { nodeSelector: { node-role.kubernetes.io/master: '' } }\n`;
    const upgrade = await upgradeOf({ 'a.yaml': text });
    for (const report of [upgradeTable, upgradeMarkdown, upgradeHtml])
      assert.match(
        unescaped(report(upgrade, { ...OPTIONS, width: 400 })),
        /1\.23 to 1\.24.*deprecated-label: label node-role\.kubernetes\.io\/master is gone \(1\)/s,
      );
    const { hops } = JSON.parse(upgradeJson(upgrade, OPTIONS));
    assert.deepEqual(
      hops.flatMap(({ to, warns }: { to: string; warns: { stage: string }[] }) =>
        warns.map(({ stage }) => [to, stage]),
      ),
      [['1.24', 'removed']],
    );
  });

  it('says nothing of that where all was judged', async () => {
    const upgrade = await upgradeOf({ 'a.yaml': named('batch/v1beta1', 'CronJob', 'a') });
    for (const report of [upgradeTable, upgradeMarkdown, upgradeHtml])
      assert.doesNotMatch(report(upgrade, OPTIONS), /Not judged/);
  });
});

describe('upgradeTable', () => {
  it('begins no line with a command of GitHub’s runner', async () => {
    const upgrade = await upgradeOf({ '::error::x.yaml': named('batch/v1beta1', 'CronJob', 'a') });
    const text = upgradeTable(upgrade, OPTIONS);
    assert.match(text, /^ +\\u003a:error::x\.yaml:1 a$/m);
    assert.doesNotMatch(text, /^\s*(?:::|##\[)/m);
  });
});

describe('upgradeMarkdown', () => {
  it('is a checklist that an issue holds, however much there is to do', async function () {
    this.timeout(60_000);
    const crons = Array.from({ length: 5000 }, (_, at) => named('batch/v1beta1', 'CronJob', `${HOSTILE}${at}`));
    const fields = Array.from({ length: 500 }, (_, at) => `  f${at}: a\n`).join('');
    const broken = Array.from({ length: 50 }, (_, at) => [
      `${'`'.repeat(5000)}${at}.yaml`,
      'apiVersion: v1\nkind: [\n',
    ]);
    const upgrade = await upgradeOf({
      ...Object.fromEntries(broken),
      'crons.yaml': crons.join('---\n'),
      'fields.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n${fields}`,
    });
    for (const all of [false, true]) {
      const text = upgradeMarkdown(upgrade, { ...OPTIONS, all });
      assert.ok(text.length < 65_536, `${text.length}`);
      const { items, html } = githubPage(text);
      assert.match(items.join('\n'), /^\.\.\. and \d+ more errors in reading$/m);
      assert.match(items.join('\n'), /^\.\.\. and \d+ more$/m);
      assert.doesNotMatch(html, /<a |<script/);
      assert.equal((html.match(/type="checkbox"/g) ?? []).length >= 5, true);
    }
  });
});
