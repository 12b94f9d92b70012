import assert from 'node:assert/strict';
import type { Report } from '../../lib/model/report.ts';
import { htmlReporter } from '../../lib/report/html.ts';
import { auditTexts, manifest } from '../support/findings.ts';

const OPTIONS = { tool: { name: 'api-audit', version: '0' }, width: 80, color: false, all: false } as const;

function answer(report: Report): string {
  return /<p id="answer" class="answer (\w+)">([^<]*)</.exec(htmlReporter(report, OPTIONS))?.slice(1).join(': ') ?? '';
}

interface Data {
  readonly groups: readonly {
    readonly rule: string;
    readonly message: string;
    readonly evidence: string;
    readonly copy: string | null;
  }[];
  readonly files: readonly string[];
  readonly places: readonly (readonly [number, number, number, number, string | null, string])[];
}

function dataOf(report: Report): Data {
  const text = /id="data">([\s\S]*?)<\/script>/.exec(htmlReporter(report, OPTIONS))?.[1];
  return JSON.parse(text ?? 'null') as Data;
}

describe('htmlReporter', () => {
  it('answers in one sentence', async () => {
    const say = async (gvk: string) => answer(await auditTexts({ 'a.yaml': manifest(gvk) }, { target: '1.24' }));
    assert.equal(await say('extensions/v1beta1 Ingress'), 'error: Kubernetes 1.24 breaks 1 place of 1 resource.');
    assert.match(await say('batch/v1beta1 CronJob'), /^warning: Nothing in 1 resource breaks .* 1 place needs care\.$/);
    assert.equal(await say('v1 Service'), 'ok: All that is known of 1 resource works on Kubernetes 1.24.');
    const unread = await auditTexts({ 'a.yaml': 'apiVersion: v1\nkind: [' }, { target: '1.24' });
    assert.equal(
      answer(unread),
      'error: Nothing to audit was found for Kubernetes 1.24, and 1 file could not be read.',
    );
  });

  it('puts what is the same together, the worst first, with what to write instead', async () => {
    const report = await auditTexts(
      {
        'a.yaml': `${manifest('batch/v1beta1 CronJob', 'one')}---\n${manifest('batch/v1beta1 CronJob', 'two')}`,
        'b.yaml': manifest('extensions/v1beta1 Ingress', 'web'),
      },
      { target: '1.24' },
    );
    const { groups, files, places } = dataOf(report);
    assert.deepEqual(
      groups.map(({ rule, evidence, copy }) => [rule, evidence, copy]),
      [
        ['removed-api', 'the deprecated API migration guide', 'apiVersion: networking.k8s.io/v1\nkind: Ingress'],
        ['deprecated-api', 'the deprecated API migration guide', 'apiVersion: batch/v1\nkind: CronJob'],
      ],
    );
    assert.deepEqual(
      places.map(([group, file, line, , namespace, holder]) => [group, files[file], line, namespace, holder]),
      [
        [0, 'b.yaml', 1, null, 'Ingress web'],
        [1, 'a.yaml', 1, null, 'CronJob one'],
        [1, 'a.yaml', 6, null, 'CronJob two'],
      ],
    );
  });

  it('has nothing to copy where the replacement is not served at the Target', async () => {
    const report = await auditTexts(
      { 'a.yaml': manifest('flowcontrol.apiserver.k8s.io/v1alpha1 FlowSchema') },
      { target: '1.21' },
    );
    const { groups } = dataOf(report);
    assert.ok(!groups.some(({ copy }) => copy?.includes('/v1\n') === true));
  });

  it('says what is suppressed, why and until when, and gives no all-clear for it', async () => {
    const allow = [{ api: 'batch/v1beta1', reason: 'they <move> soon', expires: '1.26' }];
    const report = await auditTexts(
      { 'a.yaml': manifest('batch/v1beta1 CronJob', 'nightly') },
      { target: '1.25', policy: { allow } },
    );
    assert.equal(
      answer(report),
      'warning: Nothing in 1 resource breaks on Kubernetes 1.25, except for 1 place that is suppressed.',
    );
    const page = htmlReporter(report, OPTIONS);
    const section = /<section id="suppressed"[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';
    for (const words of [
      'Suppressed: 1 finding, 1 by the policy.',
      'a.yaml:1 nightly',
      'removed-api',
      'Kubernetes 1.25 no longer serves batch/v1beta1 CronJob',
      'by the policy (until 1.26): they &lt;move&gt; soon',
    ])
      assert.ok(section.includes(words), `${words} is not in ${section}`);
  });

  it('counts what is suppressed beside what breaks, and names five hundred of it', async () => {
    const texts = { 'a.yaml': Array.from({ length: 502 }, () => manifest('batch/v1beta1 CronJob')).join('---\n') };
    const policy = { allow: [{ path: 'a.yaml', reason: 'soon', expires: 'never' }] };
    const all = await auditTexts({ ...texts, 'b.yaml': manifest('batch/v1beta1 CronJob') }, { target: '1.25', policy });
    assert.equal(
      answer(all),
      'error: Kubernetes 1.25 breaks 1 place of 503 resources, and 502 more that are suppressed.',
    );
    const page = htmlReporter(all, OPTIONS);
    assert.equal(page.match(/by the policy: soon/g)?.length, 500);
    assert.ok(page.includes('And 2 more: run with <code>--format json</code>.'));
  });

  it('is the same for the same input', async () => {
    const render = async () => htmlReporter(await auditTexts({ 'a.yaml': manifest('batch/v1beta1 CronJob') }), OPTIONS);
    assert.equal(await render(), await render());
  });
});
