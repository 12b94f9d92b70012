import type { Comings, Diff } from '../diff/change.ts';
import type { DiffRow } from './diff-rows.ts';
import { DIFF_SECTIONS, rowsOf, whatOf } from './diff-rows.ts';
import { cautionsOf, summaryOf } from './diff-words.ts';
import { grid } from './grid.ts';
import type { ReportOptions } from './reporter.ts';
import { printable } from './text.ts';

/** How many fields or gates of a row are named where not all are asked for. */
const MOST_ITEMS = 12;

/** The comparison for people at a terminal: what breaks, what is deprecated, what is new, then the summary; `all` names every field and gate. */
export function diffTable(diff: Diff, { width, all }: Pick<ReportOptions, 'width' | 'all'>): string {
  const rows = rowsOf(diff);
  const most = all ? Number.POSITIVE_INFINITY : MOST_ITEMS;
  const isSpan = new Set(rows.map(({ release }) => release)).size > 1;
  const sections = DIFF_SECTIONS.map((section) =>
    sectionTable(
      rows.filter((row) => row.section === section),
      section,
      { isSpan, most, width },
    ),
  );
  const versions = [...versionLines('Groups', diff.groups), ...versionLines('Versions', diff.groupVersions)];
  const cautions = cautionsOf(diff).map(printable);
  const parts = [...sections, [...versions, ...cautions, printable(summaryOf(diff))].join('\n')];
  return `${parts.filter((part) => part !== null).join('\n\n')}\n`;
}

function sectionTable(
  rows: readonly DiffRow[],
  section: string,
  { isSpan, most, width }: { readonly isSpan: boolean; readonly most: number; readonly width: number },
): string | null {
  if (rows.length === 0) return null;
  const withBreaks = section === 'Breaking';
  const cells = rows.map((row) => [
    ...(isSpan ? [row.release] : []),
    ...(withBreaks ? [row.breaks.includes(', ') ? 'both' : row.breaks] : []),
    row.reach === '' ? printable(row.subject) : `${printable(row.subject)}\n  in ${printable(row.reach)}`,
    printable(whatOf(row, most)),
  ]);
  const titles = [...(isSpan ? ['Release'] : []), ...(withBreaks ? ['Breaks'] : []), section, 'What changes'];
  return grid(titles, cells, { width });
}

/** `Groups new: node.k8s.io; gone: extensions.`, in a list of one line; an empty one where nothing came or went. */
export function versionLines(what: string, { added, removed }: Comings): string[] {
  const parts = [
    ...(added.length === 0 ? [] : [`new: ${added.map(printable).join(', ')}`]),
    ...(removed.length === 0 ? [] : [`gone: ${removed.map(printable).join(', ')}`]),
  ];
  return parts.length === 0 ? [] : [`${what} ${parts.join('; ')}.`];
}
