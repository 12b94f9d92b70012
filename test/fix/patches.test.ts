import assert from 'node:assert/strict';
import { fix } from '../../lib/fix/fix.ts';
import type { Known } from '../../lib/fix/known.ts';
import { patchFilesOf } from '../../lib/fix/patches.ts';

/** Fixes a file that a kustomization names as a patch. */
function fixedPatch(text: string, known: Partial<Known> = {}) {
  const patches = new Map([['shop/patch.yaml', text]]);
  const options = { target: '1.25', known: { ingressClasses: new Set<string>(), patches, ...known } };
  return fix({ file: './shop/patch.yaml', text }, options);
}

const patch = (apiVersion: string, kind: string, ...spec: readonly string[]) =>
  [`apiVersion: ${apiVersion}`, `kind: ${kind}`, 'metadata: {name: quay}', ...spec, ''].join('\n');

describe('a patch that a kustomization names', () => {
  it('gets no selector and no defaults, which would go over those of what it patches', () => {
    for (const kind of ['Deployment', 'DaemonSet', 'ReplicaSet']) {
      for (const spec of [
        ['spec: {template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: a}]}}}'],
        ['spec: {template: {spec: {containers: [{name: a, env: []}]}}}'],
        ['spec: {minReadySeconds: 3}'],
        [],
      ]) {
        const { text, left } = fixedPatch(patch('extensions/v1beta1', kind, ...spec));
        assert.deepEqual([text, left], [patch('apps/v1', kind, ...spec), []]);
      }
    }
  });

  it('gets none into the items of a list that is merged by a key', () => {
    const webhooks = 'webhooks: [{name: a.quay.example, sideEffects: None, failurePolicy: Fail}]';
    const api = 'admissionregistration.k8s.io';
    const { text } = fixedPatch(patch(`${api}/v1beta1`, 'ValidatingWebhookConfiguration', webhooks));
    assert.equal(text, patch(`${api}/v1`, 'ValidatingWebhookConfiguration', webhooks));
  });

  it('gets what is renamed, and what a list that is replaced as a whole must have', () => {
    const paths = (backend: string) => `spec: {rules: [{http: {paths: [{path: /, ${backend}}]}}]}`;
    const { text } = fixedPatch(
      patch('extensions/v1beta1', 'Ingress', paths('backend: {serviceName: a, servicePort: 80}')),
    );
    const backend = 'pathType: ImplementationSpecific, backend: {service: {name: a, port: {number: 80}}}';
    assert.equal(text, patch('networking.k8s.io/v1', 'Ingress', paths(backend)));
  });

  it('stays where what it patches stays', () => {
    const text = patch('extensions/v1beta1', 'Deployment', 'spec: {replicas: 3}');
    const staying = (name: string) => new Map([['extensions/v1beta1/Deployment', new Set([name])]]);
    const result = fixedPatch(text, { objects: { staying: staying('quay'), moving: new Map() } });
    assert.equal(result.text, text);
    assert.deepEqual(
      result.left.map(({ reason }) => reason.reason === 'decide' && reason.question),
      ['patched-object'],
    );
    assert.notEqual(fixedPatch(text, { objects: { staying: staying('crane'), moving: new Map() } }).text, text);
  });

  it('is a file beside the kustomization, or further up', () => {
    const kustomization = {
      patches: [{ path: 'a.yaml' }, { patch: 'spec: {}' }, 'text'],
      patchesJson6902: [{ path: '../b.yaml' }],
      patchesStrategicMerge: ['./c.yaml', 'kind: Role\nmetadata: {name: a}\n', 7],
    };
    assert.deepEqual(patchFilesOf(kustomization, 'shop/test/kustomization.yaml'), [
      'shop/test/c.yaml',
      'shop/test/a.yaml',
      'shop/b.yaml',
    ]);
    assert.deepEqual(patchFilesOf({ patches: 'text' }, 'kustomization.yaml'), []);
  });
});
