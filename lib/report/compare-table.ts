import type { SavedFinding } from './compare-read.ts';
import type { Comparison } from './compare-reports.ts';
import { comparisonCautions, comparisonTrends, comparisonVerdict, movement } from './compare-words.ts';
import { grid } from './grid.ts';
import { placeText } from './place-words.ts';
import { printable } from './text.ts';

/** The comparison of two runs for people at a terminal; with `all` also what is unchanged. */
export function comparisonTable(
  comparison: Comparison,
  { width, all }: { readonly width: number; readonly all: boolean },
): string {
  const { added, gone, silenced, unchanged } = comparison;
  const listed = [
    ...added.map((finding) => row('new', finding)),
    ...gone.map((finding) => row('gone', finding)),
    ...silenced.map((finding) => row('suppressed', finding)),
    ...(all ? unchanged.map((finding) => row('unchanged', finding)) : []),
  ];
  const trends = comparisonTrends(comparison).map(([name, trend]) => [
    name,
    String(trend.old),
    String(trend.new),
    movement(trend),
  ]);
  const parts = [
    ...comparisonCautions(comparison).map(printable),
    ...(listed.length === 0 ? [] : [grid(['Since', 'Rule', 'What, and what to do', 'Where'], listed, { width })]),
    grid(['', 'Old', 'New', 'Change'], trends, { width, compact: true }),
    comparisonVerdict(comparison),
  ];
  return `${parts.join('\n\n')}\n`;
}

function row(since: string, finding: SavedFinding): readonly string[] {
  const { rule, severity, message } = finding;
  return [since, `${severity}\n${printable(rule)}`, printable(message), printable(placeText(finding))];
}
