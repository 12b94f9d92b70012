import type { TextEdit } from '../fix/text-edit.ts';
import { sortEdits } from '../fix/text-edit.ts';
import { lastAtMost } from '../model/last-at-most.ts';
import { printable } from './text.ts';

/** How many unchanged lines stand around a change: as many as git shows. */
const CONTEXT = 3;

/** How many pairs of lines are compared for what they have in common; beyond that all of them are shown as changed. */
const MOST_COMPARED = 4_000_000;

/** Lines of the old text that give way to lines of the new one; lines hold their line break. */
interface Block {
  /** Index, from 0, of the first old line. */
  readonly at: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * The difference that edits make to a text, as a unified diff that `git apply` and `patch -p1` take. Line breaks stay as
 * they are; where the last line has none, the diff says so.
 *
 * @param file its name, with forward slashes, below the folder in which the diff is applied.
 * @returns the empty string where the edits change nothing.
 */
export function unifiedDiff(file: string, text: string, edits: readonly TextEdit[]): string {
  return unifiedDiffWithout(file, text, edits, []) as string;
}

/**
 * The same, but lines that hold something hidden are not shown: fewer lines stand around a change.
 *
 * @param hidden parts of the text.
 * @returns `null` where what is left would be no patch: such a line changes, or stands right behind one that does.
 */
export function unifiedDiffWithout(
  file: string,
  text: string,
  edits: readonly TextEdit[],
  hidden: readonly { readonly start: number; readonly end: number }[],
): string | null {
  const lines = linesOf(text);
  const starts = startsOf(lines);
  const blocks = joined(blocksOf(lines, starts, edits));
  if (blocks.length === 0) return '';
  const isHidden: boolean[] = [];
  for (const { start, end } of hidden) {
    for (let at = lineAt(starts, start); at <= lineAt(starts, Math.max(start, end - 1)); at++) isHidden[at] = true;
  }
  let shift = 0;
  const parts = [`--- ${fileName('a', file)}\n+++ ${fileName('b', file)}\n`];
  for (const hunk of grouped(blocks, isHidden)) {
    const shown = hunkText(hunk, lines, shift, isHidden);
    if (shown === null) return null;
    parts.push(shown);
    for (const { before, after } of hunk) shift += after.length - before.length;
  }
  return parts.join('');
}

function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/).filter((line) => line !== '');
}

function startsOf(lines: readonly string[]): readonly number[] {
  let offset = 0;
  return lines.map((line) => {
    offset += line.length;
    return offset - line.length;
  });
}

function lineAt(starts: readonly number[], offset: number): number {
  return Math.max(
    0,
    lastAtMost(starts, (start) => start, offset),
  );
}

function blocksOf(lines: readonly string[], starts: readonly number[], edits: readonly TextEdit[]): readonly Block[] {
  const runs: { first: number; last: number; edits: TextEdit[] }[] = [];
  for (const edit of sortEdits(edits)) {
    const first = lineAt(starts, edit.start);
    const last = lineAt(starts, Math.max(edit.start, edit.end > edit.start ? edit.end - 1 : edit.end));
    const run = runs.at(-1);
    if (run !== undefined && first <= run.last) {
      run.last = Math.max(run.last, last);
      run.edits.push(edit);
    } else runs.push({ first, last, edits: [edit] });
  }
  return runs.flatMap((run) => {
    const base = starts[run.first] ?? 0;
    let edited = lines.slice(run.first, run.last + 1).join('');
    for (const { start, end, text } of run.edits.toReversed()) {
      edited = edited.slice(0, start - base) + text + edited.slice(end - base);
    }
    return minimal(run.first, lines.slice(run.first, run.last + 1), linesOf(edited));
  });
}

/** The blocks of a run without the lines that stay: those of the longest common subsequence. */
function minimal(at: number, before: readonly string[], after: readonly string[]): readonly Block[] {
  if (before.length * after.length > MOST_COMPARED) return [{ at, before, after }];
  const lengths = commonLengths(before, after);
  const blocks: Block[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [fromBefore, fromAfter] = [i, j];
    while ((i < before.length || j < after.length) && !(i < before.length && before[i] === after[j])) {
      const down = lengths[i + 1]?.[j] ?? -1;
      const right = lengths[i]?.[j + 1] ?? -1;
      if (j >= after.length || (i < before.length && down >= right)) i++;
      else j++;
    }
    if (i > fromBefore || j > fromAfter) {
      blocks.push({ at: at + fromBefore, before: before.slice(fromBefore, i), after: after.slice(fromAfter, j) });
    }
    while (i < before.length && before[i] === after[j]) {
      i++;
      j++;
    }
  }
  return blocks;
}

/** `[i][j]`: how many lines the rests of both, from line i and line j on, have in common. */
function commonLengths(before: readonly string[], after: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i--) {
    const row = table[i] as number[];
    const below = table[i + 1] as number[];
    for (let j = after.length - 1; j >= 0; j--) {
      row[j] =
        before[i] === after[j] ? (below[j + 1] as number) + 1 : Math.max(below[j] as number, row[j + 1] as number);
    }
  }
  return table;
}

/** Blocks that touch become one: what goes comes first, then what takes its place. */
function joined(blocks: readonly Block[]): readonly Block[] {
  const all: Block[] = [];
  for (const block of blocks) {
    const last = all.at(-1);
    if (last === undefined || block.at > last.at + last.before.length) {
      all.push(block);
      continue;
    }
    const { at, before, after } = last;
    all[all.length - 1] = { at, before: [...before, ...block.before], after: [...after, ...block.after] };
  }
  return all;
}

/** Blocks whose surroundings touch share a hunk, but where something hidden stands between them. */
function grouped(blocks: readonly Block[], isHidden: readonly boolean[]): readonly (readonly Block[])[] {
  const hunks: Block[][] = [];
  for (const block of blocks) {
    const last = hunks.at(-1)?.at(-1);
    const end = last === undefined ? 0 : last.at + last.before.length;
    const isNear = last !== undefined && block.at - end <= 2 * CONTEXT;
    if (isNear && !isHidden.slice(end, block.at).includes(true)) hunks.at(-1)?.push(block);
    else hunks.push([block]);
  }
  return hunks;
}

/** `null` where a line of it is hidden, or none can be shown behind it: git and patch then take it for the end of the file. */
function hunkText(
  hunk: readonly Block[],
  lines: readonly string[],
  shift: number,
  isHidden: readonly boolean[],
): string | null {
  const [first, last] = [hunk[0] as Block, hunk.at(-1) as Block];
  const end = last.at + last.before.length;
  if (isHidden.slice(first.at, end).includes(true)) return null;
  let to = end;
  while (to < Math.min(lines.length, end + CONTEXT) && isHidden[to] !== true) to++;
  if (isHidden[to] === true && to === end) return null;
  // Where less stands behind than before, patch looks at the end of the file first.
  const most = isHidden[to] === true ? to - end : CONTEXT;
  let from = first.at;
  while (from > Math.max(0, first.at - most) && isHidden[from - 1] !== true) from--;
  const parts: string[] = [];
  let at = from;
  for (const { at: start, before, after } of hunk) {
    for (const line of lines.slice(at, start)) parts.push(diffLine(' ', line));
    for (const line of before) parts.push(diffLine('-', line));
    for (const line of after) parts.push(diffLine('+', line));
    at = start + before.length;
  }
  for (const line of lines.slice(at, to)) parts.push(diffLine(' ', line));
  const grown = hunk.reduce((sum, { before, after }) => sum + after.length - before.length, 0);
  return `@@ -${range(from, to - from)} +${range(from + shift, to - from + grown)} @@\n${parts.join('')}`;
}

function range(from: number, length: number): string {
  const start = length === 0 ? from : from + 1;
  return length === 1 ? String(start) : `${start},${length}`;
}

function diffLine(mark: string, line: string): string {
  return line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`;
}

/**
 * A name as git writes it: in C's quotes where it has what ends a name, or what a terminal may take for a command; with a tab
 * behind it where it has blanks.
 */
function fileName(side: string, file: string): string {
  const name = `${side}/${file}`;
  if (/["\\]/.test(name) || printable(name) !== name) {
    const quoted = [...name].map((sign) => (printable(sign) === sign ? sign.replace(/["\\]/, '\\$&') : octal(sign)));
    return `"${quoted.join('')}"`;
  }
  return name.includes(' ') ? `${name}\t` : name;
}

function octal(character: string): string {
  return [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
