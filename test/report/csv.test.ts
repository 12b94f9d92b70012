import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import type { Finding } from '../../lib/model/finding.ts';
import { csvReport } from '../../lib/report/csv.ts';
import { messageOf } from '../../lib/report/messages.ts';
import { whole } from '../../lib/report/reporter.ts';
import { HOSTILE_FILES, MIXED, manyFiles, named, OPTIONS, reportOf } from '../support/reports.ts';

const csvReporter = whole(csvReport);

/** What a reader of CSV gives its user: a record a row, by the names of the first line. It takes no row of another length. */
function read(text: string): Readonly<Record<string, string>>[] {
  return parse(text, { columns: true, record_delimiter: '\r\n' });
}

async function csvOf(files: Readonly<Record<string, string>>): Promise<string> {
  return csvReporter(await reportOf(files), OPTIONS);
}

describe('csvReporter', () => {
  it('writes a line of names, and a line a finding that a reader gives back as it is', async () => {
    const report = await reportOf(MIXED);
    const rows = read(csvReporter(report, OPTIONS));
    assert.equal(rows.length, 3);
    assert.deepEqual(rows[0], {
      file: 'a/cron.yaml',
      line: '1',
      column: '13',
      severity: 'error',
      rule: 'removed-api',
      apiVersion: 'batch/v1beta1',
      kind: 'CronJob',
      field: '',
      namespace: '',
      name: 'nightly',
      stability: 'beta',
      introduced: '1.8',
      deprecated: '1.21',
      removed: '1.25',
      replacement: 'batch/v1 CronJob',
      boundary: 'rest',
      via: 'resource',
      evidence: 'guide',
      message: messageOf(report.findings[0] as Finding),
    });
  });

  it('gives back quotes, commas and line feeds of names and messages', async () => {
    const name = 'one, "two"\nthree ""; \'four\'';
    const [row] = read(await csvOf({ 'x, "y".yaml': named('batch/v1beta1', 'CronJob', name) }));
    assert.deepEqual([row?.['name'], row?.['file']], [name, 'x, "y".yaml']);
  });

  it('shows what no cell should hold as an escape', async () => {
    const [row] = read(await csvOf({ 'x.yaml': named('batch/v1beta1', 'CronJob', 'a\r\nb\u001b[31m\u0000c') }));
    assert.equal(row?.['name'], 'a\\u000d\nb\\u001b[31m\\u0000c');
  });

  it('holds no command of GitHub’s runner', async () => {
    const text = named('batch/v1beta1', 'CronJob', 'a\n\n ::error::b\nx##[error]c\n::d');
    const csv = await csvOf({ '::error::x.yaml': text, ' ##[error]y.yaml': text });
    assert.doesNotMatch(csv, /^\s*::|##\[/m);
    const [row] = read(csv);
    assert.equal(row?.['file'], ' \\u0023#[error]y.yaml');
    assert.equal(row?.['name'], 'a\n\n \\u003a:error::b\nx\\u0023#[error]c\n\\u003a:d');
  });

  it('makes no formula of a name', async () => {
    for (const name of ['=1+1', '+1', '-1', '@x', '\tx', '\n=1', '＝1+1', '＋1', '－1', '＠x']) {
      const [row] = read(await csvOf({ 'x.yaml': named('batch/v1beta1', 'CronJob', name) }));
      assert.equal(row?.['name'], `'${name}`);
    }
    const [first] = read(await csvOf({ '=cmd().yaml': named('batch/v1beta1', 'CronJob', 'a') }));
    assert.equal(first?.['file'], "'=cmd().yaml");
  });

  it('has in one column what a finding is about below its API', async () => {
    const pod = [
      'apiVersion: v1',
      'kind: Pod',
      'metadata: {name: a, annotations: {seccomp.security.alpha.kubernetes.io/pod: runtime/default}}',
      'spec: {colour: red}',
      '---',
      'apiVersion: storage.k8s.io/v1',
      'kind: StorageClass',
      'metadata: {name: a}',
      'provisioner: kubernetes.io/glusterfs',
      '---',
      'apiVersion: kubelet.config.k8s.io/v1beta1',
      'kind: KubeletConfiguration',
      'featureGates: {DynamicKubeletConfig: true}',
    ];
    const rows = read(await csvOf({ 'x.yaml': `${pod.join('\n')}\n` }));
    const fields = Object.fromEntries(rows.map(({ rule, field }) => [rule, field]));
    assert.deepEqual(fields, {
      'beta-api': '',
      'deprecated-label': 'seccomp.security.alpha.kubernetes.io/pod',
      'unknown-field': 'spec.colour',
      'provider-api': 'kubernetes.io/glusterfs',
      'feature-gate': 'DynamicKubeletConfig',
    });
  });

  it('keeps to its columns whatever names hold, and however many there are', async () => {
    assert.equal(read(await csvOf(HOSTILE_FILES)).length, 1);
    const rows = read(await csvOf(manyFiles(5000)));
    assert.deepEqual(new Set(rows.map(({ name }) => name)).size, 5000);
  });

  it('has the line of names where there is no finding', async () => {
    assert.deepEqual(read(await csvOf({})), []);
    assert.match(await csvOf({}), /^file,line,[^\n]*\r\n$/);
  });
});
