import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { parseGvk } from '../../lib/catalog/lifecycle-facts.ts';
import type { GroupVersionKind } from '../../lib/model/gvk.ts';
import { formatGvk } from '../../lib/model/gvk.ts';
import type { Release } from '../../lib/model/release.ts';
import { compareReleases, earlier, isAtLeast } from '../../lib/model/release.ts';
import { snapshotFolder } from '../../lib/snapshot/folder.ts';

interface Fact extends GroupVersionKind {
  readonly introduced: Release | null;
  readonly deprecated: Release | null;
  readonly removed: Release | null;
  readonly observedIntroduced?: Release;
  readonly observedRemoved: Release | null;
  readonly replacement: GroupVersionKind | null;
  readonly typesFirstIn: Release | null;
  readonly served: { readonly first: Release; readonly last: Release | null } | null;
}

interface Migration {
  readonly from: string;
  readonly to: string | null;
  readonly stopsServing: Release;
  readonly replacementAvailable: Release | null;
}

function entriesOf<T>(name: string): readonly T[] {
  const text = readFileSync(new URL(`facts/${name}`, snapshotFolder()), 'utf8');
  return (JSON.parse(text) as { entries: T[] }).entries;
}

const catalog = new Catalog();
const facts = entriesOf<Fact>('api-lifecycle.json');
const migrations = entriesOf<Migration>('migrations.json');
const guided = new Set(migrations.map(({ from }) => from));

describe('the bundled timeline against every declared lifecycle', () => {
  it('knows each of the declared kinds', () => {
    assert.ok(facts.length >= 259, `${facts.length} facts`);
    const missing = facts.filter((fact) => catalog.entry(fact) === undefined);
    assert.deepEqual(missing.map(formatGvk), []);
  });

  it('answers what is declared of the introduction, but where documents or types show another release', () => {
    const differing = facts.filter((fact) => catalog.entry(fact)?.introduced !== fact.introduced);
    for (const fact of differing) {
      const answer = catalog.entry(fact)?.introduced as Release;
      const shown = earlier(fact.served?.first ?? null, fact.typesFirstIn);
      assert.equal(answer, shown, `${formatGvk(fact)}: ${answer}, declared ${fact.introduced}, shown ${shown}`);
    }
    assert.equal(differing.length, 12);
  });

  it('answers every deprecation as it is declared, but where the API went before', () => {
    for (const fact of facts) {
      const entry = catalog.entry(fact);
      const isBefore = fact.deprecated === null || !isAtLeast(fact.deprecated, entry?.removed ?? null);
      assert.equal(entry?.deprecated, isBefore ? fact.deprecated : null, formatGvk(fact));
    }
  });

  it('answers as removal the earlier of what is declared and what is seen', () => {
    for (const fact of facts) {
      assert.equal(catalog.entry(fact)?.removed, earlier(fact.removed, fact.observedRemoved), formatGvk(fact));
    }
  });

  it('answers every declared replacement, but where the migration guide names a later one', () => {
    for (const fact of facts) {
      const entry = catalog.entry(fact);
      if (fact.replacement === null || guided.has(formatGvk(fact))) continue;
      assert.deepEqual(entry?.replacement, fact.replacement, formatGvk(fact));
      assert.equal(entry?.replacementBy, 'declared', formatGvk(fact));
    }
  });

  it('derives a replacement only where none is declared, and marks it', () => {
    const derived = catalog.kinds.filter(({ replacementBy }) => replacementBy === 'derived');
    assert.ok(derived.length > 40, `${derived.length} derived`);
    for (const entry of derived) {
      assert.equal(entry.declared?.replacement ?? null, null, formatGvk(entry));
      assert.equal(entry.replacement?.kind, entry.kind, formatGvk(entry));
      assert.notEqual(entry.version, 'v1', formatGvk(entry));
    }
  });
});

describe('the bundled timeline against the migration guide', () => {
  it('agrees in every removal and every replacement', () => {
    assert.ok(migrations.length >= 50, `${migrations.length} migrations`);
    for (const { from, to, stopsServing } of migrations) {
      const entry = catalog.entry(parseGvk(from) as GroupVersionKind);
      assert.equal(entry?.removed, stopsServing, from);
      assert.equal(entry.removedBy, 'guide', from);
      assert.deepEqual(entry.replacement, to === null ? null : parseGvk(to), from);
    }
  });

  it('knows each replacement from the release in which the guide says it can be used', () => {
    for (const { from, to, replacementAvailable } of migrations) {
      if (to === null || replacementAvailable === null) continue;
      const introduced = catalog.entry(parseGvk(to) as GroupVersionKind)?.introduced as Release;
      assert.ok(compareReleases(introduced, replacementAvailable) <= 0, `${from}: ${to} came in ${introduced}`);
    }
  });
});
