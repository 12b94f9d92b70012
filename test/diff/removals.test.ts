import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { type MigrationFact, parseGvk } from '../../lib/catalog/lifecycle-facts.ts';
import { diff } from '../../lib/diff/diff.ts';
import { gvkKey } from '../../lib/model/gvk.ts';
import { earlier, type Release, releasesBetween } from '../../lib/model/release.ts';
import type { LifecycleFact } from '../../lib/snapshot/facts.ts';
import { FACTS_FOLDER, type LoadedSnapshot, loadSnapshot } from '../../lib/snapshot/store.ts';

function entriesOf<Fact>(name: string): readonly Fact[] {
  return JSON.parse(readFileSync(join(FACTS_FOLDER, name), 'utf8')).entries;
}

/** What the facts say that each release stops serving: the guide, else the earlier of declaration and observation. */
function removalsByRelease(): ReadonlyMap<Release, readonly string[]> {
  const removals = new Map<string, Release>();
  for (const fact of entriesOf<LifecycleFact>('api-lifecycle.json')) {
    const release = earlier(fact.removed, fact.observedRemoved);
    if (release !== null) removals.set(gvkKey(fact), release);
  }
  for (const { from, stopsServing } of entriesOf<MigrationFact>('migrations.json')) {
    const gvk = parseGvk(from);
    assert.ok(gvk !== null, from);
    removals.set(gvkKey(gvk), stopsServing);
  }
  const byRelease = new Map<Release, string[]>();
  for (const [key, release] of removals) byRelease.set(release, [...(byRelease.get(release) ?? []), key]);
  return byRelease;
}

describe('diff of adjacent releases', () => {
  const catalog = new Catalog();
  const loaded = new Map<Release, LoadedSnapshot>();
  const load = (release: Release) => {
    const known = loaded.get(release) ?? loadSnapshot(release);
    loaded.set(release, known);
    return known;
  };
  const removals = removalsByRelease();
  const releases = releasesBetween('1.7', '1.36');

  releases.slice(1).forEach((release, at) => {
    const before = releases[at] as Release;
    it(`shows the removals of ${release} that the facts hold, and no others`, () => {
      const { changes } = diff({ release: before }, { release }, { catalog, load });
      const went = changes.flatMap((change) =>
        change.code === 'api-removed' || change.code === 'api-replaced' ? [gvkKey(change.gvk)] : [],
      );
      assert.deepEqual(went.sort(), [...(removals.get(release) ?? [])].sort());
    });
  });

  it('gives the same value every time', () => {
    for (const [from, to] of [
      ['1.15', '1.16'],
      ['1.35', '1.36'],
    ] as const) {
      const once = JSON.stringify(diff({ release: from }, { release: to }, { catalog, load }));
      assert.equal(JSON.stringify(diff({ release: from }, { release: to })), once);
    }
  });
});
