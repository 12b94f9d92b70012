import type { Severity } from '../model/finding.ts';
import { SEVERITIES } from '../model/finding.ts';

/** What says the same of the same object, by how grave it is. */
export type BySeverity<T> = Readonly<Record<Severity, T[]>>;

/** Lists to fill: nothing of any severity yet. */
export function bySeverities<T>(): BySeverity<T> {
  return { error: [], warning: [], note: [] };
}

/**
 * Finds for each of the new an old one that was no milder, the nearest in severity: what was a note and is an error now must
 * not pass as known. The gravest choose first: fewest are good enough for them.
 *
 * @returns the old ones that nothing took, the mildest first, and the new ones that found none.
 */
export function unmatched<Old, New>(
  was: BySeverity<Old>,
  is: BySeverity<New>,
): { readonly left: readonly Old[]; readonly graver: readonly New[] } {
  const used: Record<Severity, number> = { error: 0, warning: 0, note: 0 };
  const graver: New[] = [];
  for (const [at, severity] of SEVERITIES.entries()) {
    const goodEnough = SEVERITIES.slice(0, at + 1).reverse();
    for (const each of is[severity]) {
      const found = goodEnough.find((level) => used[level] < was[level].length);
      if (found === undefined) graver.push(each);
      else used[found]++;
    }
  }
  return { left: SEVERITIES.toReversed().flatMap((severity) => was[severity].slice(used[severity])), graver };
}
