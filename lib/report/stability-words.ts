import type { LingeringBeta, Passage, Passages, StabilityCounts, WayStatistics } from '../catalog/stability.ts';
import type { Stability } from '../model/stability.ts';
import type { FeatureGateStage } from '../snapshot/facts.ts';

/** The stabilities as people write them. */
export const STABILITY_NAMES = { ga: 'GA', beta: 'beta', alpha: 'alpha', unknown: 'unknown' } as const satisfies Record<
  Stability,
  string
>;

/** The stages of feature gates as people write them. */
export const STAGE_NAMES = {
  alpha: 'alpha',
  beta: 'beta',
  stable: 'GA',
  deprecated: 'deprecated',
} as const satisfies Record<FeatureGateStage['stage'], string>;

/** `85 GA, 18 beta, 10 alpha` in figures alone, for a cell; a dash where it is not known. */
export function countCells(counts: StabilityCounts | null): string[] {
  if (counts === null) return ['-', '-', '-'];
  return [counts.ga, counts.beta, counts.alpha].map(String);
}

/** `3 (2-7, of 57)`: the median, the middle half, and of how many; a dash where there are none. */
function passageCell({ count, median, quartiles }: Passage): string {
  if (count === 0 || median === null || quartiles === null) return '-';
  return `${figure(median)} (${figure(quartiles[0])}-${figure(quartiles[1])}, of ${count})`;
}

/** A figure with one place behind the point where it needs one. */
function figure(number: number): string {
  return String(Math.round(number * 10) / 10);
}

/** The titles of the columns of {@link passageRow}. */
export const PASSAGE_TITLES = ['Alpha to beta', 'Beta to GA', 'Alpha to GA'];

/** A row of passages: whose they are, then each in its cell. */
export function passageRow(of: string, { passages }: Passages): string[] {
  return [of, ...passages.map(passageCell)];
}

const BECAME = { beta: 'still beta', ga: 'GA', dropped: 'dropped' } as const;

/** A row of a beta that lingered: what, since when, for how many releases, and what became of it. */
export function lingeringRow({ lineage, releases, now }: LingeringBeta): string[] {
  const when = now === 'ga' ? ` in ${lineage.ga}` : now === 'dropped' ? ` in ${lineage.removed}` : '';
  return [lineage.name, lineage.beta ?? '', String(releases), `${BECAME[now]}${when}`];
}

/** What was dropped, with the release that dropped it. */
export function droppedWords({ dropped }: WayStatistics): string[] {
  return dropped.map(({ name, removed, beta }) => `${name} (${beta === null ? 'alpha' : 'beta'}, gone in ${removed})`);
}
