import assert from 'node:assert/strict';
import { auditTexts } from '../support/findings.ts';

async function references(text: string, target = '1.25'): Promise<string[]> {
  const { findings } = await auditTexts({ 'quay.yaml': text }, { target });
  return findings
    .filter(({ via, subject }) => via === 'reference' && subject.group !== 'argoproj.io')
    .map(({ subject, location, severity }) => {
      const api = `${subject.group}/${subject.version} ${subject.kind}`;
      return `${location.line}:${location.column} ${location.path} ${severity} ${api}`;
    });
}

const KUSTOMIZATION = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';
const MOVE = '- op: replace\n      path: /apiVersion\n      value: ';

describe('the references of JSON patches', () => {
  it('are the APIs that they move objects to', async () => {
    const patch = (version: string) =>
      `${KUSTOMIZATION}patches:\n- target: {kind: Ingress}\n  patch: |-\n    ${MOVE}${version}\n`;
    assert.deepEqual(await references(patch('networking.k8s.io/v1beta1')), [
      '8:14 /patches/0/patch error networking.k8s.io/v1beta1 Ingress',
    ]);
    assert.deepEqual(await references(patch('networking.k8s.io/v1')), []);
    assert.deepEqual(await references(patch('networking.k8s.io/v1beta1').replace('replace', 'test')), []);
  });

  it('are those of the kind that they write', async () => {
    const both = `${MOVE}policy/v1beta1\n    - {op: replace, path: /kind, value: PodDisruptionBudget}\n`;
    const text = `${KUSTOMIZATION}patches:\n- target: {kind: "Pod.*"}\n  patch: |-\n    ${both}`;
    assert.deepEqual(await references(text), ['8:14 /patches/0/patch error policy/v1beta1 PodDisruptionBudget']);
    assert.deepEqual(await references(text.replace(/\n.*PodDisruptionBudget.*/, '')), []);
  });

  it('are those of patches that are lists, and that Flux and Argo CD hand on', async () => {
    const operation = '{op: add, path: /apiVersion, value: batch/v1beta1}';
    const release = [
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: quay}\nspec:\n',
      '  postRenderers:\n  - kustomize:\n      patchesJson6902:\n      - target: {kind: CronJob, name: quay}\n',
      `        patch: [${operation}]\n`,
    ].join('');
    assert.deepEqual(await references(release), [
      '9:53 /spec/postRenderers/0/kustomize/patchesJson6902/0/patch/0/value error batch/v1beta1 CronJob',
    ]);
    const application = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: quay}\nspec: {source: {kustomize: {patches: [{target: {kind: CronJob}, patch: '[${operation}]'}]}}}\n`;
    assert.deepEqual(await references(application), [
      '4:110 /spec/source/kustomize/patches/0/patch error batch/v1beta1 CronJob',
    ]);
  });

  it('are found in the transformers of kustomize', async () => {
    const text = `apiVersion: builtin\nkind: PatchJson6902Transformer\nmetadata: {name: t}\ntarget: {kind: CronJob}\njsonOp: '[{"op": "replace", "path": "/apiVersion", "value": "batch/v1beta1"}]'\n`;
    assert.deepEqual(await references(text), ['5:62 /jsonOp error batch/v1beta1 CronJob']);
  });
});
