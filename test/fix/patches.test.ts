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

  it('is left where it says Recreate, beside which what it patches would have the limits of a rolling update', () => {
    const to = (strategy: string) => patch('extensions/v1beta1', 'Deployment', `spec: {strategy: ${strategy}}`);
    const { text, left } = fixedPatch(to('{type: Recreate}'));
    assert.equal(text, to('{type: Recreate}'));
    assert.deepEqual(
      left.map(({ reason }) => reason.reason === 'decide' && reason.question),
      ['recreate-patch'],
    );
    const without = to('{type: Recreate, rollingUpdate: null}');
    assert.equal(fixedPatch(without).text, without.replace('extensions/v1beta1', 'apps/v1'));
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

describe('a patch that stands in a kustomization as text', () => {
  const KUSTOMIZE = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';
  const moving = (key: string) => ({ staying: new Map(), moving: new Map([[key, new Set(['quay'])]]) });

  /** What becomes of a kustomization, and the reasons for what is left in it. */
  function fixedTexts(lines: readonly string[], objects: Known['objects']) {
    const text = `${KUSTOMIZE}${lines.join('\n')}\n`;
    const known = { ingressClasses: new Set<string>(), ...(objects === undefined ? {} : { objects }) };
    const result = fix({ file: 'kustomization.yaml', text }, { target: '1.25', known });
    const left = result.left.map(({ reason, location }) => [reason.reason, location.line]);
    return { isSame: result.text === text, text: result.text, left };
  }

  const jobs = [
    'patchesStrategicMerge:',
    '- |-',
    '  apiVersion: batch/v1beta1 # old',
    '  kind: CronJob',
    '  metadata: {name: quay}',
    '  $patch: delete',
    'patches:',
    '- patch: "apiVersion: batch/v1beta1\\nkind: CronJob\\nmetadata: {name: quay}\\nspec: {suspend: true}\\n"',
    '- patch: \'{"apiVersion": "batch/v1beta1", "kind": "CronJob", "metadata": {"name": "quay"}}\'',
  ];

  it('moves with what it patches, in a block, in quotes and as JSON; nothing else of the text changes', () => {
    const { text, left } = fixedTexts(jobs, moving('batch/v1beta1/CronJob'));
    assert.equal(text, `${KUSTOMIZE}${jobs.join('\n').replaceAll('batch/v1beta1', 'batch/v1')}\n`);
    assert.deepEqual(left, []);
  });

  it('stays, and is named line by line, where what it patches stays, or is not in the input', () => {
    const staying = { staying: moving('batch/v1beta1/CronJob').moving, moving: new Map() };
    for (const objects of [staying, { staying: new Map(), moving: new Map() }]) {
      const { isSame, left } = fixedTexts(jobs, objects);
      assert.ok(isSame);
      // What a patch takes away is applied nowhere.
      assert.deepEqual(left, [
        ['found', 10],
        ['found', 11],
      ]);
    }
  });

  it('stays where it reaches into what the move changes, has the words twice, or is of several objects', () => {
    const head = [
      '- patch: |',
      '    apiVersion: extensions/v1beta1',
      '    kind: Deployment',
      '    metadata: {name: quay}',
    ];
    const objects = moving('extensions/v1beta1/Deployment');
    for (const rest of [
      '    spec: {strategy: {type: Recreate}}',
      '    spec: {template: {metadata: {labels: {a: b}}}}',
      '    # extensions/v1beta1',
      '    ---\n    apiVersion: v1\n    kind: ConfigMap\n    metadata: {name: a}',
    ]) {
      const { isSame, left } = fixedTexts(['patches:', ...head, rest], objects);
      assert.deepEqual([isSame, left], [true, [['found', 5]]]);
    }
    const { text } = fixedTexts(['patches:', ...head, '    spec: {replicas: 3}'], objects);
    assert.match(text, /^ {4}apiVersion: apps\/v1$/m);
  });
});
