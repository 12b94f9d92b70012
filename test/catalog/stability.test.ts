import assert from 'node:assert/strict';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { fieldStability } from '../../lib/catalog/field-stability.ts';
import { stabilityStatistics } from '../../lib/catalog/stability.ts';
import type { Timeline, TimelineKind } from '../../lib/catalog/timeline.ts';
import type { FeatureGate } from '../../lib/snapshot/facts.ts';
import { loadSnapshot } from '../../lib/snapshot/store.ts';

function kind(name: string, introduced: string, removed: string | null, last: string): TimelineKind {
  const [group = '', version = '', kindName = ''] = name.split('/');
  return {
    group,
    version,
    kind: kindName,
    resource: null,
    namespaced: true,
    introduced,
    deprecated: null,
    removed,
    replacement: null,
    seen: [[introduced, last]],
  };
}

const TIMELINE: Timeline = {
  betaOffByDefaultSince: '1.24',
  releases: ['1.18', '1.19', '1.20', '1.21', '1.22'].map((release) => ({
    release,
    sha256: '',
    preliminary: release === '1.22' ? 'not released' : null,
  })),
  kinds: [
    kind('shop/v1alpha1/Shop', '1.18', '1.20', '1.19'),
    kind('shop/v1beta1/Shop', '1.19', '1.22', '1.21'),
    kind('shop/v1/Shop', '1.21', null, '1.22'),
    kind('shop/v1beta1/Stall', '1.18', null, '1.22'),
    kind('fair/v1alpha1/Tent', '1.18', '1.20', '1.19'),
  ],
};

const GATES: readonly FeatureGate[] = [
  {
    name: 'FasterShops',
    stages: [
      { stage: 'alpha', default: false, from: '1.18', to: '1.19' },
      { stage: 'beta', default: true, from: '1.20', to: '1.20' },
      { stage: 'stable', default: true, from: '1.21', to: null },
    ],
  },
  { name: 'OldShops', stages: [{ stage: 'alpha', default: false, from: '1.18', to: '1.20' }], removedIn: '1.21' },
  // Counted nowhere: it stands for others.
  { name: 'AllShops', stages: [{ stage: 'beta', default: false, from: '1.18', to: null }], standsFor: 'beta' },
];

function statistics(from: string, to: string) {
  const catalog = new Catalog({ timeline: TIMELINE });
  return stabilityStatistics(from, to, { catalog, gates: GATES, fieldsOf: () => null });
}

describe('stabilityStatistics', () => {
  it('counts group/versions, kinds and gates of every release of the span', () => {
    const { releases } = statistics('1.19', '1.21');
    assert.deepEqual(
      releases.map(({ release }) => release),
      ['1.19', '1.20', '1.21'],
    );
    assert.deepEqual(releases[0]?.kinds, { ga: 0, beta: 2, alpha: 2, unknown: 0 });
    assert.deepEqual(releases[0]?.groupVersions, { ga: 0, beta: 1, alpha: 2, unknown: 0 });
    assert.deepEqual(releases[0]?.gates, { ga: 0, beta: 0, alpha: 2, unknown: 0 });
    assert.deepEqual(releases[2]?.kinds, { ga: 1, beta: 2, alpha: 0, unknown: 0 });
    assert.deepEqual(releases[2]?.gates, { ga: 1, beta: 0, alpha: 0, unknown: 0 });
  });

  it('does not know the gates of a preliminary release', () => {
    assert.equal(statistics('1.22', '1.22').releases[0]?.gates, null);
  });

  it('says how many releases each passage took', () => {
    const { kinds, gates } = statistics('1.18', '1.21');
    const [alphaToBeta, betaToGa, alphaToGa] = kinds.all.passages;
    assert.deepEqual([alphaToBeta?.count, alphaToBeta?.median], [1, 1]);
    assert.deepEqual([betaToGa?.count, betaToGa?.median], [1, 2]);
    assert.deepEqual([alphaToGa?.count, alphaToGa?.median], [1, 3]);
    assert.deepEqual(
      gates.all.passages.map(({ median }) => median),
      [2, 1, 3],
    );
    assert.deepEqual(
      kinds.byGroup.map(({ of }) => of),
      ['shop'],
    );
    assert.deepEqual(
      kinds.byYear.map(({ of }) => of),
      ['2020', '2021'],
    );
  });

  it('counts passages by their arrival', () => {
    const [, betaToGa] = statistics('1.18', '1.20').kinds.all.passages;
    assert.deepEqual(betaToGa, {
      from: 'beta',
      to: 'ga',
      count: 0,
      median: null,
      quartiles: null,
      least: null,
      most: null,
    });
  });

  it('says which betas lingered, and what became of them', () => {
    const told = (to: string) =>
      statistics('1.18', to).kinds.lingering.map(({ lineage, releases, now }) => `${lineage.name} ${releases} ${now}`);
    assert.deepEqual(told('1.21'), ['shop Stall 3 beta', 'shop Shop 2 ga']);
    assert.deepEqual(told('1.20'), ['shop Stall 2 beta', 'shop Shop 1 beta']);
  });

  it('says what was dropped without ever being GA', () => {
    const { kinds, gates } = statistics('1.18', '1.21');
    assert.deepEqual(
      kinds.dropped.map(({ name }) => name),
      ['fair Tent'],
    );
    assert.deepEqual(
      gates.dropped.map(({ name }) => name),
      ['OldShops'],
    );
    assert.deepEqual(statistics('1.21', '1.21').kinds.dropped, []);
  });
});

describe('fieldStability', () => {
  const catalog = new Catalog();
  const fields = (release: string) => fieldStability(catalog, loadSnapshot(release).snapshot);

  it('counts fields by the version of their type and by their gate', () => {
    const counts = fields('1.36');
    assert.ok(counts !== null);
    assert.ok(counts.ga > counts.beta && counts.beta > 0 && counts.alpha > 0);
    assert.equal(counts.unknown, 0);
  });

  it('leaves out the types that a document holds and its server no longer serves', () => {
    const [before, after] = [fields('1.15'), fields('1.16')];
    assert.ok(before !== null && after !== null && after.beta < before.beta);
  });

  it('does not know the fields of a list of kinds', () => {
    assert.equal(fields('1.3'), null);
    assert.equal(fields('1.38'), null);
  });
});
