import type { ChartCase } from './charts.ts';
import { CHART_SHARES, chartCase } from './charts.ts';
import type { ManifestCase } from './manifests.ts';
import { MANIFEST_SHARES, manifestCase } from './manifests.ts';
import type { ProgramCase } from './programs.ts';
import { PROGRAM_SHARES, programCase } from './programs.ts';
import { randomOf } from './random.ts';
import type { Seeds } from './seeds.ts';
import { pickShare } from './shares.ts';

/** What is audited at once: a manifest, a program or a chart. */
export type Case = ManifestCase | ProgramCase | ChartCase;

/** How cases are made, and how often among a hundred: manifests are cheap, and are most of what is audited. */
const SHARES: Readonly<Record<Case['sort'], number>> = { ...MANIFEST_SHARES, ...PROGRAM_SHARES, ...CHART_SHARES };

/** All sorts of cases. */
export const SORTS = Object.keys(SHARES) as readonly Case['sort'][];

/** The case of a number: the same one in every run with the same seed and the same fixtures. */
export function caseOf(number: number, seed: number, { manifests, programs, charts }: Seeds): Case {
  const random = randomOf(number, seed);
  const sort = pickShare(SHARES, random);
  if (sort in PROGRAM_SHARES) return programCase(sort as ProgramCase['sort'], random, programs);
  if (sort in CHART_SHARES) return chartCase(sort as ChartCase['sort'], random, charts);
  return manifestCase(sort as ManifestCase['sort'], random, manifests);
}
