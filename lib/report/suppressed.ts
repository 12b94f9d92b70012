import type { Report, Suppression } from '../model/report.ts';
import { count } from './text.ts';

/** What suppresses, as a place where people look for it. */
const SORTS = {
  comment: 'by comments',
  annotation: 'by annotations',
  allow: 'by the policy',
  baseline: 'known to the baseline',
} as const satisfies Record<Suppression['type'], string>;

/**
 * Says for a summary what does not count, and what came of a baseline; nothing where there is neither.
 *
 * @param more how to see each of them, where that is not beside it.
 */
export function suppressionLines(
  { suppressed, baseline }: Pick<Report, 'suppressed' | 'baseline'>,
  more = ' (--verbose names them)',
): readonly string[] {
  return [
    ...(suppressed.length === 0 ? [] : [`Suppressed: ${suppressedCount(suppressed)}${more}.`]),
    ...(baseline === undefined || baseline.mended === 0
      ? []
      : [`Mended: ${count(baseline.mended, 'finding')} of the baseline ${baseline.mended === 1 ? 'is' : 'are'} gone.`]),
  ];
}

/** How many findings are suppressed, and by what: `3 findings, 1 by comments, 2 by the policy`. */
export function suppressedCount(suppressed: Report['suppressed']): string {
  const sorts = Object.entries(SORTS).flatMap(([type, words]) => {
    const number = suppressed.filter(({ by }) => by.type === type).length;
    return number === 0 ? [] : [`${number} ${words}`];
  });
  return `${count(suppressed.length, 'finding')}, ${sorts.join(', ')}`;
}

/** How many of them do not work: that they do not count makes no difference to that. */
export function brokenAmong(suppressed: Report['suppressed']): number {
  return suppressed.filter(({ finding }) => finding.severity === 'error').length;
}

/** Why a finding does not count, to follow what it is: `by the comment in quay.yaml:3: moved soon`. */
export function suppressedBy({ type, reason, place, expires }: Suppression): string {
  if (type === 'baseline') return 'the baseline knows it';
  const where = place === null ? '' : ` in ${place.file}:${place.line}`;
  const until = expires === null || expires === 'never' ? '' : ` (until ${expires})`;
  const what = type === 'allow' ? 'the policy' : `the ${type}`;
  return `by ${what}${where}${until}: ${reason ?? ''}`;
}
