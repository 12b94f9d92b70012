import assert from 'node:assert/strict';
import { audit } from '../lib/audit.ts';
import type { Report } from '../lib/model/report.ts';

/** Cases in which one or more of the tools before this one give a wrong answer, or none. */

async function at(target: string, text: string, file = 'input.yaml'): Promise<Report> {
  return audit({ file, text }, { target });
}

function said({ findings }: Report): string[] {
  return findings.map(({ rule, subject, location }) => `${location.line} ${rule} ${subject.version} ${subject.kind}`);
}

const object = (apiVersion: string, kind: string) => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x}\n`;

describe('what a broken document does to its neighbours', () => {
  it('hides none of them, and is an error with its line', async () => {
    const broken = 'apiVersion: v1\nkind: Pod\nmetadata: {name: [}\n';
    const report = await at(
      '1.25',
      [object('batch/v1beta1', 'CronJob'), broken, object('policy/v1beta1', 'PodSecurityPolicy')].join('---\n'),
    );
    assert.deepEqual(said(report), ['1 removed-api v1beta1 CronJob', '9 removed-api v1beta1 PodSecurityPolicy']);
    assert.equal(report.errors.length, 1);
    assert.equal(report.errors[0]?.line, 7);
  });
});

describe('forms of input', () => {
  it('audits a document with a duplicate key', async () => {
    const report = await at('1.25', `${object('batch/v1beta1', 'CronJob')}spec: {}\nspec: {}\n`);
    assert.deepEqual(said(report), ['1 removed-api v1beta1 CronJob']);
  });

  it('audits the elements of a top-level JSON array, and JSON objects one after the other', async () => {
    const json = (kind: string) => `{"apiVersion": "batch/v1beta1", "kind": "${kind}"}`;
    assert.deepEqual(said(await at('1.25', `[\n${json('CronJob')},\n${json('CronJob')}\n]`, 'a.json')), [
      '2 removed-api v1beta1 CronJob',
      '3 removed-api v1beta1 CronJob',
    ]);
    assert.equal((await at('1.25', `${json('CronJob')}\n${json('CronJob')}\n`, 'a.json')).findings.length, 2);
  });

  it('audits the items of a typed list that carry neither apiVersion nor kind', async () => {
    const list = 'apiVersion: batch/v1beta1\nkind: CronJobList\nitems:\n- metadata: {name: a}\n- metadata: {name: b}\n';
    assert.deepEqual(said(await at('1.25', list)), ['4 removed-api v1beta1 CronJob', '5 removed-api v1beta1 CronJob']);
  });

  it('audits lists in lists, and the objects of a Template', async () => {
    const nested = `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: List
  items:
  - apiVersion: batch/v1beta1
    kind: CronJob
- apiVersion: template.openshift.io/v1
  kind: Template
  objects:
  - kind: Ingress
    apiVersion: extensions/v1beta1
`;
    const report = await at('1.25', nested);
    assert.deepEqual(
      said(report).filter((line) => line.includes('removed')),
      ['7 removed-api v1beta1 CronJob', '13 removed-api v1beta1 Ingress'],
    );
  });

  it('is not misled by dashes in comments, in PEM blocks, or in a manifest that a ConfigMap holds as text', async () => {
    const dashes = '# --------\napiVersion: batch/v1beta1\n# ---------\nkind: CronJob\n';
    assert.deepEqual(said(await at('1.25', dashes)), ['2 removed-api v1beta1 CronJob']);
    const pem =
      'apiVersion: batch/v1beta1\nkind: CronJob\ndata: |\n  -----BEGIN CERTIFICATE-----\n  AAAA\n  -----END CERTIFICATE-----\n';
    assert.deepEqual(said(await at('1.25', pem)), ['1 removed-api v1beta1 CronJob']);
    const config = 'apiVersion: v1\nkind: ConfigMap\ndata:\n  text: |\n    a: b\n    ---\n    c: d\n';
    assert.deepEqual(said(await at('1.25', config)), []);
  });

  it('audits what has no metadata, and names that are numbers or booleans', async () => {
    const odd = (name: string) => `apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: {name: ${name}}\n`;
    assert.equal((await at('1.25', 'apiVersion: batch/v1beta1\nkind: CronJob\n')).findings.length, 1);
    for (const name of ['123', 'no', 'false', '"x"']) {
      const { findings } = await at('1.25', odd(name));
      assert.equal(findings[0]?.holder.name, name.replaceAll('"', ''), name);
    }
  });

  it('audits an object that is no list but has a field named items', async () => {
    assert.equal((await at('1.25', `${object('batch/v1beta1', 'CronJob')}items: oops\n`)).findings.length, 1);
  });

  it('finds the pair of a template that is not rendered, whichever comes first', async () => {
    const template =
      '{{- if .Values.on }}\nkind: CronJob\napiVersion: batch/v1beta1  # old\nmetadata:\n  name: {{ .Release.Name }}\n{{- end }}\n';
    const report = await at('1.25', template);
    assert.deepEqual(said(report), ['3 removed-api v1beta1 CronJob']);
    assert.equal(report.findings[0]?.via, 'template');
    assert.equal(report.summary.templates, 1);
  });

  it('leaves the namespace of an object that names none open', async () => {
    assert.equal((await at('1.25', object('policy/v1beta1', 'PodSecurityPolicy'))).findings[0]?.holder.namespace, null);
  });
});

describe('facts', () => {
  async function removedSince(apiVersion: string, kind: string, release: string): Promise<void> {
    const [major, minor] = release.split('.').map(Number) as [number, number];
    const before = await at(`${major}.${minor - 1}`, object(apiVersion, kind));
    const since = await at(release, object(apiVersion, kind));
    assert.notEqual(before.findings[0]?.rule, 'removed-api', `${apiVersion} ${kind} is there before ${release}`);
    assert.equal(since.findings[0]?.rule, 'removed-api', `${apiVersion} ${kind} is gone in ${release}`);
    assert.equal(since.findings[0]?.lifecycle.removed, release);
  }

  const REMOVALS = [
    ['flowcontrol.apiserver.k8s.io/v1beta1', 'FlowSchema', '1.26'],
    ['flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema', '1.32'],
    ['admissionregistration.k8s.io/v1alpha1', 'ValidatingAdmissionPolicy', '1.32'],
    ['admissionregistration.k8s.io/v1beta1', 'ValidatingAdmissionPolicy', '1.34'],
    ['scheduling.k8s.io/v1alpha1', 'PriorityClass', '1.23'],
    ['rbac.authorization.k8s.io/v1alpha1', 'ClusterRole', '1.23'],
    ['apps/v1beta2', 'ControllerRevision', '1.16'],
    ['extensions/v1beta1', 'Deployment', '1.16'],
    ['settings.k8s.io/v1alpha1', 'PodPreset', '1.20'],
    ['auditregistration.k8s.io/v1alpha1', 'AuditSink', '1.19'],
    ['batch/v2alpha1', 'CronJob', '1.21'],
    ['resource.k8s.io/v1alpha2', 'ResourceClass', '1.31'],
    ['networking.k8s.io/v1alpha1', 'ClusterCIDR', '1.29'],
    ['networking.k8s.io/v1alpha1', 'IPAddress', '1.31'],
    ['coordination.k8s.io/v1alpha1', 'LeaseCandidate', '1.32'],
    ['resource.k8s.io/v1alpha3', 'ResourceClaim', '1.34'],
    ['storagemigration.k8s.io/v1alpha1', 'StorageVersionMigration', '1.35'],
    ['storage.k8s.io/v1alpha1', 'VolumeAttachment', '1.23'],
    ['storage.k8s.io/v1alpha1', 'CSIStorageCapacity', '1.24'],
    ['authentication.k8s.io/v1beta1', 'SelfSubjectReview', '1.33'],
    ['authorization.k8s.io/v1beta1', 'SelfSubjectRulesReview', '1.22'],
    ['node.k8s.io/v1alpha1', 'RuntimeClass', '1.24'],
    ['flowcontrol.apiserver.k8s.io/v1alpha1', 'PriorityLevelConfiguration', '1.21'],
  ] as const;
  for (const [apiVersion, kind, release] of REMOVALS) {
    it(`has ${apiVersion} ${kind} removed in ${release}`, () => removedSince(apiVersion, kind, release));
  }

  it('does not hold what is still served for removed', async () => {
    for (const kind of ['DeviceClass', 'ResourceClaim', 'ResourceClaimTemplate', 'ResourceSlice']) {
      const { findings } = await at('1.36', object('resource.k8s.io/v1beta1', kind));
      assert.equal(findings[0]?.rule, 'deprecated-api', kind);
      assert.equal(findings[0].lifecycle.removed, '1.38', kind);
    }
    assert.equal(
      (await at('1.36', object('networking.k8s.io/v1beta1', 'ServiceCIDR'))).findings[0]?.rule,
      'deprecated-api',
    );
  });

  it('does not know an API that never was', async () => {
    assert.equal((await at('1.36', object('apps/v1beta1', 'ReplicaSet'))).findings[0]?.rule, 'unknown-api');
  });

  it('has the Ingress of extensions deprecated since 1.14, long before it went', async () => {
    assert.deepEqual(said(await at('1.16', object('extensions/v1beta1', 'Ingress'))), [
      '1 deprecated-api v1beta1 Ingress',
    ]);
  });

  it('judges by the newest release where no target is named', async () => {
    const report = await audit({ file: 'a.yaml', text: object('flowcontrol.apiserver.k8s.io/v1beta3', 'FlowSchema') });
    assert.equal(report.target, '1.37');
    assert.deepEqual(said(report), ['1 removed-api v1beta3 FlowSchema']);
  });
});
