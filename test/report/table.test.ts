import assert from 'node:assert/strict';
import type { AuditOptions } from '../../lib/audit.ts';
import { tableReporter } from '../../lib/report/table.ts';
import { auditTexts, manifest } from '../support/findings.ts';
import { berthCrd } from '../support/states.ts';

const OPTIONS = { tool: { name: 'api-audit', version: '1.2.3' }, width: 120, color: false, all: false };

async function table(
  texts: Readonly<Record<string, string>>,
  audit: AuditOptions,
  options: Partial<typeof OPTIONS> = {},
): Promise<string> {
  return tableReporter(await auditTexts(texts, audit), { ...OPTIONS, ...options });
}

/** The text without what frames it and what wrapping did to it. */
function flat(text: string): string {
  return text.replace(/[^\p{Letter}\p{Number}\p{Punctuation}\p{Symbol}]+|[\u2500-\u257f|+]/gu, ' ').replace(/ +/g, ' ');
}

function ingresses(number: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: number }, (_, at) => [
      `site-${String(at + 1).padStart(2, '0')}.yaml`,
      manifest('extensions/v1beta1 Ingress', `site-${at + 1}`),
    ]),
  );
}

const MIXED = {
  'a-berth.yaml': manifest('harbour.example/v1 Berth'),
  'b-cron.yaml': manifest('batch/v1beta1 CronJob'),
  'c-hpa.yaml': manifest('autoscaling/v2beta2 HorizontalPodAutoscaler'),
  'd-ingress.yaml': manifest('extensions/v1beta1 Ingress'),
  'e-web.yaml': manifest('apps/v1 Deployment'),
};

describe('tableReporter', () => {
  it('puts the worst first, whatever the order of the files', async () => {
    const text = await table(MIXED, { target: '1.24' });
    const places = ['d-ingress.yaml', 'b-cron.yaml', 'c-hpa.yaml', 'a-berth.yaml'].map((file) => text.indexOf(file));
    assert.ok(
      places.every((place) => place > 0),
      text,
    );
    assert.ok((places[0] as number) < Math.min(places[1] as number, places[2] as number));
    assert.ok((places[3] as number) > Math.max(places[1] as number, places[2] as number));
    assert.ok(!text.includes('e-web.yaml'));
  });

  it('says a thing once for all places of it, with line and name', async () => {
    const text = flat(await table(ingresses(3), { target: '1.25' }, { width: 200 }));
    assert.equal(text.split('1.22 removed it').length - 1, 1);
    for (const at of [1, 2, 3]) assert.ok(text.includes(`site-0${at}.yaml:1 site-${at}`), text);
  });

  it('names by its namespace alone what the server is to name', async () => {
    const text = 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {namespace: harbour, generateName: quay-}\n';
    assert.match(await table({ 'cron.yaml': text }, { target: '1.25' }), /cron\.yaml:1 harbour +│/);
  });

  it('shortens more than a few places, and says how many are left out', async () => {
    const short = await table(ingresses(40), { target: '1.25' });
    assert.equal([...short.matchAll(/site-\d\d\.yaml/g)].length, 5);
    assert.match(flat(short), /and 35 more/);
    const all = await table(ingresses(40), { target: '1.25' }, { all: true });
    assert.equal([...all.matchAll(/site-\d\d\.yaml/g)].length, 40);
    assert.doesNotMatch(all, /more \(/);
  });

  it('does not spend a line on leaving out one place', async () => {
    const text = await table(ingresses(6), { target: '1.25' });
    assert.equal([...text.matchAll(/site-\d\d\.yaml/g)].length, 6);
  });

  it('names the namespace where there is one, and marks templates', async () => {
    const texts = {
      'in.yaml': 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: { name: web, namespace: shop }\n',
      'chart.yaml': 'apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata:\n  name: {{ .Release.Name }}\n',
    };
    const text = flat(await table(texts, { target: '1.25' }, { width: 200 }));
    assert.match(text, /in\.yaml:1 shop\/web/);
    assert.match(text, /chart\.yaml:1.*\(template\)/);
  });

  for (const width of [120, 80, 60]) {
    it(`keeps the findings within ${width} columns`, async () => {
      const texts = { ...MIXED, [`${'deep/'.repeat(40)}it.yaml`]: manifest('policy/v1beta1 PodSecurityPolicy') };
      const text = await table(texts, { target: '1.25' }, { width });
      const lines = text.slice(0, text.indexOf('\nKubernetes 1.25: ')).split('\n');
      assert.ok(lines.length > 5);
      for (const line of lines) assert.ok(line.length <= width, line);
    });
  }

  it('has no colour unless it is asked for', async () => {
    assert.ok(!(await table(MIXED, { target: '1.24' })).includes('\u001b'));
  });

  it('shows every API in use only where all is asked for', async () => {
    assert.doesNotMatch(flat(await table(MIXED, { target: '1.24' })), /apps\/v1 Deployment/);
    assert.match(flat(await table(MIXED, { target: '1.24' }, { all: true })), /apps\/v1 Deployment ga 1 1\.9/);
  });

  it('sums up resources by stability, findings by severity, and files', async () => {
    const text = await table({ ...MIXED, 'values.yaml': 'replicas: 2\n' }, { target: '1.24' });
    assert.match(text, /Kubernetes 1\.24: 5 resources on 5 APIs: 1 GA, 3 beta, 0 alpha, 1 unknown\./);
    assert.match(text, /Findings: 1 error, 2 warnings, 1 note\./);
    assert.match(text, /Files: 6 = 5 audited \+ 1 passed over \+ 0 read as templates \+ 0 with errors\./);
  });

  it('says which releases after the Target take something away, soonest first', async () => {
    const text = await table(MIXED, { target: '1.24' });
    const cron = text.indexOf('1.25 removes batch/v1beta1 CronJob (1)');
    const hpa = text.indexOf('1.26 removes autoscaling/v2beta2 HorizontalPodAutoscaler (1)');
    assert.ok(cron > 0 && hpa > cron, text);
  });

  it('says what the releases on the way take away', async () => {
    const text = await table(MIXED, { target: '1.25', from: '1.20' });
    assert.match(text, /1\.22 removes extensions\/v1beta1 Ingress \(1\)/);
    assert.match(text, /1\.21 deprecates batch\/v1beta1 CronJob \(1\)/);
    assert.doesNotMatch(await table(MIXED, { target: '1.25' }), /On the way/);
  });

  it('does not call an input clean in which nothing was Kubernetes', async () => {
    const nothing = await table({ 'values.yaml': 'replicas: 2\n' }, { target: '1.25' });
    assert.match(nothing, /Nothing to audit: of 1 file, none holds a Kubernetes object/);
    assert.match(nothing, /Files: 1 = 0 audited \+ 1 passed over/);
    assert.match(await table({}, { target: '1.25' }), /Nothing to audit: no file was found/);
  });

  it('says at the end that something could not be read', async () => {
    const text = await table({ 'broken.yaml': 'apiVersion: v1\nkind: [\n' }, { target: '1.25' });
    assert.match(text, /1 with errors\./);
    assert.match(text, /Incomplete: 1 error while reading/);
  });

  it('says how many apiVersions a template computes', async () => {
    const text = await table({ 'chart.yaml': 'apiVersion: {{ .Values.api }}\nkind: Ingress\n' }, { target: '1.25' });
    assert.match(text, /Not judged: 1 apiVersion or kind that a template computes/);
  });

  it('begins with a caution where it rests on less than a released Snapshot', async () => {
    assert.match(await table(MIXED, { target: '1.38' }), /^The Snapshot of Kubernetes 1\.38 is preliminary/);
    assert.match(await table(MIXED, { target: '1.40' }), /^Kubernetes 1\.40 lies beyond the newest Snapshot/);
    assert.doesNotMatch(await table(MIXED, { target: '1.36' }), /caution|preliminary|beyond/i);
  });

  describe('makes hostile text visible that stands', () => {
    const visible = (text: string) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none of these may reach a terminal.
      assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
      assert.match(text, /\\u001b/);
    };

    it('in the name of a file', async () => {
      visible(await table({ 'a\u001b[2J.yaml': manifest('extensions/v1beta1 Ingress') }, { target: '1.25' }));
    });

    it('in the name of an object', async () => {
      const text = manifest('extensions/v1beta1 Ingress', '"a\\e[31m\\u202e"');
      visible(await table({ 'a.yaml': text }, { target: '1.25' }));
    });

    it('in a kind, also where every API in use is shown', async () => {
      const text = 'apiVersion: harbour.example/v1\nkind: "Berth\\e]0;gone\\a"\n';
      visible(await table({ 'a.yaml': text }, { target: '1.25' }, { all: true }));
    });

    it('in the versions and the warning of a CustomResourceDefinition, also where every API in use is shown', async () => {
      const crd = berthCrd([{ name: '"v1\\e[31m"' }, { name: 'v1beta1', deprecated: true, warning: 'go\\e[2J' }]);
      const texts = { 'crd.yaml': crd, 'berth.yaml': manifest('harbour.example/v1beta1 Berth') };
      visible(await table(texts, { target: '1.25' }));
      visible(await table(texts, { target: '1.25' }, { all: true }));
    });
  });

  it('gives the same bytes for the same report, and ends with a line feed', async () => {
    const report = await auditTexts(MIXED, { target: '1.24' });
    assert.equal(tableReporter(report, OPTIONS), tableReporter(report, OPTIONS));
    assert.match(tableReporter(report, OPTIONS), /[^\n]\n$/);
  });
});

describe('tableReporter in colour', () => {
  it('colours the severity and nothing else, whatever this process writes to', async () => {
    const colored = await table(MIXED, { target: '1.24' }, { color: true });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colour begins with an escape character.
    const painted = [...colored.matchAll(/\u001b\[\d+m([^\u001b]*)\u001b\[39m/g)].map(([, text]) => text?.trim());
    assert.deepEqual([...new Set(painted)].sort(), ['error', 'note', 'warning']);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colour begins with an escape character.
    assert.equal(colored.replace(/\u001b\[\d+m/g, ''), await table(MIXED, { target: '1.24' }));
  });
});
