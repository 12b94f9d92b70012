import assert from 'node:assert/strict';
import { fix } from '../../lib/fix/fix.ts';
import { relabelledBy } from '../../lib/fix/relabelling.ts';
import type { JsonMapping } from '../../lib/fix/value.ts';

const POD = 'metadata: {labels: {app: quay}}, spec: {containers: [{name: a, image: a}]}';
const TEXT = `apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: quay}\nspec:\n  template: {${POD}}\n`;

/** What a fix of `base/web.yaml` decides, where these are the kustomizations, by their folders, and the patches. */
function decided(
  kustomizations: Readonly<Record<string, JsonMapping>>,
  { patches = {}, text = TEXT }: { patches?: Readonly<Record<string, string>>; text?: string } = {},
): readonly string[] {
  const files = Object.entries(kustomizations).map(([folder, value]) => ({
    file: `${folder}/kustomization.yaml`,
    value,
  }));
  const relabelled = relabelledBy(files, new Map(Object.entries(patches)));
  const { changes, left } = fix(
    { file: 'base/web.yaml', text },
    { target: '1.25', known: { ingressClasses: new Set(), relabelled } },
  );
  assert.equal(changes.length === 0, left.length > 0);
  return left.map(({ reason }) => (reason.reason === 'decide' ? reason.question : reason.reason));
}

const BASE = { resources: ['web.yaml'] };
const OVER = { resources: ['../base/'] };
const LABELS = { team: 'harbour' };

describe('an object whose selector the old API made of labels that a kustomization changes', () => {
  it('stays where the kustomization adds labels to all, whatever way it comes to the file', () => {
    assert.deepEqual(decided({ base: BASE, over: OVER }), []);
    for (const labels of [
      { commonLabels: LABELS },
      { labels: [{ pairs: LABELS, includeSelectors: true }] },
      { labels: [{ pairs: LABELS, includeTemplates: true }] },
    ]) {
      assert.deepEqual(decided({ base: { ...BASE, ...labels } }), ['relabelled']);
      assert.deepEqual(decided({ base: BASE, over: { ...OVER, ...labels } }), ['relabelled']);
      assert.deepEqual(decided({ base: BASE, over: { ...OVER, components: ['../part'] }, part: labels }), [
        'relabelled',
      ]);
      assert.deepEqual(decided({ base: BASE, other: { resources: ['web.yaml'], ...labels } }), []);
    }
    assert.deepEqual(decided({ base: { ...BASE, labels: [{ pairs: LABELS }] } }), []);
  });

  it('stays where a patch changes them', () => {
    const merge = (spec: string, name = 'quay') => `kind: Deployment\nmetadata: {name: ${name}}\nspec: ${spec}\n`;
    const labels = '{template: {metadata: {labels: {tier: front}}}}';
    const operation = '[{"op": "add", "path": "/spec/template/metadata/labels/tier", "value": "front"}]';
    for (const over of [
      { patches: [{ patch: merge(labels) }] },
      { patches: [{ target: { kind: 'Deployment', name: 'qu.*' }, patch: operation }] },
      { patchesJson6902: [{ target: { kind: 'Deployment', name: 'quay' }, path: 'patch.json' }] },
      { patchesStrategicMerge: ['patch.yaml'] },
    ])
      assert.deepEqual(
        decided({ base: BASE, over }, { patches: { 'over/patch.yaml': merge(labels), 'over/patch.json': operation } }),
        ['relabelled'],
        JSON.stringify(over),
      );
    assert.deepEqual(decided({ over: { patches: [{ patch: merge('{replicas: 2}') }] } }), []);
    assert.deepEqual(decided({ over: { patches: [{ patch: merge(labels, 'crane') }] } }), []);
  });

  it('moves where it has a selector of its own', () => {
    const text = TEXT.replace('spec:\n', 'spec:\n  selector: {matchLabels: {app: quay}}\n');
    assert.deepEqual(decided({ base: { ...BASE, commonLabels: LABELS } }, { text }), []);
  });

  it('is found though kustomizations name each other', () => {
    const round = {
      base: { resources: ['../over', 'web.yaml'], components: ['../over'] },
      over: { ...OVER, components: ['../base'] },
    };
    assert.deepEqual(decided(round), []);
    assert.deepEqual(decided({ ...round, over: { ...OVER, commonLabels: LABELS } }), ['relabelled']);
  });

  it('is found though kustomizations name one another in a chain of thousands, and targets one patch', () => {
    const folders = Array.from({ length: 20_000 }, (_, at) => [`k${at}`, { components: [`../k${at + 1}`] }] as const);
    const chain = {
      ...Object.fromEntries(folders),
      k20000: { commonLabels: LABELS, resources: ['../base'] },
      base: BASE,
    };
    assert.equal(decided(chain).length, 1);
    const target = { path: 'patch.yaml', target: { kind: 'Deployment' } };
    const targets = Array.from({ length: 20_000 }, () => target);
    const patch = '- {op: add, path: /spec/replicas, value: 2}\n'.repeat(5000);
    const patches = { 'base/patch.yaml': patch };
    assert.deepEqual(decided({ base: { ...BASE, patches: targets } }, { patches }), []);
    assert.equal(
      decided(
        { base: { ...BASE, patches: targets } },
        { patches: { 'base/patch.yaml': `${patch}- {op: remove, path: /spec/selector}\n` } },
      ).length,
      1,
    );
  });
});
