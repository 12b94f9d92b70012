import assert from 'node:assert/strict';
import { auditTexts } from '../support/findings.ts';

async function references(text: string, target = '1.25'): Promise<string[]> {
  const { findings } = await auditTexts({ 'quay/kustomization.yaml': text }, { target });
  return findings
    .filter(({ via }) => via === 'reference')
    .map(({ subject, location, severity }) => {
      const api = `${subject.group}/${subject.version} ${subject.kind}`;
      return `${location.line}:${location.column} ${location.path} ${severity} ${api}`;
    });
}

const HEAD = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';
const TARGET = 'group: extensions\n    version: v1beta1\n    kind: Ingress\n    name: quay\n';

describe('the references of a kustomization', () => {
  it('are the objects that patches are for', async () => {
    const patches = `${HEAD}patches:\n- path: a.yaml\n  target:\n    ${TARGET}`;
    assert.deepEqual(await references(patches), ['6:12 /patches/0/target/group warning extensions/v1beta1 Ingress']);
    assert.deepEqual(await references(patches.replace('patches:', 'patchesJson6902:')), [
      '6:12 /patchesJson6902/0/target/group warning extensions/v1beta1 Ingress',
    ]);
  });

  it('are what variables and replacements read and write', async () => {
    const text = [
      HEAD,
      'vars:\n- name: HOST\n  objref:\n    apiVersion: policy/v1beta1\n    kind: PodDisruptionBudget\n    name: quay\n',
      'replacements:\n- source:\n    ',
      TARGET,
      '  targets:\n  - select:\n      group: batch\n      version: v1beta1\n      kind: CronJob\n',
      '    reject:\n    - group: policy\n      version: v1beta1\n      kind: PodSecurityPolicy\n',
    ].join('');
    assert.deepEqual(await references(text), [
      '6:17 /vars/0/objref/apiVersion error policy/v1beta1 PodDisruptionBudget',
      '11:12 /replacements/0/source/group warning extensions/v1beta1 Ingress',
      '17:14 /replacements/0/targets/0/select/group warning batch/v1beta1 CronJob',
      '21:14 /replacements/0/targets/0/reject/0/group warning policy/v1beta1 PodSecurityPolicy',
    ]);
  });

  it('are the objects that stand in it as text', async () => {
    const text = `${HEAD}patchesStrategicMerge:\n- patch.yaml\n- |-\n  apiVersion: batch/v1beta1\n  kind: CronJob\n  metadata:\n    name: storm\n`;
    assert.deepEqual(await references(text), ['6:15 /patchesStrategicMerge/1 error batch/v1beta1 CronJob']);
  });

  it('are no fault where a patch only takes the object away', async () => {
    const patch =
      '$patch: delete\n    apiVersion: policy/v1beta1\n    kind: PodSecurityPolicy\n    metadata: {name: p}\n';
    assert.deepEqual(await references(`${HEAD}patches:\n- patch: |\n    ${patch}`), [
      '6:17 /patches/0/patch note policy/v1beta1 PodSecurityPolicy',
    ]);
  });

  it('are silent where the Target serves what is named, and where any version or group is meant', async () => {
    const target = (fields: string) => `${HEAD}patches:\n- path: a.yaml\n  target:\n    ${fields}\n    kind: Ingress\n`;
    assert.deepEqual(await references(target('group: networking.k8s.io\n    version: v1')), []);
    assert.deepEqual(await references(target('group: networking.k8s.io')), []);
    assert.deepEqual(await references(target('name: quay')), []);
    assert.deepEqual(await references(target('group: extensions\n    version: v1beta1'), '1.13'), [
      '6:12 /patches/0/target/group note extensions/v1beta1 Ingress',
    ]);
  });

  it('are what the values of its charts bring along, as objects and as text', async () => {
    const budget = 'apiVersion: policy/v1beta1, kind: PodDisruptionBudget, metadata: {name: quay}';
    const text = `${HEAD}helmCharts:\n- name: quay\n  valuesInline:\n    extra:\n    - {${budget}}\n    more: |\n      ${budget.replaceAll(', ', '\n      ')}\n`;
    assert.deepEqual(await references(text), [
      '7:20 /helmCharts/0/valuesInline/extra/0/apiVersion error policy/v1beta1 PodDisruptionBudget',
      '9:19 /helmCharts/0/valuesInline/more error policy/v1beta1 PodDisruptionBudget',
    ]);
  });

  it('are what the objects that stand in it as text name in turn', async () => {
    const transformer = [
      'apiVersion: builtin\n  kind: PatchTransformer\n  metadata: {name: t}\n',
      '  target: {group: extensions, version: v1beta1, kind: Ingress}\n',
      '  patch: |-\n    apiVersion: extensions/v1beta1\n    kind: Ingress\n    metadata: {name: quay}\n',
    ].join('');
    assert.deepEqual(await references(`${HEAD}transformers:\n- |-\n  ${transformer}`), [
      '8:19 /transformers/0 warning extensions/v1beta1 Ingress',
      '10:17 /transformers/0 error extensions/v1beta1 Ingress',
    ]);
    const scaler = 'apiVersion: autoscaling/v2\n    kind: HorizontalPodAutoscaler\n    metadata: {name: quay}\n';
    const scaled = `${scaler}    spec:\n      scaleTargetRef: {apiVersion: extensions/v1beta1, kind: Deployment, name: quay}\n`;
    assert.deepEqual(await references(`${HEAD}patches:\n- patch: |-\n    ${scaled}`), [
      '9:36 /patches/0/patch error extensions/v1beta1 Deployment',
    ]);
  });

  it('are objects chosen by a version that no group has the kind in any more', async () => {
    const target = (version: string) =>
      `${HEAD}patches:\n- path: a.yaml\n  target:\n    version: ${version}\n    kind: Ingress\n`;
    assert.deepEqual(await references(target('v1beta1')), [
      '6:14 /patches/0/target/version warning extensions/v1beta1 Ingress',
    ]);
    assert.deepEqual(await references(target('v1beta1'), '1.19'), []);
    assert.deepEqual(await references(target('v1')), []);
  });

  it('are found though the file does not say what it is', async () => {
    assert.deepEqual(await references(`patches:\n- path: a.yaml\n  target:\n    ${TARGET}`), [
      '4:12 /patches/0/target/group warning extensions/v1beta1 Ingress',
    ]);
  });
});
