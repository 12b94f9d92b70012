import assert from 'node:assert/strict';
import type { Report } from '../../lib/model/report.ts';
import { messageOf } from '../../lib/report/messages.ts';
import { auditTexts } from '../support/findings.ts';

function of(text: string, options: object = {}): PromiseLike<Report> {
  return auditTexts({ 'a.yaml': text }, { target: '1.25', ...options });
}

function told({ findings }: Report): readonly string[] {
  return findings.map(({ rule, location, holder }) => `${location.line} ${rule} ${holder.name ?? ''}`.trim());
}

const JOB = (name: string, behind = '') =>
  `apiVersion: batch/v1beta1${behind}\nkind: CronJob\nmetadata:\n  name: ${name}\n`;

describe('a comment in a manifest', () => {
  it('suppresses what is found on its line, or on the line below it, and only there', async () => {
    const report = await of(
      `# api-audit: ignore removed-api -- moved in May\n${JOB('a')}---\n${JOB('b', ' # api-audit: ignore removed-api -- later')}---\n${JOB('c')}`,
    );
    assert.deepEqual(told(report), ['12 removed-api c']);
    assert.deepEqual(
      report.suppressed.map(({ finding, by }) => [finding.holder.name, by.type, by.reason, by.place?.line]),
      [
        ['a', 'comment', 'moved in May', 1],
        ['b', 'comment', 'later', 7],
      ],
    );
  });

  it('suppresses at a field and at a reference', async () => {
    const text = [
      'apiVersion: autoscaling/v2',
      'kind: HorizontalPodAutoscaler',
      'metadata: {name: web}',
      'spec:',
      '  scaleTargetRef:',
      '    # api-audit: ignore removed-api -- the old cluster',
      '    apiVersion: extensions/v1beta1',
      '    kind: Deployment',
      '    name: web',
      '  maxReplica: 3 # api-audit: ignore unknown-field -- a typo that we like',
      '',
    ].join('\n');
    const report = await of(text);
    assert.deepEqual(told(report), []);
    assert.deepEqual(report.suppressed.map(({ finding }) => finding.rule).sort(), ['removed-api', 'unknown-field']);
  });

  it('suppresses the rules that it names and no other', async () => {
    const report = await of(JOB('a', ' # api-audit: ignore beta-api deprecated-api, alpha-api -- no'));
    assert.deepEqual(told(report), ['1 removed-api a', '1 unused-suppression']);
    assert.match(
      messageOf(report.findings[1] as never),
      /no finding of deprecated-api or alpha-api or beta-api on the line/,
    );
  });

  it('suppresses what only the end of the input explains', async () => {
    const report = await of('# api-audit: ignore unknown-api -- ours\napiVersion: example.com/v1\nkind: Quay\n');
    assert.deepEqual(told(report), []);
    assert.equal(report.summary.suppressed, 1);
  });

  it('suppresses in a template that is read as text', async () => {
    const text = `{{- if .Values.jobs }}\n# api-audit: ignore removed-api -- later\n${JOB('{{ .Release.Name }}')}{{- end }}\n`;
    const report = await of(text);
    assert.deepEqual([told(report), report.summary.suppressed], [[], 1]);
  });

  it('is no comment in a text that a manifest holds', async () => {
    const text = `${JOB('a')}  annotations:\n    note: |\n      # api-audit: ignore beta-api -- no\n      b\n`;
    assert.deepEqual(told(await of(text)), ['1 removed-api a']);
  });

  // Where the time grows with the product of the two, the test does not come to its end.
  // What is known at once takes another way than what only the end of the input explains.
  for (const api of ['{apiVersion: batch/v1beta1, kind: CronJob', '{apiVersion: example.com/v1, kind: Quay']) {
    it(`suppresses very many findings of ${api}} on a line of which very many comments speak`, async () => {
      const many = 10_000;
      const items = Array.from({ length: many }, (_, at) => `${api}, metadata: {name: a${at}}}`);
      const comments = '# api-audit: ignore removed-api, unknown-api -- later\n'.repeat(many);
      const report = await of(`${comments}{apiVersion: v1, kind: List, items: [${items.join(', ')}]}\n`);
      assert.deepEqual([told(report), report.summary.suppressed], [[], many]);
    });
  }

  it('stands beside an annotation of the same object', async () => {
    const noted = [
      'apiVersion: autoscaling/v2beta2 # api-audit: ignore deprecated-api -- by comment',
      'kind: HorizontalPodAutoscaler',
      'metadata: {name: web, annotations: {api-audit.io/ignore: unknown-field -- by annotation}}',
      'spec: {maxReplica: 3}',
      '',
    ].join('\n');
    const report = await of(noted);
    assert.deepEqual(told(report), []);
    assert.deepEqual(
      report.suppressed.map(({ by }) => by.type),
      ['comment', 'annotation'],
    );
  });

  const faults: readonly (readonly [string, RegExp])[] = [
    ['ignore removed-api', /gives no reason\. Write it as '# api-audit: ignore removed-api -- why'/],
    ['ignore removed-api --', /gives no reason/],
    ['ignore -- because', /names no rule/],
    ['ignore', /names no rule/],
    ['ignore remove-api -- because', /no rule 'remove-api'\. Did you mean removed-api\?/],
    ['ingore removed-api -- because', /no word 'ingore'\. Did you mean ignore\?/],
  ];
  for (const [comment, message] of faults) {
    it(`has no effect and is reported where it says '${comment}'`, async () => {
      const report = await of(JOB('a', ` # api-audit: ${comment}`));
      assert.deepEqual(told(report), ['1 removed-api a', '1 unused-suppression']);
      assert.equal(report.findings[1]?.severity, 'note');
      assert.match(messageOf(report.findings[1] as never), message);
    });
  }

  it('that only speaks of the tool is left alone', async () => {
    assert.deepEqual(told(await of(JOB('a', ' # api-audit: see the wiki'))), ['1 removed-api a']);
  });

  it('has no say where the policy does not want it', async () => {
    const text = JOB('a', ' # api-audit: ignore removed-api -- later');
    assert.deepEqual(told(await of(text, { policy: { suppressionsInManifests: false } })), ['1 removed-api a']);
  });
});

describe('the annotation api-audit.io/ignore', () => {
  const annotated = (value: string) => `${JOB('a')}  annotations:\n    api-audit.io/ignore: ${value}\n`;

  it('suppresses all findings of its object', async () => {
    const text = `${annotated('removed-api, unknown-field -- later')}  labelz: {a: b}\n---\n${JOB('b')}`;
    const report = await of(text);
    assert.deepEqual(told(report), ['9 removed-api b']);
    assert.deepEqual(
      report.suppressed.map(({ by }) => `${by.type} ${by.reason} ${by.place?.line}`),
      ['annotation later 6'],
    );
  });

  it('may hold several lines, each with its own reason', async () => {
    const report = await of(annotated('|\n      beta-api -- one\n      removed-api -- two'));
    assert.deepEqual(told(report), ['7 unused-suppression']);
    assert.equal(report.suppressed[0]?.by.reason, 'two');
  });

  it('speaks for JSON, which has no comments', async () => {
    const annotations = { 'api-audit.io/ignore': 'removed-api -- later' };
    const object = { apiVersion: 'batch/v1beta1', kind: 'CronJob', metadata: { name: 'a', annotations } };
    const report = await auditTexts({ 'a.json': JSON.stringify(object) }, { target: '1.25' });
    assert.deepEqual([told(report), report.summary.suppressed], [[], 1]);
  });

  it('without a reason has no effect and is reported', async () => {
    const report = await of(annotated('removed-api'));
    assert.deepEqual(told(report), ['1 removed-api a', '6 unused-suppression']);
    assert.match(messageOf(report.findings[1] as never), /This annotation suppresses nothing.*'removed-api -- why'/);
  });
});
