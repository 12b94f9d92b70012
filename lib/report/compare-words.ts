import type { Comparison, Trend } from './compare-reports.ts';
import { count } from './text.ts';

/** What is to be known before the rest is believed; nothing where both reports are alike in kind. */
export function comparisonCautions({ targets, errors }: Comparison): readonly string[] {
  return [
    ...(targets.old === targets.new
      ? []
      : [`The reports are for different Targets, ${targets.old} and ${targets.new}: not only the input has changed.`]),
    ...(errors.old + errors.new === 0
      ? []
      : [
          `There were errors in reading (old: ${errors.old}, new: ${errors.new}): what is new or gone may only have been read, or not been read.`,
        ]),
  ];
}

/** The whole in a sentence or two: `2 findings are new, 1 is gone, 5 are unchanged.` */
export function comparisonVerdict({ added, gone, unchanged, silenced }: Comparison): string {
  const [first, second, third] = [added.length, gone.length, unchanged.length];
  const hidden = silenced.length;
  return [
    `${count(first, 'finding')} ${verb(first)} new, ${second} ${verb(second)} gone, ${third} ${verb(third)} unchanged.`,
    ...(hidden === 0 ? [] : [`${hidden} more ${verb(hidden)} suppressed now, and still there.`]),
  ].join(' ');
}

function verb(number: number): string {
  return number === 1 ? 'is' : 'are';
}

/** The numbers of both reports, each with its name. */
export function comparisonTrends({
  findings,
  suppressed,
  resources,
  reliance,
}: Comparison): readonly (readonly [string, Trend])[] {
  return [
    ['errors', findings.error],
    ['warnings', findings.warning],
    ['notes', findings.note],
    ['suppressed', suppressed],
    ['resources', resources],
    ['on GA APIs', reliance.ga],
    ['on beta APIs', reliance.beta],
    ['on alpha APIs', reliance.alpha],
    ['on unknown APIs', reliance.unknown],
  ];
}

/** How a number moved: `+2`, `-1`, or nothing where it did not. */
export function movement(trend: Trend): string {
  const by = trend.new - trend.old;
  return by === 0 ? '' : by > 0 ? `+${by}` : String(by);
}
