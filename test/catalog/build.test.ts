import assert from 'node:assert/strict';
import { buildTimeline, serializeTimeline } from '../../lib/catalog/build.ts';
import { Catalog } from '../../lib/catalog/catalog.ts';
import type { MigrationFact } from '../../lib/catalog/lifecycle-facts.ts';
import { parseGvk } from '../../lib/catalog/lifecycle-facts.ts';
import type { LifecycleFact } from '../../lib/snapshot/facts.ts';
import type { ApiResource, SnapshotInfo } from '../../lib/snapshot/snapshot.ts';
import { gvkOf } from '../support/findings.ts';

function snapshot(release: string, kinds: readonly string[], subresources: readonly string[] = []) {
  const resources: ApiResource[] = [
    ...kinds.map((kind) => ({ ...gvkOf(kind), name: 'things', namespaced: true, verbs: null })),
    ...subresources.map((kind) => ({
      ...gvkOf(kind),
      name: 'things/scale',
      namespaced: true,
      verbs: null,
      parent: gvkOf(kinds[0] as string),
    })),
  ];
  const knows = { fields: false, verbs: false, enums: false, subresources: subresources.length > 0 };
  const info: SnapshotInfo = { release, preliminary: null, madeFrom: [], knows, resources };
  return { info, sha256: release };
}

function declared(kind: string, rest: Partial<LifecycleFact>): LifecycleFact {
  return {
    ...gvkOf(kind),
    introduced: null,
    deprecated: null,
    removed: null,
    replacement: null,
    typesFirstIn: null,
    typesLastIn: null,
    observedRemoved: null,
    ...rest,
  };
}

function build(
  snapshots: readonly ReturnType<typeof snapshot>[],
  lifecycles: readonly LifecycleFact[] = [],
  migrations: readonly MigrationFact[] = [],
) {
  return buildTimeline({ snapshots, lifecycles, migrations, betaOffByDefaultSince: '1.24', servingExceptions: [] });
}

function only(timeline: ReturnType<typeof build>, kind: string) {
  const found = new Catalog({ timeline }).entry(gvkOf(kind));
  assert.ok(found, kind);
  return found;
}

describe('buildTimeline', () => {
  const three = [
    snapshot('1.9', ['a/v1beta1 Thing']),
    snapshot('1.10', ['a/v1beta1 Thing']),
    snapshot('1.11', ['a/v1 Thing']),
  ];

  it('takes absence from the next Snapshot for a removal, and orders releases by number', () => {
    const entry = only(build([...three].reverse()), 'a/v1beta1 Thing');
    assert.deepEqual(entry.seen, [['1.9', '1.10']]);
    assert.equal(entry.introduced, '1.9');
    assert.equal(entry.removed, '1.11');
    assert.equal(entry.removedBy, 'snapshot');
  });

  it('believes a tag that comes true before the API goes from the documents', () => {
    const entry = only(build(three, [declared('a/v1beta1 Thing', { removed: '1.10' })]), 'a/v1beta1 Thing');
    assert.equal(entry.removed, '1.10');
    assert.equal(entry.removedBy, 'declared');
  });

  it('believes the documents where an API went before its tag, and keeps the tag', () => {
    const entry = only(build(three, [declared('a/v1beta1 Thing', { removed: '1.14' })]), 'a/v1beta1 Thing');
    assert.equal(entry.removed, '1.11');
    assert.equal(entry.declared?.removed, '1.14');
  });

  it('believes the migration guide before all others', () => {
    const guide = { from: 'a/v1beta1 Thing', to: 'a/v1 Thing', replacementAvailable: '1.11', stopsServing: '1.12' };
    const entry = only(build(three, [declared('a/v1beta1 Thing', { removed: '1.10' })], [guide]), 'a/v1beta1 Thing');
    assert.equal(entry.removed, '1.12');
    assert.equal(entry.removedBy, 'guide');
    assert.deepEqual(entry.replacement, gvkOf('a/v1 Thing'));
    assert.equal(entry.replacementBy, 'guide');
  });

  it('finds two runs of releases where an API was away in between', () => {
    const entry = only(
      build([snapshot('1.1', ['a/v1 T']), snapshot('1.2', ['a/v1 U']), snapshot('1.3', ['a/v1 T'])]),
      'a/v1 T',
    );
    assert.deepEqual(entry.seen, [
      ['1.1', '1.1'],
      ['1.3', '1.3'],
    ]);
    assert.equal(entry.removed, null);
  });

  it('believes the first document where that is earlier than the tag, and the types where the tag is before them', () => {
    const earlier = only(build(three, [declared('a/v1beta1 Thing', { introduced: '1.10' })]), 'a/v1beta1 Thing');
    assert.equal(earlier.introduced, '1.9');
    const facts = [
      declared('a/v1beta1 Thing', { introduced: '1.8', typesFirstIn: '1.9' }),
      declared('a/v1 Other', { introduced: '1.2', typesFirstIn: '1.4' }),
    ];
    assert.equal(only(build(three, facts), 'a/v1beta1 Thing').introduced, '1.9');
    assert.equal(only(build(three, facts), 'a/v1 Other').introduced, '1.2', 'types were not read from before 1.4 on');
  });

  it('takes no absence from a plain list for the removal of what exists only below a resource', () => {
    const timeline = build([snapshot('1.1', ['a/v1 Thing'], ['b/v1 Scale']), snapshot('1.2', ['a/v1 Thing'])]);
    assert.equal(only(timeline, 'b/v1 Scale').removed, null);
    assert.equal(only(timeline, 'b/v1 Scale').resource, null);
  });

  it('writes one kind a line, as JSON that reads back the same', () => {
    const timeline = build(three);
    const text = serializeTimeline(timeline);
    assert.deepEqual(JSON.parse(text), timeline);
    assert.equal(text.split('\n').filter((line) => line.startsWith('{"group":"a"')).length, 2);
  });
});

describe('the replacement derived for a kind', () => {
  it('is the same kind in the newest GA version of its group', () => {
    const timeline = build([snapshot('1.1', ['a/v1alpha1 T', 'a/v1beta1 T', 'a/v1 T'])]);
    assert.deepEqual(only(timeline, 'a/v1alpha1 T').replacement, gvkOf('a/v1 T'));
    assert.deepEqual(only(timeline, 'a/v1beta1 T').replacement, gvkOf('a/v1 T'));
    assert.equal(only(timeline, 'a/v1 T').replacement, null);
  });

  it('is the newest beta where there is no GA version, and never an older alpha or one that is gone', () => {
    const timeline = build([
      snapshot('1.1', ['a/v1beta1 T', 'a/v2alpha1 T', 'a/v1 T']),
      snapshot('1.2', ['a/v1beta1 T', 'a/v2alpha1 T']),
    ]);
    assert.deepEqual(only(timeline, 'a/v2alpha1 T').replacement, gvkOf('a/v1beta1 T'));
    assert.equal(only(timeline, 'a/v1beta1 T').replacement, null);
  });

  it('is a beta that is declared to go one day', () => {
    const facts = [declared('a/v1beta1 T', { removed: '1.9' })];
    const timeline = build([snapshot('1.1', ['a/v1alpha1 T', 'a/v1alpha2 T', 'a/v1beta1 T'])], facts);
    assert.deepEqual(only(timeline, 'a/v1alpha1 T').replacement, gvkOf('a/v1beta1 T'));
    assert.equal(only(timeline, 'a/v1beta1 T').replacement, null);
  });

  it('is the next alpha where all are alpha, each of which takes the place of the one before', () => {
    const timeline = build([
      snapshot('1.1', ['a/v1alpha1 T']),
      snapshot('1.2', ['a/v1alpha2 T']),
      snapshot('1.3', ['a/v1alpha3 T']),
      snapshot('1.4', []),
    ]);
    const replacements = ['a/v1alpha1 T', 'a/v1alpha2 T', 'a/v1alpha3 T'].map((one) => only(timeline, one).replacement);
    assert.deepEqual(replacements, [gvkOf('a/v1alpha2 T'), gvkOf('a/v1alpha3 T'), null]);
  });

  it("is found in a group that took over from the kind's own", () => {
    const facts = [declared('old/v1beta1 U', { replacement: gvkOf('new/v1 U') })];
    const timeline = build([snapshot('1.1', ['old/v1beta1 T', 'old/v1beta1 U', 'new/v1 T', 'other/v1 T'])], facts);
    assert.deepEqual(only(timeline, 'old/v1beta1 T').replacement, gvkOf('new/v1 T'));
  });

  it('is, in another group, rather the version that was there when the kind went', () => {
    const timeline = build([
      snapshot('1.1', ['old/v1beta1 T', 'new/v1 T']),
      snapshot('1.2', ['new/v1 T']),
      snapshot('1.3', ['new/v1 T', 'new/v2 T']),
    ]);
    assert.deepEqual(only(timeline, 'old/v1beta1 T').replacement, gvkOf('new/v1 T'));
  });

  it('is not looked for in any other group while the API is there', () => {
    const timeline = build([snapshot('1.1', ['old/v1beta1 T', 'new/v1 T'])]);
    assert.equal(only(timeline, 'old/v1beta1 T').replacement, null);
  });

  it('is not looked for in any other group before the release that is declared to remove the API', () => {
    const facts = [declared('own/v1alpha1 T', { removed: '1.3' })];
    const served = ['own/v1alpha1 T', 'other/v1 T'];
    assert.equal(only(build([snapshot('1.1', served)], facts), 'own/v1alpha1 T').replacement, null);
    const gone = build([snapshot('1.1', served), snapshot('1.3', ['other/v1 T'])], facts);
    assert.deepEqual(only(gone, 'own/v1alpha1 T').replacement, gvkOf('other/v1 T'));
  });
});

describe('parseGvk', () => {
  it('reads a group/version and a kind, and nothing else', () => {
    assert.deepEqual(parseGvk('apps/v1 Deployment'), { group: 'apps', version: 'v1', kind: 'Deployment' });
    assert.deepEqual(parseGvk('v1 Pod'), { group: '', version: 'v1', kind: 'Pod' });
    for (const text of ['', 'v1', 'a/b/c D', 'v1 Pod now']) assert.equal(parseGvk(text), null, text);
  });
});
