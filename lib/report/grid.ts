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
  const widths = titles.map((_, at) => all.reduce((widest, row) => Math.max(widest, widthOf(row[at] ?? '')), 1));
  // Each column has a border and two blanks beside it, and the last a border more.
  shrink(widths, options.width - 3 * titles.length - 1);
  const cells = all.map((row) => row.map((cell, at) => wrapped(cell, widths[at] as number)));
  return (drawn(cells, widths, options) ?? drawnByTable(cells, widths, options)).trimEnd();
}

/**
 * Draws what holds letters of any width, accents and pictures: `table` knows how wide each of them is. It is loaded where
 * it is needed, since that takes longer than a small audit.
 */
function drawnByTable(rows: readonly (readonly string[])[], widths: readonly number[], options: GridOptions): string {
  const load = process.getBuiltinModule('node:module').createRequire(import.meta.url);
  const { getBorderCharacters, table } = load('table') as typeof import('table');
  return table(rows as string[][], {
    border: getBorderCharacters('norc'),
    columns: widths.map((width) => ({ width, wrapWord: true })),
    drawHorizontalLine: (at, size) => hasLine(at, size, options),
  });
}

/**
 * Draws the same where every letter takes one place, which is nearly always, in a hundredth of the time; `null` where
 * that is not so.
 */
function drawn(rows: readonly (readonly string[])[], widths: readonly number[], options: GridOptions): string | null {
  const rule = (left: string, join: string, right: string) =>
    `${left}${widths.map((width) => '─'.repeat(width + 2)).join(join)}${right}\n`;
  let text = rule('┌', '┬', '┐');
  for (const [at, row] of rows.entries()) {
    if (at > 0 && hasLine(at, rows.length, options)) text += rule('├', '┼', '┤');
    const cells = row.map((cell) => cell.split('\n'));
    const height = Math.max(...cells.map(({ length }) => length));
    for (let line = 0; line < height; line++) {
      for (const [column, width] of widths.entries()) {
        const words = cells[column]?.[line] ?? '';
        const letters = words.includes(ESCAPE) ? words.replace(COLOR, '') : words;
        if (letters.length > width || !PLAIN.test(letters)) return null;
        text += `│ ${words}${' '.repeat(width - letters.length)} `;
      }
      text += '│\n';
    }
  }
  return text + rule('└', '┴', '┘');
}

/** Whether there is a line above the row of this number; `size` is that of the line below the last. */
function hasLine(at: number, size: number, { compact }: GridOptions): boolean {
  return compact !== true || at <= 1 || at === size;
}

function widthOf(cell: string): number {
  return cell.split('\n').reduce((widest, line) => Math.max(widest, visibleLength(line)), 0);
}

/**
 * Breaks the lines of a cell where `table` would: after blanks, else after a sign that names are made with, else anywhere.
 * Left to itself, `table` takes a time that grows with the square of a line's length. What may be of another width than it
 * has letters stays for `table`.
 */
function wrapped(cell: string, width: number): string {
  const fits = new RegExp(`.{1,${width}}(?:\\s+|$)|.{1,${Math.max(width - 1, 1)}}[\\\\/_.,;-]|.{1,${width}}`, 'y');
  return cell
    .split('\n')
    .flatMap((line) => {
      if (line.length <= width) return line;
      if (!PLAIN.test(line))
        return line.length > LONGEST_LINE && !line.includes(ESCAPE) ? (line.match(PIECES) ?? line) : line;
      const lines: string[] = [];
      fits.lastIndex = 0;
      for (let match = fits.exec(line); match !== null; match = fits.exec(line)) lines.push(match[0].trimEnd());
      return lines;
    })
    .join('\n');
}

const PLAIN = /^[ -~]*$/;

/** The longest line that `table` gets, in letters; what is longer is cut to lines of so many. */
const LONGEST_LINE = 1000;
const PIECES = new RegExp(`.{1,${LONGEST_LINE}}`, 'gu');

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

const ESCAPE = '\u001b';

// biome-ignore lint/suspicious/noControlCharactersInRegex: colour begins with an escape character.
const COLOR = /\u001b\[[\d;]*m/g;

function visibleLength(text: string): number {
  return text.replace(COLOR, '').length;
}
