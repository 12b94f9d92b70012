import assert from 'node:assert/strict';
import { auditTexts, manifest } from './support/findings.ts';

const CLIENT = "import * as k8s from '@kubernetes/client-node';\n";

async function findingsIn(text: string, target: string, others: Readonly<Record<string, string>> = {}) {
  const report = await auditTexts({ 'a.ts': text, ...others }, { target });
  return { report, findings: report.findings.filter(({ via }) => via === 'source') };
}

describe('a name in a program that may stand for several APIs', () => {
  const text = `${CLIENT}const list = (all: k8s.V1beta1IngressList) => all;`;

  it('is told of where all are judged alike, as the one that lasts longest, and the others are named', async () => {
    const { findings } = await findingsIn(text, '1.25');
    assert.deepEqual(
      findings.map(({ rule, subject, details }) => [
        rule,
        subject.group,
        details.alternatives?.map(({ group }) => group),
      ]),
      [['removed-api', 'networking.k8s.io', ['extensions']]],
    );
  });

  it('is not known where they are judged differently', async () => {
    const { report, findings } = await findingsIn(text, '1.15');
    assert.deepEqual(findings, []);
    assert.deepEqual(
      report.unresolved.map(({ line, text: shown }) => `${line} ${shown}`),
      ['2 k8s.V1beta1IngressList'],
    );
  });

  it('is of the group of which the program has a client', async () => {
    const { findings } = await findingsIn(`${text}\nkc.makeApiClient(k8s.NetworkingV1beta1Api);`, '1.15');
    assert.deepEqual(
      findings.map(({ location, subject }) => `${location.line} ${subject.group} ${subject.kind}`),
      ['2 networking.k8s.io Ingress', '3 networking.k8s.io *'],
    );
  });
});

describe('a group and version in a program', () => {
  it('is judged by the kind of it that can be used longest', async () => {
    const api = `${CLIENT}kc.makeApiClient(k8s.ExtensionsV1beta1Api);`;
    assert.deepEqual(
      (await findingsIn(api, '1.16')).findings.map(({ rule, lifecycle }) => [rule, lifecycle.removed]),
      [['deprecated-api', '1.22']],
    );
    const [gone] = (await findingsIn(api, '1.25')).findings;
    assert.equal(gone?.rule, 'removed-api');
    assert.equal(gone?.lifecycle.removed, '1.22');
  });

  it('is no finding where one of its kinds is deprecated and others are not', async () => {
    assert.deepEqual((await findingsIn(`${CLIENT}kc.makeApiClient(k8s.CoreV1Api);`, '1.36')).findings, []);
  });

  it('is not known where no release has it', async () => {
    const { report } = await findingsIn("fetch('/apis/harbour.example/v1');", '1.25');
    assert.deepEqual(report.unresolved.length, 1);
    assert.deepEqual(report.apis, []);
  });
});

describe('a custom resource in a program', () => {
  const text = "fetch('/apis/harbour.example/v1alpha1/berths');";
  const crd = [
    'apiVersion: apiextensions.k8s.io/v1',
    'kind: CustomResourceDefinition',
    'spec:',
    '  group: harbour.example',
    '  names: { kind: Berth, plural: berths }',
    '  versions: [{ name: v1, served: true }, { name: v1alpha1, served: false }]',
    '',
  ].join('\n');

  it('is of the kind that a CustomResourceDefinition of the input names, wherever it stands', async () => {
    const { findings } = await findingsIn(text, '1.25', { 'z.yaml': crd });
    assert.deepEqual(
      findings.map(({ rule, subject }) => [rule, subject.kind]),
      [['removed-api', 'Berth']],
    );
  });

  it('goes by the name of its resource where nothing names its kind', async () => {
    const { findings } = await findingsIn(text, '1.25');
    assert.deepEqual(
      findings.map(({ rule, subject }) => [rule, subject.kind]),
      [['unknown-api', 'berths']],
    );
  });
});

describe('a list in a program', () => {
  const kindsIn = async (object: string, others: Readonly<Record<string, string>> = {}) => {
    const { findings } = await findingsIn(`${CLIENT}export const list = ${object};`, '1.25', others);
    return findings.map(({ rule, subject }) => `${rule} ${subject.kind}`);
  };

  it('is judged as what it lists', async () => {
    assert.deepEqual(await kindsIn("{ apiVersion: 'batch/v1beta1', kind: 'CronJobList' }"), ['removed-api CronJob']);
    assert.deepEqual(await kindsIn("{ apiVersion: 'v1', kind: 'PodList' }"), []);
    assert.deepEqual(await kindsIn("{ apiVersion: 'v1', kind: 'List' }"), []);
  });

  it('may be of custom resources, unless they have a kind of that name', async () => {
    const crd = (kind: string) =>
      `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  group: harbour.example\n  names: { kind: ${kind}, plural: any }\n  versions: [{ name: v1beta1, served: true }]\n`;
    const list = "{ apiVersion: 'harbour.example/v1beta1', kind: 'BerthList' }";
    assert.deepEqual(await kindsIn(list, { 'z.yaml': crd('Berth') }), ['beta-api Berth']);
    assert.deepEqual(await kindsIn(list, { 'z.yaml': crd('BerthList') }), ['beta-api BerthList']);
    assert.deepEqual(await kindsIn(list), ['unknown-api BerthList']);
    const certificates = "{ apiVersion: 'cert-manager.io/v1alpha2', kind: 'CertificateList' }";
    assert.deepEqual(await kindsIn(certificates), ['deprecated-api Certificate']);
  });
});

describe('a model of what is only sent to another resource', () => {
  it('is known by its exact name, and is taken in a version that is served no more', async () => {
    const { findings } = await findingsIn(`${CLIENT}export const leave = (one: k8s.V1beta1Eviction) => one;`, '1.37');
    assert.deepEqual(
      findings.map(({ rule, subject, lifecycle }) => [rule, subject.group, subject.kind, lifecycle.removed]),
      [['deprecated-api', 'policy', 'Eviction', null]],
    );
  });
});

describe('texts in a program that are no API', () => {
  it('are descriptions of the fields that name one', async () => {
    const text = `${CLIENT}export const docs = { apiVersion: 'The version. In format of "group/version".', kind: 'The kind.' };`;
    const { report } = await findingsIn(text, '1.25');
    assert.deepEqual([report.findings, report.unresolved], [[], []]);
  });

  it('are paths to which the program adds a name and a resource: only their group and version is judged', async () => {
    const { report, findings } = await findingsIn(
      "fetch('/apis/harbour.example/v1/namespaces/' + where);\nfetch('/apis/batch/v1beta1/namespaces/' + where);",
      '1.25',
    );
    assert.deepEqual(
      findings.map(({ rule, subject }) => `${rule} ${subject.kind}`),
      ['removed-api *'],
    );
    assert.equal(report.unresolved.length, 1);
  });
});

describe('the report of an input with programs', () => {
  it('counts their uses apart from resources, and with these by API', async () => {
    const program = "const a = { apiVersion: 'batch/v1beta1', kind: 'CronJob' };";
    const report = await auditTexts(
      { 'a.ts': program, 'b.yaml': manifest('batch/v1beta1 CronJob') },
      { target: '1.25' },
    );
    const { summary, apis } = report;
    assert.deepEqual([summary.resources, summary.uses, summary.reliance.beta, summary.documents], [1, 1, 2, 1]);
    assert.deepEqual(
      apis.map(({ kind, count }) => [kind, count]),
      [['CronJob', 2]],
    );
  });

  it('passes over a program that uses nothing of Kubernetes', async () => {
    const report = await auditTexts({ 'a.ts': 'export const kind = 1;' });
    assert.deepEqual(report.passedOver, [{ file: 'a.ts', reason: 'no-api' }]);
  });

  it('names the object that stands in a program where its name is literal', async () => {
    const text = "apply({ apiVersion: 'batch/v1beta1', kind: 'CronJob', metadata: { name: 'nightly' } });";
    const { findings } = await findingsIn(text, '1.25');
    assert.deepEqual(
      findings.map(({ holder }) => holder),
      [{ apiVersion: 'batch/v1beta1', kind: 'CronJob', namespace: null, name: 'nightly' }],
    );
  });
});
