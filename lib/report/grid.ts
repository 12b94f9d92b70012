import { getBorderCharacters, table } from 'table';

export interface GridOptions {
  /** Columns of the terminal that a row may take. */
  readonly width: number;
  /** No line between rows. */
  readonly compact?: boolean;
}

/** No column gets narrower than this, whatever the terminal. */
const NARROWEST = 8;

/**
 * Draws rows below titles. Each column is as wide as its longest line; where that is too much for the width, the widest
 * columns give way and their words are wrapped. Cells may hold line feeds; they must hold no other control characters
 * but colour.
 */
export function grid(titles: readonly string[], rows: readonly (readonly string[])[], options: GridOptions): string {
  const all = [titles, ...rows];
  const widths = titles.map((_, at) =>
    Math.max(1, ...all.flatMap((row) => (row[at] ?? '').split('\n').map(visibleLength))),
  );
  // Each column has a border and two blanks beside it, and the last a border more.
  shrink(widths, options.width - 3 * titles.length - 1);
  return table(
    all.map((row) => [...row]),
    {
      border: getBorderCharacters('norc'),
      columns: widths.map((width) => ({ width, wrapWord: true })),
      drawHorizontalLine: (at, size) => options.compact !== true || at <= 1 || at === size,
    },
  ).trimEnd();
}

/** Takes width from the widest columns, level by level, until all fit the room. */
function shrink(widths: number[], room: number): void {
  for (let excess = sum(widths) - room; excess > 0; excess = sum(widths) - room) {
    const widest = Math.max(...widths);
    if (widest <= NARROWEST) return;
    const next = Math.max(NARROWEST, ...widths.filter((width) => width < widest));
    const level = widths.filter((width) => width === widest).length;
    const step = Math.max(1, Math.min(widest - next, Math.ceil(excess / level)));
    for (let at = 0; at < widths.length; at++) if (widths[at] === widest) widths[at] = widest - step;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: colour begins with an escape character.
const COLOR = /\u001b\[[\d;]*m/g;

function visibleLength(text: string): number {
  return text.replace(COLOR, '').length;
}
