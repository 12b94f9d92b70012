import assert from 'node:assert/strict';
import { audit } from '../../lib/audit.ts';
import { ApiAuditError } from '../../lib/model/errors.ts';
import type { RuleId } from '../../lib/model/finding.ts';
import type { Report } from '../../lib/model/report.ts';
import type { Allow, Policy } from '../../lib/policy/policy.ts';
import { messageOf } from '../../lib/report/messages.ts';
import { auditRange } from '../../lib/upgrade/supports.ts';
import { auditTexts } from '../support/findings.ts';

const CRON_JOB = 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: nightly, namespace: jobs}\n';
const BUDGET = 'apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nmetadata: {name: web}\n';
const FILES = { 'legacy/cron.yaml': CRON_JOB, 'apps/budget.yaml': BUDGET };

function told({ findings }: Report): readonly string[] {
  return findings.map(({ rule, severity, location }) => `${location.file}:${location.line} ${rule} ${severity}`);
}

function quiet({ suppressed }: Report): readonly string[] {
  return suppressed.map(({ finding, by }) => `${finding.location.file} ${finding.rule} ${by.type} ${by.reason}`);
}

function allowing(...allow: readonly Partial<Allow>[]): Policy {
  return { allow: allow.map((entry) => ({ reason: 'why', expires: 'never', ...entry })) };
}

describe('a policy that allows', () => {
  const conditions: readonly Partial<Allow>[] = [
    { api: 'batch/v1beta1/CronJob' },
    { api: 'batch/*/CronJob' },
    { api: 'CronJob' },
    { path: 'legacy' },
    { path: '**/cron.yaml' },
    { namespace: 'job*' },
    { rule: 'removed-api', api: 'batch' },
  ];
  for (const condition of conditions) {
    it(`suppresses what matches ${JSON.stringify(condition)}, and nothing else`, async () => {
      const report = await auditTexts(FILES, { target: '1.25', policy: allowing(condition) });
      assert.deepEqual(told(report), ['apps/budget.yaml:1 removed-api error']);
      assert.deepEqual(quiet(report), ['legacy/cron.yaml removed-api allow why']);
      assert.deepEqual(report.summary.findings, { error: 1, warning: 0, note: 0 });
      assert.equal(report.summary.suppressed, 1);
    });
  }

  it('wants all conditions of an entry to match, and reports an entry that nothing matches', async () => {
    const policy = allowing({ api: 'batch/v1beta1/CronJob', namespace: 'web', path: 'legacy' });
    assert.deepEqual(told(await auditTexts(FILES, { target: '1.25', policy })), [
      'apps/budget.yaml:1 removed-api error',
      'legacy/cron.yaml:1 removed-api error',
      'policy:1 unused-suppression note',
    ]);
  });

  it('does not report an entry for files that were not audited', async () => {
    const policy = allowing({ path: 'elsewhere' });
    assert.deepEqual(told(await auditTexts({ 'apps/budget.yaml': BUDGET }, { target: '1.25', policy })), [
      'apps/budget.yaml:1 removed-api error',
    ]);
  });

  it('suppresses by field and by gate', async () => {
    const text = [
      'apiVersion: v1',
      'kind: Pod',
      'metadata: {name: web}',
      'spec:',
      '  serviceAccount: web',
      '  containers: [{name: a, image: b, command: [kubelet, "--feature-gates=InPlacePodVerticalScaling=true"]}]',
      '',
    ].join('\n');
    const before = await auditTexts({ 'a.yaml': text }, { target: '1.30' });
    assert.deepEqual(before.findings.map(({ rule }) => rule).sort(), ['deprecated-field', 'feature-gate']);
    const policy = allowing({ field: 'spec.serviceAc*' }, { gate: 'InPlacePod*' });
    const report = await auditTexts({ 'a.yaml': text }, { target: '1.30', policy });
    assert.deepEqual(told(report), []);
    assert.equal(report.suppressed.length, 2);
  });

  it('counts paths from its own folder, wherever the audit is run', async () => {
    const policy = { ...allowing({ path: 'team/legacy' }), root: '/repo' };
    const report = await audit(
      { file: 'legacy/cron.yaml', text: CRON_JOB },
      { target: '1.25', policy, cwd: '/repo/team' },
    );
    assert.equal(report.summary.suppressed, 1);
    const above = await audit(
      { file: 'repo/team/legacy/cron.yaml', text: CRON_JOB },
      { target: '1.25', policy, cwd: '/' },
    );
    assert.equal(above.summary.suppressed, 1);
  });

  it('gives findings as they come without those that are suppressed', async () => {
    const files = [];
    const inputs = Object.entries(FILES).map(([file, text]) => ({ file, text }));
    for await (const { location } of audit(inputs, { target: '1.25', policy: allowing({ path: 'legacy' }) })) {
      files.push(location.file);
    }
    assert.deepEqual(files, ['apps/budget.yaml']);
  });
});

describe('an entry that expires', () => {
  const at = (expires: string, target: string, today?: string) =>
    auditTexts(FILES, {
      target,
      policy: allowing({ path: 'legacy', expires }),
      ...(today === undefined ? {} : { today }),
    });

  it('holds for Targets before its release, and is a finding from there on', async () => {
    assert.equal((await at('1.27', '1.26')).summary.suppressed, 1);
    const report = await at('1.26', '1.26');
    assert.deepEqual(told(report), [
      'apps/budget.yaml:1 removed-api error',
      'legacy/cron.yaml:1 removed-api error',
      'policy:1 expired-allow warning',
    ]);
    const { findings, summary } = report;
    assert.equal(summary.suppressed, 0);
    const expired = findings.find(({ rule }) => rule === 'expired-allow');
    assert.ok(expired);
    assert.equal(expired.severity, 'warning');
    assert.match(messageOf(expired), /"why"\) expired with Kubernetes 1\.26/);
  });

  it('orders releases by number', async () => assert.equal((await at('1.100', '1.26')).summary.suppressed, 1));

  it('holds on the days before its day', async () => {
    assert.equal((await at('2026-03-01', '1.26', '2026-02-28')).summary.suppressed, 1);
    const { findings } = await at('2026-03-01', '1.26', '2026-03-01');
    const expired = findings.find(({ rule }) => rule === 'expired-allow');
    assert.ok(expired);
    assert.match(messageOf(expired), /expired on 2026-03-01/);
  });

  it('on a day wants to know which day it is, for it has no clock', async () => {
    await assert.rejects(async () => at('2026-03-01', '1.26'), /say what day it is/);
  });

  it('refuses a day that is none, for as a text it may come before any other', async () => {
    for (const today of ['01.01.2028', '2028-02-31', '']) {
      await assert.rejects(
        async () => at('2026-03-01', '1.26', today),
        (error) => error instanceof ApiAuditError && error.message.includes(`The option 'today' is '${today}'`),
      );
    }
  });

  const wrong: readonly (readonly [Partial<Allow>, RegExp])[] = [
    [{}, /allows everything/],
    [{ path: 'a', reason: ' ' }, /empty 'reason'/],
    [{ path: '' }, /has an empty 'path'/],
    [{ path: 'a', namespace: '' }, /has an empty 'namespace'/],
    [{ rule: 'removed' as RuleId }, /has a 'rule' that there is not: 'removed'/],
    [{ path: 'a', expires: 'soon' }, /expires at 'soon'/],
    [{ path: 'a', expires: '2026-02-31' }, /expires at '2026-02-31'/],
    [{ api: 'a/b/c/d' }, /an 'api' that is none/],
  ];
  for (const [entry, message] of wrong) {
    it(`is refused as ${JSON.stringify(entry)}`, async () => {
      await assert.rejects(
        async () => auditTexts(FILES, { policy: allowing(entry) }),
        (error) => {
          assert.ok(error instanceof ApiAuditError);
          assert.match(error.message, message);
          return true;
        },
      );
    });
  }
});

describe('a policy with overrides', () => {
  const policy: Policy = {
    rules: { 'removed-api': 'warning' },
    overrides: [
      { paths: ['legacy'], rules: { 'removed-api': 'note' } },
      { namespaces: ['jobs'], paths: ['legacy'], rules: { 'removed-api': 'off' } },
      { namespaces: ['web'], rules: { 'removed-api': 'error' } },
    ],
  };

  it('judges each path and namespace by the last override for it', async () => {
    const files = { ...FILES, 'legacy/budget.yaml': BUDGET, 'apps/cron.yaml': CRON_JOB };
    assert.deepEqual(told(await auditTexts(files, { target: '1.25', policy })), [
      'apps/budget.yaml:1 removed-api warning',
      'apps/cron.yaml:1 removed-api warning',
      'legacy/budget.yaml:1 removed-api note',
    ]);
  });

  it('takes an object that names no namespace for one of none', async () => {
    const overrides = [{ namespaces: ['*'], rules: { 'removed-api': 'off' } }] as const;
    assert.deepEqual(told(await auditTexts(FILES, { target: '1.25', policy: { overrides } })), [
      'apps/budget.yaml:1 removed-api error',
    ]);
  });

  it('is held to at references, and for the libraries of programs', async () => {
    const scaler = 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec:\n';
    const files = {
      'legacy/hpa.yaml': `${scaler}  scaleTargetRef: {apiVersion: extensions/v1beta1, kind: Deployment, name: a}\n`,
      'legacy/package.json': '{"dependencies": {"@kubernetes/client-node": "0.10.0"}}\n',
    };
    const of = async (overrides: Policy['overrides']) =>
      told(await auditTexts(files, { target: '1.25', policy: { overrides: overrides ?? [] } })).map((line) =>
        line.replace(/^.*?:\d+ /, ''),
      );
    const before = await of([]);
    assert.ok(before.includes('client-library warning'), before.join());
    const rules = { 'removed-api': 'note', 'client-library': 'note' } as const;
    const after = await of([{ paths: ['legacy'], rules }]);
    assert.ok(after.includes('client-library note') && after.includes('removed-api note'), after.join());
  });

  it('gives way to the rules that a caller wants', async () => {
    const report = await auditTexts(FILES, { target: '1.25', policy, rules: { 'removed-api': 'error' } });
    assert.deepEqual(told(report), ['apps/budget.yaml:1 removed-api error', 'legacy/cron.yaml:1 removed-api error']);
  });

  it('is held to in programs too', async () => {
    const text = "const url = '/apis/batch/v1beta1/cronjobs';\n";
    const rules = { 'removed-api': 'note' } as const;
    const { findings } = await auditTexts(
      { 'src/a.ts': text, 'old/a.ts': text },
      { target: '1.25', policy: { overrides: [{ paths: ['old'], rules }] } },
    );
    assert.deepEqual(
      findings.map(({ location, severity }) => `${location.file} ${severity}`),
      ['old/a.ts note', 'src/a.ts error'],
    );
  });
});

describe('an audit for a range of releases', () => {
  it('suppresses at every release, and tells once of what is of no use', async () => {
    const inputs = Object.entries(FILES).map(([file, text]) => ({ file, text }));
    const policy = allowing({ path: 'legacy' }, { rule: 'alpha-api' });
    const report = await auditRange(inputs, { from: '1.24', to: '1.26' }, { policy });
    assert.deepEqual(told(report), ['apps/budget.yaml:1 removed-api error', 'policy:1 unused-suppression note']);
    assert.deepEqual(quiet(report), ['legacy/cron.yaml removed-api allow why']);
    assert.equal(report.summary.suppressed, 1);
    assert.deepEqual(report.summary.findings, { error: 1, warning: 0, note: 1 });
  });

  it('tells of what only another release would find, that it is suppressed', async () => {
    const ingress = 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\n';
    const report = await auditRange(
      { file: 'a.yaml', text: ingress },
      { from: '1.18', to: '1.20' },
      { policy: allowing({ path: 'a.yaml' }) },
    );
    assert.deepEqual(told(report), []);
    assert.deepEqual(quiet(report), ['a.yaml unavailable-api allow why']);
  });
});
