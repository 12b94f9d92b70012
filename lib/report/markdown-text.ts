import { printable } from './text.ts';

/** What a comment on a pull request may hold is 65,536 characters; the rest is for what is put around it. */
export const MOST_CHARACTERS = 60_000;
/** What a message or a place may hold of the input's own words, so that a single one leaves room for the others. */
const MOST_LETTERS = 800;

/** How many of the rows fit into so many characters, each in a line. */
export function thatFit(rows: readonly string[], room: number): number {
  let left = room;
  const full = rows.findIndex((text) => {
    left -= text.length + 1;
    return left < 0;
  });
  return full === -1 ? rows.length : full;
}

/**
 * Untrusted text in a cell or a line: no markup, no link of its own, and no mention: what GitHub takes for one it looks for
 * in the finished page, where only a sign of no width keeps it from that. What is too long is cut.
 */
export function escaped(text: string): string {
  const shown = text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}...` : text;
  return printable(shown)
    .replace(/[\\`*_{}[\]<>()#+!|~@&]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/&#(?:35|64);/g, '$&&#8203;')
    .replace(/:\/\//g, '&#58;//')
    .replace(/www\./gi, 'www&#46;');
}
