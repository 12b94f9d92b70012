import assert from 'node:assert/strict';
import type { Report } from '../../lib/model/report.ts';
import { htmlReporter } from '../../lib/report/html.ts';
import { auditTexts, manifest } from '../support/findings.ts';

const OPTIONS = { tool: { name: 'api-audit', version: '0' }, width: 80, color: false, all: false } as const;

function answer(report: Report): string {
  return /<p id="answer" class="answer (\w+)">([^<]*)</.exec(htmlReporter(report, OPTIONS))?.slice(1).join(': ') ?? '';
}

interface Data {
  readonly groups: readonly { readonly rule: string; readonly message: string; readonly copy: string | null }[];
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
    assert.match(await say('batch/v1beta1 CronJob'), /^warning: Nothing of 1 resource breaks .* 1 place needs care\.$/);
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
      groups.map(({ rule, copy }) => [rule, copy]),
      [
        ['removed-api', 'apiVersion: networking.k8s.io/v1\nkind: Ingress'],
        ['deprecated-api', 'apiVersion: batch/v1\nkind: CronJob'],
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

  it('is the same for the same input', async () => {
    const render = async () => htmlReporter(await auditTexts({ 'a.yaml': manifest('batch/v1beta1 CronJob') }), OPTIONS);
    assert.equal(await render(), await render());
  });
});
