import type { Diff } from '../diff/change.ts';
import { DIFF_SECTIONS, type DiffRow, rowsOf, whatOf } from './diff-rows.ts';
import { versionLines } from './diff-table.ts';
import { cautionsOf, sideName, summaryOf } from './diff-words.ts';
import { printable } from './text.ts';

/** How many fields or gates of a row are named where not all are asked for. */
const MOST_ITEMS = 20;

/** The comparison as Markdown, to go into a changelog or a pull request. */
export function diffMarkdown(diff: Diff, { all }: { readonly all: boolean }): string {
  const rows = rowsOf(diff);
  const most = all ? Number.POSITIVE_INFINITY : MOST_ITEMS;
  const isSpan = new Set(rows.map(({ release }) => release)).size > 1;
  const parts = [
    `# ${escaped(sideName(diff.from))} to ${escaped(sideName(diff.to))}`,
    escaped(summaryOf(diff)),
    ...[...versionLines('Groups', diff.groups), ...versionLines('Versions', diff.groupVersions)].map(escaped),
    ...cautionsOf(diff).map((caution) => `> ${escaped(caution)}`),
    ...DIFF_SECTIONS.map((section) =>
      sectionOf(
        section,
        rows.filter((row) => row.section === section),
        most,
        isSpan,
      ),
    ),
  ];
  return `${parts.filter((part) => part !== null).join('\n\n')}\n`;
}

function sectionOf(section: string, rows: readonly DiffRow[], most: number, isSpan: boolean): string | null {
  if (rows.length === 0) return null;
  const lines = rows.map((row) => {
    const release = isSpan ? `${row.release}: ` : '';
    const where = [row.reach === '' ? '' : `in ${row.reach}`, row.breaks === '' ? '' : `breaks ${row.breaks}`];
    const notes = where.filter((note) => note !== '').join('; ');
    return `- ${release}**${escaped(row.subject)}** ${escaped(whatOf(row, most))}${notes === '' ? '' : ` (${escaped(notes)})`}`;
  });
  return `## ${section}\n\n${lines.join('\n')}`;
}

/** Untrusted text in a line: no markup, no mention, no link of its own. */
function escaped(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>#|~@&]/g, (character) => `\\${character}`);
}
