import type { SavedFinding } from './compare-read.ts';
import type { Comparison } from './compare-reports.ts';
import { comparisonCautions, comparisonTrends, comparisonVerdict, movement } from './compare-words.ts';
import { escaped, MOST_CHARACTERS, thatFit } from './markdown-text.ts';
import { placeText } from './place-words.ts';

/** The comparison of two runs as Markdown that fits a comment on a pull request; what does not fit is counted. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { added, gone, silenced, targets } = comparison;
  const head = [
    `## API audit for Kubernetes ${escaped(targets.new)}: compared`,
    ...comparisonCautions(comparison).map((caution) => `> ${escaped(caution)}`),
    `**${comparisonVerdict(comparison)}**`,
  ];
  const trends = [
    '| | Old | New | Change |',
    '| --- | ---: | ---: | ---: |',
    ...comparisonTrends(comparison).map(
      ([name, trend]) => `| ${name} | ${trend.old} | ${trend.new} | ${movement(trend)} |`,
    ),
  ].join('\n');
  const rows = [
    ...added.map((finding) => row('new', finding)),
    ...gone.map((finding) => row('gone', finding)),
    ...silenced.map((finding) => row('suppressed', finding)),
  ];
  const shown = rows.slice(0, thatFit(rows, MOST_CHARACTERS - [...head, trends].join('\n\n').length));
  const table = ['| | Rule | Finding | Where |', '| --- | --- | --- | --- |', ...shown].join('\n');
  const parts = [
    ...head,
    ...(rows.length === 0 ? [] : [table]),
    ...(shown.length === rows.length ? [] : [`... and ${rows.length - shown.length} more that did not fit here.`]),
    trends,
  ];
  return `${parts.join('\n\n')}\n`;
}

function row(since: string, finding: SavedFinding): string {
  const { rule, severity, message } = finding;
  return `| ${since} | ${severity} ${escaped(rule)} | ${escaped(message)} | ${escaped(placeText(finding))} |`;
}
