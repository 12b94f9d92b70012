import assert from 'node:assert/strict';
import { fix } from '../../lib/fix/fix.ts';
import type { Known } from '../../lib/fix/known.ts';

/** What is fixed of a kustomization with these lines, and the fields that are left to decide. */
function fixed(lines: readonly string[], known: Partial<Known> = {}) {
  const text = `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${lines.join('\n')}\n`;
  const options = { target: '1.25', known: { ingressClasses: new Set<string>(), ...known } };
  const result = fix({ file: 'shop/kustomization.yaml', text }, options);
  return {
    lines: result.text.trimEnd().split('\n').slice(2),
    left: result.left.map(({ reason }) => reason.reason === 'decide' && [reason.question, ...reason.path].join(' ')),
  };
}

const target = (version: string) => `- target: {group: policy, version: ${version}, kind: PodDisruptionBudget}`;
const patch = (path: string) => ['  patch: |-', '    - op: replace', `      path: ${path}`, '      value: 2'];

describe('the target of a patch in a kustomization', () => {
  it('is named in the API that its objects move to', () => {
    for (const list of ['patches:', 'patchesJson6902:']) {
      const rest = patch('/spec/minAvailable');
      assert.deepEqual(fixed([list, target('v1beta1'), ...rest]), { lines: [list, target('v1'), ...rest], left: [] });
    }
  });

  it('is left where the patch reaches into what the move changes, or is not known', () => {
    for (const rest of [
      patch('/spec/selector/matchLabels/app'),
      patch('/spec'),
      patch('/apiVersion'),
      ['  patch: "{spec: {selector: {}}}"'],
      ['  patch: text'],
      ['  patch: "- {op: remove}"'],
      ['  path: elsewhere.yaml'],
    ]) {
      const lines = ['patches:', target('v1beta1'), ...rest];
      assert.deepEqual(fixed(lines), { lines, left: ['patch-target patches 0 target group'] }, rest.join());
    }
  });

  it('is mended for a patch in another file that reaches elsewhere', () => {
    const patches = new Map([['shop/more.yaml', 'spec: {minAvailable: 2}\n']]);
    const lines = (version: string) => ['patches:', target(version), '  path: ./more.yaml'];
    assert.deepEqual(fixed(lines('v1beta1'), { patches }), { lines: lines('v1'), left: [] });
  });

  it('is mended whatever the patch where the move changes the name of the API alone', () => {
    const lines = (version: string) => [
      'patches:',
      `- target: {group: rbac.authorization.k8s.io, version: ${version}, kind: Role}`,
      '  path: elsewhere.yaml',
    ];
    assert.deepEqual(fixed(lines('v1beta1')).lines, lines('v1'));
  });

  it('gets the group and the version that it names, and no other', () => {
    const rest = patch('/spec/replicas');
    for (const [before, after] of [
      ['{group: extensions, kind: Deployment}', '{group: apps, kind: Deployment}'],
      ['{version: v1beta1, kind: Ingress}', '{version: v1, kind: Ingress}'],
      ['{kind: Deployment}', '{kind: Deployment}'],
      ['{group: policy, kind: PodDisruptionBudget}', '{group: policy, kind: PodDisruptionBudget}'],
      ['{group: apps, version: v1.*, kind: Deployment}', '{group: apps, version: v1.*, kind: Deployment}'],
    ] as const) {
      const lines = (target: string) => ['patches:', `- target: ${target}`, ...rest];
      assert.deepEqual(fixed(lines(before)), { lines: lines(after), left: [] });
    }
  });

  it('is left where some of its objects stay, or none of them is known to move', () => {
    const lines = [
      'patches:',
      '- target: {group: policy, version: v1beta1, kind: PodDisruptionBudget, name: web}',
      ...patch('/spec/minAvailable'),
    ];
    const named = (name: string | null) => new Map([['policy/v1beta1/PodDisruptionBudget', new Set([name])]]);
    const none = new Map<string, Set<string>>();
    const isLeft = (staying: Map<string, Set<string | null>>, moving: Map<string, Set<string | null>>) =>
      fixed(lines, { objects: { staying, moving } }).left.length === 1;
    assert.equal(isLeft(named('web'), named('web')), true);
    assert.equal(isLeft(named(null), named('web')), true);
    assert.equal(isLeft(named('api'), named('web')), false);
    assert.equal(isLeft(none, named('web')), false);
    assert.equal(isLeft(none, named('api')), true);
    assert.equal(isLeft(none, none), true);
  });
});

describe('what a kustomization replaces', () => {
  it('is chosen in the API that it moves to, where its fields stay', () => {
    const lines = (version: string) => [
      'replacements:',
      `- source: {group: policy, version: ${version}, kind: PodDisruptionBudget, fieldPath: spec.minAvailable}`,
      '  targets:',
      `  - select: {group: policy, version: ${version}, kind: PodDisruptionBudget}`,
      '    fieldPaths: [spec.maxUnavailable]',
      `    reject: [{group: policy, version: ${version}, kind: PodDisruptionBudget, name: a}]`,
      'vars:',
      `- objref: {apiVersion: policy/${version}, kind: PodDisruptionBudget, name: web}`,
    ];
    assert.deepEqual(fixed(lines('v1beta1')), { lines: lines('v1'), left: [] });
  });

  it('is left where its fields move', () => {
    const lines = [
      'replacements:',
      '- source: {group: policy, version: v1beta1, kind: PodDisruptionBudget, fieldPath: "spec.selector[app=a]"}',
    ];
    assert.deepEqual(fixed(lines), { lines, left: ['patch-target replacements 0 source group'] });
  });
});
