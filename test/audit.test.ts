import assert from 'node:assert/strict';
import type { AuditInput, AuditOptions } from '../lib/audit.ts';
import { audit } from '../lib/audit.ts';
import { ApiAuditError } from '../lib/model/errors.ts';
import type { Finding } from '../lib/model/finding.ts';
import { formatGvk } from '../lib/model/gvk.ts';
import type { Report } from '../lib/model/report.ts';
import { loadSnapshot } from '../lib/snapshot/store.ts';
import { fixture } from './support/cli.ts';
import { manifest } from './support/findings.ts';
import { berthCrd } from './support/states.ts';

const INGRESS: AuditInput = { file: 'ingress.yaml', text: manifest('extensions/v1beta1 Ingress', 'web') };
const CRON: AuditInput = { file: 'cron.yaml', text: manifest('batch/v1beta1 CronJob', 'tides') };
const BERTH: AuditInput = { file: 'berth.yaml', text: manifest('harbour.example/v1beta1 Berth', 'seven') };
const CRD: AuditInput = { file: 'crd.yaml', text: berthCrd([{ name: 'v1beta1', deprecated: true }, { name: 'v1' }]) };

/** `rule file:line` of each finding, in order. */
function told({ findings }: Report): string[] {
  return findings.map(({ rule, location }) => `${rule} ${location.file}:${location.line}`);
}

describe('audit, awaited', () => {
  it('gives the whole report', async () => {
    const report = await audit([INGRESS, CRON], { target: '1.25' });
    assert.equal(report.target, '1.25');
    assert.deepEqual(told(report), ['removed-api cron.yaml:1', 'removed-api ingress.yaml:1']);
    assert.equal(report.summary.resources, 2);
    assert.deepEqual(report.errors, []);
  });

  it('takes one input as well as several', async () => {
    assert.deepEqual(told(await audit(INGRESS, { target: '1.25' })), ['removed-api ingress.yaml:1']);
    assert.deepEqual((await audit([], { target: '1.25' })).summary.files, 0);
  });

  it('audits for the newest release that is not preliminary where no Target is named', async () => {
    const report = await audit(INGRESS);
    assert.equal(report.target, '1.37');
    assert.equal(report.snapshot.standing, 'released');
  });

  it('takes a Target as people write it', async () => {
    assert.equal((await audit(INGRESS, { target: 'v1.25.3-eks-1234' })).target, '1.25');
  });

  it('says of a finding all that the contract names', async () => {
    const { findings } = await audit(
      {
        file: 'web.yaml',
        text: '---\napiVersion: v1\nkind: Pod\n---\nkind: Ingress\nmetadata: {name: web, namespace: shop}\napiVersion: extensions/v1beta1\n',
      },
      { target: '1.25' },
    );
    const { details: _, ...finding } = findings[0] as Finding;
    assert.deepEqual(finding, {
      rule: 'removed-api',
      severity: 'error',
      boundary: 'rest',
      via: 'resource',
      subject: { group: 'extensions', version: 'v1beta1', kind: 'Ingress' },
      holder: { apiVersion: 'extensions/v1beta1', kind: 'Ingress', namespace: 'shop', name: 'web' },
      location: { file: 'web.yaml', line: 7, column: 13, document: 1, path: '/apiVersion' },
      stability: 'beta',
      lifecycle: { introduced: '1.1', deprecated: '1.14', removed: '1.22' },
      replacement: { group: 'networking.k8s.io', version: 'v1', kind: 'Ingress' },
      evidence: 'guide',
    });
  });

  it('gives rules the severity that the caller wants', async () => {
    const report = await audit([INGRESS, CRON], {
      target: '1.24',
      rules: { 'removed-api': 'note', 'deprecated-api': 'off' },
    });
    assert.deepEqual(
      report.findings.map(({ rule, severity }) => `${severity} ${rule}`),
      ['note beta-api', 'note removed-api'],
    );
    assert.deepEqual(report.summary.findings, { error: 0, warning: 0, note: 2 });
  });
});

describe('audit, iterated', () => {
  async function iterated(inputs: readonly AuditInput[], options: AuditOptions): Promise<Finding[]> {
    const findings: Finding[] = [];
    for await (const finding of audit(inputs, options)) findings.push(finding);
    return findings;
  }

  it('gives the findings that the report holds', async () => {
    const inputs = [INGRESS, BERTH, CRON, CRD];
    const found = await iterated(inputs, { target: '1.25' });
    const report = await audit(inputs, { target: '1.25' });
    const sorted = (findings: readonly Finding[]) => findings.map((finding) => JSON.stringify(finding)).sort();
    assert.equal(found.length, 3);
    assert.deepEqual(sorted(found), sorted(report.findings));
  });

  it('gives a finding before the inputs after it are read', async () => {
    let wasRead = false;
    const late: AuditInput = {
      file: 'late.yaml',
      get text() {
        wasRead = true;
        return manifest('batch/v1beta1 CronJob');
      },
    };
    for await (const finding of audit([INGRESS, late], { target: '1.25' })) {
      assert.equal(finding.location.file, 'ingress.yaml');
      break;
    }
    assert.equal(wasRead, false);
  });

  it('keeps what a CRD may explain until all is read', async () => {
    const found = await iterated([BERTH, INGRESS, CRD], { target: '1.25' });
    assert.deepEqual(
      found.map(({ rule }) => rule),
      ['removed-api', 'deprecated-api'],
    );
  });
});

describe('audit of objects and bytes', () => {
  it('audits objects that are parsed already', async () => {
    const objects = [
      { apiVersion: 'extensions/v1beta1', kind: 'Ingress', metadata: { name: 'web', namespace: 'shop' } },
      { kind: 'List', apiVersion: 'v1', items: [{ apiVersion: 'batch/v1beta1', kind: 'CronJob' }] },
    ];
    const report = await audit({ file: 'cluster', objects }, { target: '1.25' });
    assert.deepEqual(
      report.findings.map(({ subject, location }) => [formatGvk(subject), location.document, location.path]),
      [
        ['extensions/v1beta1 Ingress', 0, '/apiVersion'],
        ['batch/v1beta1 CronJob', 1, '/items/0/apiVersion'],
      ],
    );
  });

  it('orders the findings of objects as the objects are ordered', async () => {
    const kinds = [
      'extensions/v1beta1 Ingress',
      'autoscaling/v2beta2 HorizontalPodAutoscaler',
      'harbour.example/v1 Berth',
      'batch/v1beta1 CronJob',
    ];
    const objects = kinds.map((gvk) => {
      const [apiVersion, kind] = gvk.split(' ');
      return { apiVersion, kind };
    });
    const report = await audit({ file: 'cluster', objects }, { target: '1.25' });
    assert.deepEqual(
      report.findings.map(({ location }) => location.document),
      [0, 1, 2, 3],
    );
  });

  it('orders the items of a list by number, not by text', async () => {
    const items = Array.from({ length: 12 }, () => ({ apiVersion: 'batch/v1beta1', kind: 'CronJob' }));
    const report = await audit(
      { file: 'cluster', objects: [{ apiVersion: 'v1', kind: 'List', items }] },
      { target: '1.25' },
    );
    assert.deepEqual(
      report.findings.map(({ location }) => location.path),
      items.map((_, at) => `/items/${at}/apiVersion`),
    );
  });

  it('reads bytes in UTF-8 and UTF-16', async () => {
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const text = Buffer.from(`\ufeff${manifest('extensions/v1beta1 Ingress', 'größe')}`, encoding);
      const report = await audit({ file: 'web.yaml', text }, { target: '1.25' });
      assert.equal(report.findings[0]?.holder.name, 'größe', encoding);
    }
  });

  it('does not change the objects', async () => {
    const object = Object.freeze({
      apiVersion: 'extensions/v1beta1',
      kind: 'Ingress',
      metadata: Object.freeze({ name: 'web' }),
    });
    assert.equal((await audit({ file: 'cluster', objects: [object] }, { target: '1.25' })).findings.length, 1);
  });
});

describe('audit of paths', () => {
  const cwd = fixture('audit');

  it('counts every file once: audited, passed over, template or unread', async () => {
    const report = await audit(['every-fate', 'no-such-folder'], { target: '1.25', cwd });
    const { summary } = report;
    assert.equal(summary.files, summary.audited + summary.passedOver + summary.templates + summary.unread);
    assert.deepEqual(
      { files: summary.files, audited: summary.audited, passedOver: summary.passedOver },
      { files: 8, audited: 2, passedOver: 3 },
    );
    assert.deepEqual({ templates: summary.templates, unread: summary.unread }, { templates: 1, unread: 2 });
    assert.equal(summary.passedOver, report.passedOver.length);
    assert.deepEqual(
      report.passedOver.map(({ file, reason }) => [file, reason]),
      [
        ['every-fate/compose.yaml', 'not-kubernetes'],
        ['every-fate/later.yaml', 'empty'],
        ['every-fate/playbook.yaml', 'unparsable-not-kubernetes'],
      ],
    );
    assert.deepEqual(
      report.errors.map(({ file }) => file),
      ['every-fate/broken.yaml', 'no-such-folder'],
    );
  });

  it('finds what there is, in templates too, and lists what a template computes', async () => {
    const report = await audit('every-fate', { target: '1.25', cwd });
    assert.deepEqual(
      report.findings.map(({ location, via }) => `${location.file}:${location.line} ${via}`),
      ['every-fate/charts/cron.yaml:1 template', 'every-fate/ingress.json:2 resource'],
    );
    assert.deepEqual(
      report.computed.map(({ file, line }) => `${file}:${line}`),
      ['every-fate/charts/cron.yaml:8'],
    );
  });

  it('reads hidden folders only where it is told to', async () => {
    const files = async (hidden: boolean) => (await audit('every-fate', { target: '1.25', cwd, hidden })).summary.files;
    assert.equal((await files(true)) - (await files(false)), 1);
  });

  it('reads standard input as -', async () => {
    async function* stdin() {
      const bytes = Buffer.from(manifest('extensions/v1beta1 Ingress'));
      yield bytes.subarray(0, 20);
      yield bytes.subarray(20);
    }
    const report = await audit('-', { target: '1.25', stdin: stdin() });
    assert.deepEqual(told(report), ['removed-api -:1']);
  });

  it('has an error where there is no standard input to read', async () => {
    const report = await audit('-', { target: '1.25' });
    assert.equal(report.errors.length, 1);
    assert.equal(report.summary.unread, 1);
  });

  it('judges by a CRD that comes before its resources as by one that comes after them', async () => {
    const rules = async (folder: string) =>
      (await audit(`crd-order/${folder}`, { target: '1.30', cwd })).findings.map(({ rule, holder }) => [
        holder.name,
        rule,
      ]);
    assert.deepEqual(await rules('crd-first'), [
      ['north', 'removed-api'],
      ['south', 'deprecated-api'],
    ]);
    assert.deepEqual(await rules('crd-last'), await rules('crd-first'));
  });
});

describe('audit with from', () => {
  it('says what each release after it, up to the Target, takes away of what is used', async () => {
    const { between } = await audit([INGRESS, CRON, CRON], { target: '1.25', from: '1.21' });
    const cron = { group: 'batch', version: 'v1beta1', kind: 'CronJob', count: 2 };
    const ingress = { group: 'extensions', version: 'v1beta1', kind: 'Ingress', count: 1 };
    assert.deepEqual(between, [
      { release: '1.22', removed: [ingress], deprecated: [] },
      { release: '1.25', removed: [cron], deprecated: [] },
    ]);
  });

  it('counts a deprecation too, in the order of the releases', async () => {
    const { between } = await audit([INGRESS, CRON], { target: '1.25', from: '1.9' });
    assert.deepEqual(
      between.map(({ release, removed, deprecated }) => [release, removed.length, deprecated.length]),
      [
        ['1.14', 0, 1],
        ['1.21', 0, 1],
        ['1.22', 1, 0],
        ['1.25', 1, 0],
      ],
    );
  });

  it('is empty where nothing used is taken away, or no from is given', async () => {
    assert.deepEqual((await audit(INGRESS, { target: '1.25', from: '1.22' })).between, []);
    assert.deepEqual((await audit(INGRESS, { target: '1.25' })).between, []);
  });

  it('throws where from is no release', async () => {
    await assert.rejects(async () => audit(INGRESS, { target: '1.25', from: 'old' }), ApiAuditError);
  });
});

describe('audit at the edge of the data', () => {
  it('says that 1.38 is judged by a preliminary Snapshot', async () => {
    const { snapshot } = await audit(INGRESS, { target: '1.38' });
    assert.equal(snapshot.standing, 'preliminary');
    assert.equal(snapshot.release, '1.38');
  });

  it('answers for a release beyond all Snapshots from what is declared, and says so', async () => {
    const claim: AuditInput = { file: 'claim.yaml', text: manifest('resource.k8s.io/v1beta2 ResourceClaim') };
    const report = await audit([claim], { target: '1.40' });
    assert.equal(report.snapshot.standing, 'beyond');
    assert.equal(report.snapshot.release, '1.38');
    assert.deepEqual(told(report), ['removed-api claim.yaml:1']);
    assert.equal(report.findings[0]?.evidence, 'declared');
  });

  for (const target of ['1.99', '0.9', 'latest', '']) {
    it(`throws for the Target ${JSON.stringify(target)}, saying which there are`, async () => {
      await assert.rejects(
        async () => audit(INGRESS, { target }),
        (error) => error instanceof ApiAuditError && /1\.0 to 1\.38/.test(error.message),
      );
    });
  }

  it('throws when iterated as when awaited', async () => {
    await assert.rejects(async () => {
      for await (const _ of audit(INGRESS, { target: '1.99' }));
    }, ApiAuditError);
  });
});

describe('audit judged by a given document', () => {
  const given = loadSnapshot('1.19');

  it('takes the release of the document for the Target', async () => {
    const report = await audit([INGRESS, CRON], { snapshot: given });
    assert.equal(report.target, '1.19');
    assert.deepEqual(report.snapshot, { release: '1.19', sha256: given.sha256, standing: 'given' });
  });

  it('calls unavailable what the document leaves out', async () => {
    const { snapshot } = given;
    const info = snapshot['x-api-audit'];
    const resources = info.resources.filter(({ kind }) => kind !== 'Deployment');
    const without = { sha256: '0', snapshot: { ...snapshot, 'x-api-audit': { ...info, resources } } };
    const web: AuditInput = { file: 'web.yaml', text: manifest('apps/v1 Deployment') };
    assert.deepEqual(told(await audit(web, { snapshot: given })), []);
    const report = await audit(web, { snapshot: without });
    assert.deepEqual(told(report), ['unavailable-api web.yaml:1']);
    assert.equal(report.findings[0]?.details.notInDocument, true);
  });

  it('knows the custom kinds that the document serves', async () => {
    const { snapshot } = given;
    const info = snapshot['x-api-audit'];
    const berth = {
      group: 'harbour.example',
      version: 'v1',
      kind: 'Berth',
      name: 'berths',
      namespaced: true,
      verbs: null,
    };
    const more = {
      sha256: '0',
      snapshot: { ...snapshot, 'x-api-audit': { ...info, resources: [...info.resources, berth] } },
    };
    const input: AuditInput = { file: 'berth.yaml', text: manifest('harbour.example/v1 Berth') };
    assert.deepEqual(told(await audit(input, { snapshot: given })), ['unknown-api berth.yaml:1']);
    assert.deepEqual(told(await audit(input, { snapshot: more })), []);
  });
});
