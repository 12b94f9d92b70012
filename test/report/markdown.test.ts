import assert from 'node:assert/strict';
import { audit } from '../../lib/audit.ts';
import { markdownReporter } from '../../lib/report/markdown.ts';
import { printable } from '../../lib/report/text.ts';
import { githubPage } from '../support/github-page.ts';
import { HOSTILE, HOSTILE_FILES, MIXED, named, OPTIONS, reportOf } from '../support/reports.ts';

describe('markdownReporter', () => {
  it('says how many, what and where', async () => {
    const text = markdownReporter(await reportOf(MIXED), OPTIONS);
    assert.match(text, /^## API audit for Kubernetes 1\.25\n/);
    assert.match(text, /\*\*1 error, 1 warning, 1 note\*\* in 3 resources/);
    assert.match(text, /\| a\/cron\.yaml:1 nightly \|/);
    assert.match(text, /- not read: broken\.yaml:3/);
  });

  it('is a table and lists to what reads it as GitHub does, whatever names hold', async () => {
    const page = githubPage(markdownReporter(await reportOf({ ...MIXED, ...HOSTILE_FILES }), OPTIONS));
    assert.equal(page.rows.length, 3);
    assert.equal(page.items.length, 2);
    const shown = printable(HOSTILE);
    assert.deepEqual(page.rows[0]?.[2]?.split('\n').sort(), [`${shown}.yaml:1 ${shown}`, 'a/cron.yaml:1 nightly']);
  });

  it('lets no name mention people or refer to an issue', async () => {
    for (const name of ['@team', 'a@b', '#12', 'larkfield/shop#3'])
      for (const file of ['x.yaml', `${name}.yaml`]) {
        const text = markdownReporter(await reportOf({ [file]: named('batch/v1beta1', 'CronJob', name) }), OPTIONS);
        // Both are looked for in the page, where an escaped sign is the sign itself.
        assert.doesNotMatch(githubPage(text).html.replaceAll('&#x200B;', ''), /[@#](?!\u200b)/, name);
      }
  });

  it('lets no name be a link', async () => {
    for (const name of [
      'https://harbour.example/a',
      'HTTP://harbour.example',
      'www.harbour.example',
      'Www.harbour.example',
      'ftp://harbour.example',
      'team@harbour.example',
      '[a](b)',
      '![a](b)',
      '<https://harbour.example>',
      'mailto:a@b.example',
    ])
      assert.doesNotMatch(
        githubPage(markdownReporter(await reportOf({ 'x.yaml': named('batch/v1beta1', 'CronJob', name) }), OPTIONS))
          .html,
        /<(?:a|img) /,
        name,
      );
  });

  it('fits a comment on a pull request, and counts what it leaves out', async function () {
    this.timeout(60_000);
    const crons = Array.from({ length: 10_000 }, (_, at) => named('batch/v1beta1', 'CronJob', `w${at}`));
    const widgets = crons.map((_, at) => named('example.com/v1', `Widget${at}`, `w${at}`));
    const sorts = {
      'of many sorts': widgets,
      'of one, and of many': [...crons.slice(0, 5000), ...widgets.slice(0, 5000)],
    };
    for (const [sort, texts] of Object.entries(sorts)) {
      const report = await reportOf({ 'x.yaml': texts.join('---\n') });
      for (const all of [false, true]) {
        const text = markdownReporter(report, { ...OPTIONS, all });
        assert.ok(text.length < 65_536, `${sort}: ${text.length}`);
        const { rows, html } = githubPage(text);
        const places = rows.flatMap(([, , where = '']) => where.split('\n'));
        const counted = places.map((place) => Number(/^\.\.\. and (\d+) more$/.exec(place)?.[1] ?? 1));
        const left = Number(/and (\d+) more findings that did not fit/.exec(html)?.[1] ?? 0);
        assert.equal(
          counted.reduce((total, each) => total + each, left),
          10_000,
          sort,
        );
        assert.ok(rows.length > 0 && rows.every((row) => row.length === 3), sort);
      }
    }
  });

  it('fits it, too, where what could not be read has much to say', async () => {
    const broken = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`${'`'.repeat(20_000)}${at}.yaml`, 'apiVersion: v1\nkind: [\n']),
    );
    const text = markdownReporter(await reportOf({ ...broken, ...MIXED }), OPTIONS);
    assert.ok(text.length < 65_536, `${text.length}`);
    const { rows, items } = githubPage(text);
    assert.equal(rows.length, 3);
    assert.match(items.at(-1) as string, /^\.\.\. and \d+ more errors in reading$/);
  });

  it('counts what could not be judged', async () => {
    const program =
      "import { KubernetesObjectApi } from '@kubernetes/client-node';\nexport const cron = { apiVersion: process.env.V, kind: 'CronJob' };\n";
    const files = [
      { file: 'a.yaml', text: 'apiVersion: {{ .Values.api }}\nkind: Deployment\n' },
      { file: 'b.ts', text: program },
    ];
    const text = markdownReporter(await audit(files, { target: '1.25', source: true }), OPTIONS);
    assert.match(text, /^Not judged: 1 apiVersion or kind that a template computes\.$/m);
    assert.match(text, /^Not judged: 1 use in programs that only a run would tell\.$/m);
  });
});
