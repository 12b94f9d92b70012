import assert from 'node:assert/strict';
import { Catalog } from '../lib/catalog/catalog.ts';
import { CrdApis } from '../lib/catalog/custom.ts';
import { judgedBy } from '../lib/catalog/target.ts';
import { Collector } from '../lib/collector.ts';
import { readText } from '../lib/input/read.ts';
import type { Finding } from '../lib/model/finding.ts';
import type { Report } from '../lib/model/report.ts';
import { manifest } from './support/findings.ts';
import { berthCrd } from './support/states.ts';

function collector(target: string, from: string | null = null) {
  const crds = new CrdApis();
  const catalog = new Catalog({ custom: crds });
  const made = new Collector({ catalog, crds, target, from, rules: {} });
  return {
    take: (file: string, text: string): Finding[] => [...made.take(readText(file, text))],
    settle: (): Finding[] => [...made.settle()],
    fail: made.fail.bind(made),
    report: (): Report => made.report(judgedBy(catalog, target)),
  };
}

const CRD = berthCrd([{ name: 'v1' }, { name: 'v1beta1', deprecated: true }]);

describe('Collector', () => {
  it('gives the findings of each reading as it takes it', () => {
    const { take, settle } = collector('1.25');
    assert.deepEqual(
      take('a.yaml', manifest('extensions/v1beta1 Ingress')).map(({ rule }) => rule),
      ['removed-api'],
    );
    assert.deepEqual(take('b.yaml', manifest('apps/v1 Deployment')), []);
    assert.deepEqual(settle(), []);
  });

  it('lets what only a CRD can explain wait', () => {
    const { take, settle } = collector('1.25');
    assert.deepEqual(take('a.yaml', manifest('harbour.example/v1beta1 Berth')), []);
    assert.deepEqual(take('crd.yaml', CRD), []);
    assert.deepEqual(
      settle().map(({ rule, evidence }) => [rule, evidence]),
      [['deprecated-api', 'crd']],
    );
    assert.deepEqual(settle(), []);
  });

  it('sums up the APIs in use, the least stable first', () => {
    const { take, settle, report } = collector('1.20');
    for (const gvk of [
      'apps/v1 Deployment',
      'batch/v2alpha1 CronJob',
      'v1 Pod',
      'batch/v1beta1 CronJob',
      'harbour.example/next Berth',
      'v1 Pod',
    ]) {
      take('a.yaml', manifest(gvk));
    }
    settle();
    const { apis, summary } = report();
    assert.deepEqual(
      apis.map(({ group, version, kind, count }) => `${group}/${version} ${kind} ${count}`),
      [
        'harbour.example/next Berth 1',
        'batch/v2alpha1 CronJob 1',
        'batch/v1beta1 CronJob 1',
        '/v1 Pod 2',
        'apps/v1 Deployment 1',
      ],
    );
    assert.deepEqual(summary.reliance, { ga: 3, beta: 1, alpha: 1, unknown: 1 });
    assert.equal(summary.resources, 6);
    assert.deepEqual(summary.findings, { error: 0, warning: 1, note: 2 });
  });

  it('counts an API that nothing knows as unknown, whatever the name of its version says', () => {
    const { take, settle, report } = collector('1.36');
    take('a.yaml', manifest('harbour.example/v1 Berth'));
    take('b.yaml', manifest('harbour.example/v1alpha1 Berth'));
    settle();
    assert.deepEqual(report().summary.reliance, { ga: 0, beta: 0, alpha: 0, unknown: 2 });
  });

  it('puts each file into one of four counts, the unread before all others', () => {
    const { take, fail, report } = collector('1.25');
    take('good.yaml', manifest('v1 Pod'));
    take('values.yaml', 'replicas: 1\n');
    take('chart.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {{ .Values.meta }}\n');
    take('half.yaml', `${manifest('v1 Pod')}---\napiVersion: v1\nkind: [\n`);
    fail([{ file: 'gone.yaml', line: 1, column: 1, message: 'does not exist' }]);
    const { summary, errors } = report();
    const { files, audited, passedOver, templates, unread } = summary;
    assert.deepEqual(
      { files, audited, passedOver, templates, unread },
      { files: 5, audited: 1, passedOver: 1, templates: 1, unread: 2 },
    );
    assert.deepEqual(
      errors.map(({ file }) => file),
      ['gone.yaml', 'half.yaml'],
    );
  });

  it('sorts findings by file, then by line and column as numbers', () => {
    const { take, report } = collector('1.25');
    const cron = manifest('batch/v1beta1 CronJob');
    take('b.yaml', cron);
    take('a.yaml', Array.from({ length: 4 }, () => cron).join('---\n'));
    take('B.yaml', cron);
    assert.deepEqual(
      report().findings.map(({ location }) => `${location.file}:${location.line}`),
      ['B.yaml:1', 'a.yaml:1', 'a.yaml:6', 'a.yaml:11', 'a.yaml:16', 'b.yaml:1'],
    );
  });

  it('leaves out of the losses what from itself already takes, and what goes after the Target', () => {
    const { take, report } = collector('1.24', '1.22');
    take('a.yaml', manifest('extensions/v1beta1 Ingress'));
    take('b.yaml', manifest('batch/v1beta1 CronJob'));
    take('c.yaml', manifest('autoscaling/v2beta2 HorizontalPodAutoscaler'));
    assert.deepEqual(
      report().between.map(({ release, removed, deprecated }) => [release, removed.length, deprecated.length]),
      [['1.23', 0, 1]],
    );
  });
});
