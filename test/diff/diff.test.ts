import assert from 'node:assert/strict';
import type { Diff } from '../../lib/diff/change.ts';
import { diff } from '../../lib/diff/diff.ts';
import { filterDiff } from '../../lib/diff/filter.ts';
import { serializeSnapshot } from '../../lib/snapshot/serialize.ts';
import { loadSnapshot } from '../../lib/snapshot/store.ts';
import { document, kindDefinition, loaded, ref, type SmallKind } from './documents.ts';

function find(found: Diff, code: string, what: string) {
  return found.changes.find(
    (change) =>
      change.code === code &&
      ('gate' in change
        ? change.gate === what
        : 'definition' in change
          ? `${change.definition.split('.').at(-1)}.${change.field}` === what
          : `${change.gvk.group}/${change.gvk.version} ${change.gvk.kind}` === what),
  );
}

describe('diff of a span of releases', () => {
  const span = diff({ release: '1.15' }, { release: '1.26' });

  it('says in which release each change came', () => {
    assert.equal(find(span, 'api-removed', 'extensions/v1beta1 Deployment')?.release, '1.16');
    assert.equal(find(span, 'api-replaced', 'extensions/v1beta1 Ingress')?.release, '1.22');
    assert.equal(find(span, 'field-added', 'PodSpec.hostUsers')?.release, '1.25');
    assert.equal(find(span, 'field-removed', 'ObjectMeta.clusterName')?.release, '1.25');
    assert.equal(find(span, 'gate-added', 'JobPodFailurePolicy')?.release, '1.25');
  });

  it('leaves out what came and went inside, and counts it', () => {
    assert.ok(span.cameAndWent > 0);
    assert.ok(
      !span.changes.some(
        (change) => 'gvk' in change && change.gvk.version === 'v2beta2' && change.code === 'api-added',
      ),
    );
    const inside = diff({ release: '1.15' }, { release: '1.17' });
    // discovery.k8s.io/v1alpha1 came in 1.16 and went in 1.17.
    assert.equal(find(inside, 'api-added', 'discovery.k8s.io/v1alpha1 EndpointSlice'), undefined);
    assert.ok(inside.cameAndWent > 0);
  });

  it('names the groups and versions that came and went', () => {
    assert.ok(span.groups.removed.includes('extensions'));
    assert.ok(span.groups.added.includes('discovery.k8s.io'));
    assert.ok(span.groupVersions.removed.includes('batch/v1beta1'));
  });

  it('is in the order of the releases', () => {
    const minors = span.changes.map(({ release }) => Number(release.split('.')[1]));
    assert.deepEqual(
      minors,
      [...minors].sort((a, b) => a - b),
    );
  });

  it('compares verbs across releases that do not tell them, and says how far back a change may lie', () => {
    const wide = diff({ release: '1.12' }, { release: '1.28' });
    assert.deepEqual(wide.compared.verbs, ['1.12', '1.28']);
    const change = wide.changes.find(({ notBefore }) => notBefore !== undefined);
    assert.equal(change?.notBefore, '1.14');
    assert.equal(change?.release, '1.28');
  });

  it('says what could not be compared', () => {
    const { compared } = diff({ release: '1.37' }, { release: '1.38' });
    assert.deepEqual(compared, { fields: null, enums: null, verbs: null });
    assert.deepEqual(span.compared.verbs, null);
    assert.deepEqual(span.compared.fields, ['1.15', '1.26']);
  });
});

const POD: SmallKind = { group: '', version: 'v1', kind: 'Pod', plural: 'pods' };
const WIDGET: SmallKind = { group: 'shop.example.com', version: 'v1', kind: 'Widget', plural: 'widgets' };
const [NAME, SPEC, WIDGET_NAME] = [
  'io.k8s.api.core.v1.Pod',
  'io.k8s.api.core.v1.PodSpec',
  'com.example.shop.v1.Widget',
];

function cluster(specFields: Readonly<Record<string, unknown>>, kinds: readonly SmallKind[] = [POD, WIDGET]) {
  return document(kinds, {
    [NAME]: kindDefinition(POD, { spec: ref(SPEC) }),
    [SPEC]: { type: 'object', properties: specFields },
    [WIDGET_NAME]: kindDefinition(WIDGET, { size: { type: 'integer' } }),
  });
}

describe('diff of documents', () => {
  const text = { type: 'string' };
  const [before, after] = [loaded(cluster({ a: text }), '1.30'), loaded(cluster({ b: text }, [POD]), '1.31')];

  it('gives the same for raw documents and for the Snapshots made of them', () => {
    const saved = ({ snapshot }: typeof before) => ({
      snapshot: JSON.parse(serializeSnapshot(snapshot)),
      sha256: '0'.repeat(64),
    });
    const raw = diff({ document: 'a', loaded: before }, { document: 'b', loaded: after });
    const kept = diff({ document: 'a', loaded: saved(before) }, { document: 'b', loaded: saved(after) });
    assert.deepEqual(kept, raw);
    assert.ok(find(raw, 'field-removed', 'PodSpec.a') !== undefined);
    assert.ok(find(raw, 'api-removed', 'shop.example.com/v1 Widget') !== undefined);
  });

  it('gives the same for bundled Snapshots read as documents as for their releases', () => {
    const read = (release: string) => ({ document: release, loaded: loadSnapshot(release) });
    assert.deepEqual(diff(read('1.30'), read('1.31')).changes, diff({ release: '1.30' }, { release: '1.31' }).changes);
  });

  it('leaves custom resources out of a comparison with a release, and counts them', () => {
    const found = diff({ document: 'cluster.json', loaded: before }, { release: '1.31' });
    assert.equal(found.foreign, 1);
    assert.equal(find(found, 'api-removed', 'shop.example.com/v1 Widget'), undefined);
  });

  it('takes what a release leaves off by default for no difference where a cluster has it not', () => {
    const found = diff({ document: 'cluster.json', loaded: before }, { release: '1.30' });
    assert.ok(found.offByDefault > 0);
    assert.equal(find(found, 'api-added', 'internal.apiserver.k8s.io/v1alpha1 StorageVersion'), undefined);
    assert.ok(find(found, 'api-added', 'apps/v1 Deployment') !== undefined);
  });
});

describe('filterDiff', () => {
  const whole = diff({ release: '1.24' }, { release: '1.25' });

  it('keeps what touches a group', () => {
    const { changes, groupVersions } = filterDiff(whole, { groups: ['policy'] });
    assert.ok(changes.length > 0 && changes.length < whole.changes.length);
    assert.ok(changes.every((change) => !('gate' in change)));
    assert.ok(groupVersions.removed.every((name) => name.startsWith('policy/')));
  });

  it('keeps what touches a kind, through a shared type too', () => {
    const { changes } = filterDiff(whole, { kinds: ['daemonset'] });
    assert.ok(changes.some((change) => 'definition' in change && change.definition.endsWith('.PodSpec')));
    assert.ok(!changes.some((change) => 'gvk' in change && change.gvk.kind === 'CronJob'));
  });

  it('takes the name of a schema type for a kind', () => {
    const { changes } = filterDiff(whole, { kinds: ['PodSpec'] });
    assert.ok(changes.length > 0);
    assert.ok(changes.every((change) => 'definition' in change && change.definition.endsWith('.PodSpec')));
  });

  it('keeps classes, and takes breaking for both that break', () => {
    const { changes } = filterDiff(whole, { classes: ['breaking'] });
    assert.ok(changes.length > 0);
    assert.ok(changes.every(({ classes }) => classes[0]?.startsWith('breaking-')));
    const clients = filterDiff(whole, { classes: ['breaking-clients'] }).changes;
    assert.ok(clients.length < changes.length);
  });
});
