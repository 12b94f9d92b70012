import type { Comings, Diff } from '../diff/change.ts';
import { DIFF_SECTIONS, type DiffRow, rowsOf, whatOf } from './diff-rows.ts';
import { versionLines } from './diff-table.ts';
import { cautionsOf, sideName, summaryOf } from './diff-words.ts';
import { escaped, MOST_CHARACTERS, thatFit } from './markdown-text.ts';
import { count } from './text.ts';

/** How many fields or gates of a row are named where not all are asked for. */
const MOST_ITEMS = 20;
/** What a list of names in one line may take of the whole. */
const MOST_OF_LIST = MOST_CHARACTERS / 10;

/**
 * The comparison as Markdown, to go into a changelog or a comment on a pull request. What does not fit into one is counted.
 *
 * @param all names every field and gate, as far as there is room.
 */
export function diffMarkdown(diff: Diff, { all }: { readonly all: boolean }): string {
  const rows = rowsOf(diff);
  const most = all ? Number.POSITIVE_INFINITY : MOST_ITEMS;
  const isSpan = new Set(rows.map(({ release }) => release)).size > 1;
  const head = headOf(diff);
  const lines = DIFF_SECTIONS.flatMap((section) =>
    rows.filter((row) => row.section === section).map((row) => ({ section, text: lineOf(row, most, isSpan) })),
  );
  const room = MOST_CHARACTERS - [...head, ...DIFF_SECTIONS.map(titleOf)].join('\n\n').length;
  const shown = thatFit(
    lines.map(({ text }) => text),
    room,
  );
  const left = lines.length - shown;
  const sections = DIFF_SECTIONS.flatMap((section) => {
    const own = lines.slice(0, shown).filter((line) => line.section === section);
    return own.length === 0 ? [] : [titleOf(section), own.map(({ text }) => text).join('\n')];
  });
  const tail = left === 0 ? [] : [`... and ${count(left, 'more line')} that did not fit here.`];
  return `${[...head, ...sections, ...tail].join('\n\n')}\n`;
}

function headOf(diff: Diff): readonly string[] {
  const { from, to, groups, groupVersions } = diff;
  return [
    `# ${escaped(sideName(from))} to ${escaped(sideName(to))}`,
    escaped(summaryOf(diff)),
    ...versionLines('Groups', shortened(groups)),
    ...versionLines('Versions', shortened(groupVersions)),
    ...cautionsOf(diff).map((caution) => `> ${escaped(caution)}`),
  ];
}

function titleOf(section: DiffRow['section']): string {
  return `## ${section}`;
}

function shortened({ added, removed }: Comings): Comings {
  return { added: namesThatFit(added), removed: namesThatFit(removed) };
}

/** The names, ready to be shown; in place of those that take too much room, how many they are. */
function namesThatFit(names: readonly string[]): readonly string[] {
  const texts = names.map(escaped);
  const shown = texts.slice(0, thatFit(texts, MOST_OF_LIST));
  return shown.length === texts.length ? shown : [...shown, `... and ${texts.length - shown.length} more`];
}

function lineOf(row: DiffRow, most: number, isSpan: boolean): string {
  const items = row.items.map(escaped);
  const what = whatOf({ ...row, head: escaped(row.head), items }, Math.min(most, thatFit(items, MOST_OF_LIST)));
  const release = isSpan ? `${row.release}: ` : '';
  const where = [row.reach === '' ? '' : `in ${escaped(row.reach)}`, row.breaks === '' ? '' : `breaks ${row.breaks}`];
  const notes = where.filter((note) => note !== '').join('; ');
  return `- ${release}**${escaped(row.subject)}** ${what}${notes === '' ? '' : ` (${notes})`}`;
}
