import assert from 'node:assert/strict';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { snapshotsJson, snapshotsTable } from '../../lib/report/snapshots.ts';
import { bundledReleases } from '../../lib/snapshot/releases.ts';

const catalog = new Catalog();

describe('snapshotsJson', () => {
  const value = JSON.parse(snapshotsJson(catalog));

  it('lists every bundled Snapshot, oldest first', () => {
    assert.equal(value.schemaVersion, 1);
    assert.deepEqual(
      value.snapshots.map(({ release }: { release: string }) => release),
      bundledReleases(),
    );
  });

  it('names the default Target, the newest that is not preliminary', () => {
    assert.equal(value.newest, catalog.newest);
    const row = value.snapshots.find(({ release }: { release: string }) => release === value.newest);
    assert.equal(row.preliminary, null);
  });

  it('says of each its digest, and how many kinds it serves by stability', () => {
    for (const { sha256, kinds } of value.snapshots) {
      assert.match(sha256, /^[0-9a-f]{64}$/);
      assert.deepEqual(Object.keys(kinds), ['ga', 'beta', 'alpha', 'unknown']);
      assert.ok(kinds.ga > 0);
    }
  });

  it('says why a preliminary one is that', () => {
    const row = value.snapshots.find(({ release }: { release: string }) => release === '1.38');
    assert.match(row.preliminary, /\w/);
  });
});

describe('snapshotsTable', () => {
  const text = snapshotsTable(catalog, 120);

  it('has a row for each release', () => {
    for (const release of bundledReleases())
      assert.match(text, new RegExp(`^\\W*${release.replace('.', '\\.')}\\s`, 'm'));
  });

  it('points out the default Target, and what is preliminary', () => {
    const lines = text.split('\n');
    assert.ok(lines.find((line) => line.includes('the default target'))?.includes(catalog.newest));
    assert.ok(lines.find((line) => line.includes('preliminary'))?.includes('1.38'));
  });

  it('fits the width', () => {
    for (const line of snapshotsTable(catalog, 60).split('\n')) assert.ok(line.length <= 60, line);
  });
});
