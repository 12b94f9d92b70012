import assert from 'node:assert/strict';
import type { StabilityStatistics, WayStatistics } from '../../lib/catalog/stability.ts';
import { stabilityHtml } from '../../lib/report/stability-html.ts';
import { stabilityJson } from '../../lib/report/stability-json.ts';
import { stabilityTable } from '../../lib/report/stability-table.ts';

const counts = (ga: number, beta: number, alpha: number) => ({ ga, beta, alpha, unknown: 0 });
const none = { count: 0, median: null, quartiles: null, least: null, most: null };
const all = {
  of: 'all',
  passages: [
    { from: 'alpha', to: 'beta', ...none },
    { from: 'beta', to: 'ga', count: 4, median: 2.5, quartiles: [2, 3], least: 1, most: 9 },
    { from: 'alpha', to: 'ga', ...none },
  ],
} as const;
const stall = { name: 'shop Stall', group: 'shop', alpha: null, beta: '1.18', ga: null, removed: null };
const tent = { name: 'fair Tent', group: 'fair', alpha: '1.18', beta: null, ga: null, removed: '1.20' };
const kinds: WayStatistics = {
  all,
  byYear: [{ ...all, of: '2021' }],
  byGroup: [{ ...all, of: 'shop' }],
  lingering: [{ lineage: stall, releases: 3, now: 'beta' }],
  dropped: [tent],
};
const STATISTICS: StabilityStatistics = {
  from: '1.20',
  to: '1.21',
  releases: [
    {
      release: '1.20',
      preliminary: false,
      groupVersions: counts(1, 1, 0),
      kinds: counts(7, 2, 1),
      fields: counts(90, 9, 1),
      gates: counts(1, 2, 3),
    },
    {
      release: '1.21',
      preliminary: true,
      groupVersions: counts(1, 1, 0),
      kinds: counts(8, 2, 0),
      fields: null,
      gates: null,
    },
  ],
  kinds,
  gates: { ...kinds, lingering: [], dropped: [] },
};

describe('stabilityTable', () => {
  it('has a line for each release, and dashes for what is not known', () => {
    const text = stabilityTable(STATISTICS, { width: 160, all: false });
    assert.match(text, /│ 1\.20 +│ 1 +│ 1 +│ 0 +│ 7 +│ 2 +│ 1 +│ 90 +│ 9 +│ 1 +│ 1 +│ 2 +│ 3 +│/);
    assert.match(text, /│ 1\.21 \* .*│ - +│ - +│ - +│ - +│ - +│ - +│/);
    assert.match(text, /\* preliminary/);
  });

  it('says how long the passages took, what lingers and what was dropped', () => {
    const text = stabilityTable(STATISTICS, { width: 160, all: false });
    assert.match(text, /│ kinds +│ - +│ 2\.5 \(2-3, of 4\) +│ - +│/);
    assert.match(text, /│ shop Stall +│ 1\.18 +│ 3 +│ still beta +│/);
    assert.match(text, /Kinds dropped without ever being GA: 1\. fair Tent \(alpha, gone in 1\.20\)\./);
  });

  it('shows groups where all is asked for', () => {
    assert.doesNotMatch(stabilityTable(STATISTICS, { width: 160, all: false }), /of shop/);
    assert.match(stabilityTable(STATISTICS, { width: 160, all: true }), /of shop/);
  });
});

describe('stabilityJson', () => {
  it('holds the statistics as they are', () => {
    const value = JSON.parse(stabilityJson(STATISTICS, { tool: { name: 'api-audit', version: '1' } }));
    assert.equal(value.schemaVersion, 1);
    assert.deepEqual(value.releases, STATISTICS.releases);
    assert.deepEqual(value.kinds, STATISTICS.kinds);
  });
});

describe('stabilityHtml', () => {
  it('draws a bar for each release whose counts are known', () => {
    const page = stabilityHtml(STATISTICS, { tool: { name: 'api-audit', version: '1' } });
    assert.match(page, /^<!doctype html>/);
    assert.equal(page.match(/<svg role="img"/g)?.length, 4);
    assert.equal(page.match(/<title>1\.20: /g)?.length, 4);
    assert.equal(page.match(/<title>1\.21: /g)?.length, 2);
    assert.ok(page.includes('<title>1.20: 7 GA, 2 beta, 1 alpha</title>'));
    assert.doesNotMatch(page, / style="/);
  });
});
