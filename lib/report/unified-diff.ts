import type { TextEdit } from '../fix/text-edit.ts';
import { sortEdits } from '../fix/text-edit.ts';

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
  const lines = linesOf(text);
  const blocks = joined(blocksOf(lines, edits));
  if (blocks.length === 0) return '';
  const hunks = grouped(blocks);
  let shift = 0;
  const parts = [`--- ${fileName('a', file)}\n+++ ${fileName('b', file)}\n`];
  for (const hunk of hunks) {
    parts.push(hunkText(hunk, lines, shift));
    for (const { before, after } of hunk) shift += after.length - before.length;
  }
  return parts.join('');
}

function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/).filter((line) => line !== '');
}

function blocksOf(lines: readonly string[], edits: readonly TextEdit[]): readonly Block[] {
  const starts: number[] = [];
  let offset = 0;
  for (const line of lines) {
    starts.push(offset);
    offset += line.length;
  }
  const lineAt = (at: number) =>
    Math.max(
      0,
      starts.findLastIndex((start) => start <= at),
    );
  const runs: { first: number; last: number; edits: TextEdit[] }[] = [];
  for (const edit of sortEdits(edits)) {
    const first = lineAt(edit.start);
    const last = lineAt(Math.max(edit.start, edit.end > edit.start ? edit.end - 1 : edit.end));
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

/** Blocks whose surroundings touch share a hunk. */
function grouped(blocks: readonly Block[]): readonly (readonly Block[])[] {
  const hunks: Block[][] = [];
  for (const block of blocks) {
    const last = hunks.at(-1)?.at(-1);
    if (last !== undefined && block.at - (last.at + last.before.length) <= 2 * CONTEXT) hunks.at(-1)?.push(block);
    else hunks.push([block]);
  }
  return hunks;
}

function hunkText(hunk: readonly Block[], lines: readonly string[], shift: number): string {
  const [first, last] = [hunk[0] as Block, hunk.at(-1) as Block];
  const from = Math.max(0, first.at - CONTEXT);
  const to = Math.min(lines.length, last.at + last.before.length + CONTEXT);
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

/** A name as git writes it: in C's quotes where it has what ends a name, with a tab behind it where it has blanks. */
function fileName(side: string, file: string): string {
  const name = `${side}/${file}`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is there to find.
  if (/["\\\u0000-\u001f\u007f]/.test(name)) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
    return `"${name.replace(/["\\]/g, '\\$&').replace(/[\u0000-\u001f\u007f]/g, octal)}"`;
  }
  return name.includes(' ') ? `${name}\t` : name;
}

function octal(character: string): string {
  return `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
}
