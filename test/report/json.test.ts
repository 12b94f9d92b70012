import assert from 'node:assert/strict';
import type { AuditOptions } from '../../lib/audit.ts';
import { jsonReport } from '../../lib/report/json.ts';
import { messageOf } from '../../lib/report/messages.ts';
import { whole } from '../../lib/report/reporter.ts';
import { auditTexts, manifest } from '../support/findings.ts';

const jsonReporter = whole(jsonReport);

const OPTIONS = { tool: { name: 'api-audit', version: '1.2.3' }, width: 80, color: false, all: false };
const GVK = ['group', 'version', 'kind'];

const TEXTS = {
  'old/ingress.yaml': manifest('extensions/v1beta1 Ingress', 'harbour'),
  'old/psp.yaml': manifest('policy/v1beta1 PodSecurityPolicy', 'tight'),
  'web.yaml': manifest('apps/v1 Deployment', 'web'),
  'berth.yaml': manifest('harbour.example/v1 Berth', 'seven'),
  'broken.yaml': 'apiVersion: v1\nkind: [\n',
  'chart.yaml': 'apiVersion: {{ .Values.api }}\nkind: Ingress\n',
  'compose.yaml': 'services: {}\n',
};

async function parsed(options: AuditOptions = { target: '1.25', from: '1.20' }) {
  const report = await auditTexts(TEXTS, options);
  const text = jsonReporter(report, OPTIONS);
  return { report, text, value: JSON.parse(text) };
}

describe('jsonReporter', () => {
  it('is one object with the keys of the contract, then those that were added to it', async () => {
    const { value } = await parsed();
    const contract = ['schemaVersion', 'tool', 'target', 'snapshot', 'summary', 'apis', 'findings', 'errors'];
    assert.deepEqual(
      Object.keys(value).sort(),
      [...contract, 'between', 'computed', 'unresolved', 'suppressed'].sort(),
    );
    assert.equal(value.schemaVersion, 1);
    assert.deepEqual(value.tool, { name: 'api-audit', version: '1.2.3' });
    assert.equal(value.target, '1.25');
  });

  it('says what it was judged by', async () => {
    const { value } = await parsed();
    assert.deepEqual(Object.keys(value.snapshot), ['release', 'sha256', 'standing']);
    assert.equal(value.snapshot.release, '1.25');
    assert.match(value.snapshot.sha256, /^[0-9a-f]{64}$/);
    assert.equal(value.snapshot.standing, 'released');
  });

  it('has a summary in which the files add up', async () => {
    const { summary } = (await parsed()).value;
    const contract = [
      'files',
      'documents',
      'resources',
      'references',
      'templates',
      'passedOver',
      'unread',
      'reliance',
      'findings',
    ];
    assert.deepEqual(
      Object.keys(summary).sort(),
      [...contract, 'audited', 'uses', 'boundaries', 'underneath', 'suppressed'].sort(),
    );
    assert.deepEqual(Object.keys(summary.reliance), ['ga', 'beta', 'alpha', 'unknown']);
    assert.deepEqual(Object.keys(summary.findings), ['error', 'warning', 'note']);
    assert.equal(summary.files, 7);
    assert.equal(summary.files, summary.audited + summary.passedOver + summary.templates + summary.unread);
  });

  it('has every API in use', async () => {
    const { apis } = (await parsed()).value;
    const keys = [...GVK, 'stability', 'boundary', 'count', 'lifecycle', 'replacement', 'enabledByDefault'];
    for (const api of apis) {
      assert.deepEqual(Object.keys(api), keys);
      assert.deepEqual(Object.keys(api.lifecycle), ['introduced', 'deprecated', 'removed']);
    }
    const ingress = apis.find(({ kind }: { kind: string }) => kind === 'Ingress');
    assert.deepEqual(ingress, {
      group: 'extensions',
      version: 'v1beta1',
      kind: 'Ingress',
      stability: 'beta',
      boundary: 'rest',
      count: 1,
      lifecycle: { introduced: '1.1', deprecated: '1.14', removed: '1.22' },
      replacement: { group: 'networking.k8s.io', version: 'v1', kind: 'Ingress' },
      enabledByDefault: true,
    });
  });

  it('has each finding with the keys of the contract and nothing else', async () => {
    const { findings } = (await parsed()).value;
    assert.equal(findings.length, 3);
    for (const finding of findings) {
      assert.deepEqual(Object.keys(finding), [
        'rule',
        'severity',
        'message',
        'boundary',
        'via',
        'subject',
        'holder',
        'location',
        'stability',
        'lifecycle',
        'replacement',
        'evidence',
      ]);
      assert.deepEqual(Object.keys(finding.subject), GVK);
      assert.deepEqual(Object.keys(finding.holder), ['apiVersion', 'kind', 'namespace', 'name']);
      assert.deepEqual(Object.keys(finding.location), ['file', 'line', 'column', 'document', 'path']);
      assert.deepEqual(Object.keys(finding.lifecycle), ['introduced', 'deprecated', 'removed']);
      if (finding.replacement !== null) assert.deepEqual(Object.keys(finding.replacement), GVK);
    }
  });

  it('gives the sentence that people read as the message', async () => {
    const { report, value } = await parsed();
    assert.deepEqual(
      value.findings.map(({ message }: { message: string }) => message),
      report.findings.map(messageOf),
    );
  });

  it('says null, and not nothing, where there is no replacement, namespace or release', async () => {
    const { findings } = (await parsed()).value;
    const [berth] = findings;
    assert.equal(berth.rule, 'unknown-api');
    assert.equal(berth.replacement, null);
    assert.equal(berth.holder.namespace, null);
    assert.deepEqual(berth.lifecycle, { introduced: null, deprecated: null, removed: null });
  });

  it('has what each release between takes away', async () => {
    const { between } = (await parsed()).value;
    assert.deepEqual(
      between.map(({ release }: { release: string }) => release),
      ['1.21', '1.22', '1.25'],
    );
    for (const losses of between) {
      assert.deepEqual(Object.keys(losses), ['release', 'removed', 'deprecated']);
      for (const use of [...losses.removed, ...losses.deprecated])
        assert.deepEqual(Object.keys(use), [...GVK, 'count']);
    }
    assert.deepEqual((await parsed({ target: '1.25' })).value.between, []);
  });

  it('has errors and computed apiVersions with their places', async () => {
    const { errors, computed } = (await parsed()).value;
    assert.equal(errors.length, 1);
    assert.deepEqual(Object.keys(errors[0]), ['file', 'line', 'column', 'message']);
    assert.equal(errors[0].file, 'broken.yaml');
    assert.equal(computed.length, 1);
    assert.deepEqual(Object.keys(computed[0]), ['file', 'line', 'column', 'text']);
    assert.equal(computed[0].file, 'chart.yaml');
  });

  it('ends with a line feed, and holds no absolute path', async () => {
    const { text } = await parsed();
    assert.ok(text.endsWith('}\n'));
    assert.ok(!text.includes(process.cwd()));
  });

  it('keeps hostile names as data', async () => {
    const name = 'a\u001b[31m"b';
    const report = await auditTexts({ [name]: manifest('extensions/v1beta1 Ingress') }, { target: '1.25' });
    const text = jsonReporter(report, OPTIONS);
    assert.ok(!text.includes('\u001b'));
    assert.equal(JSON.parse(text).findings[0].location.file, name);
  });
});
