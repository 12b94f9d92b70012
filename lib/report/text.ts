/**
 * Makes untrusted text safe to show on a terminal: control characters, which could move the cursor or hide what follows,
 * become visible escapes (`\u001b`), and so do the marks that turn the direction of writing, and what is not seen at all; and
 * the first sign of `##[error]`, which GitHub's runner takes for a command wherever in a line of its log it stands.
 */
export function printable(text: string): string {
  return text.replace(UNSAFE, escapeOf);
}

/** The same of a text of many lines, whose line breaks and tabs stay. */
export function printableLines(text: string): string {
  return text.replace(/(?:[^\n\t\r]|\r(?!\n))+/g, printable);
}

/**
 * Lines that GitHub's runner would take for commands where they come into its log, by what they begin with behind blanks
 * (`::error`), begin with an escape instead.
 */
export function withoutCommands(text: string): string {
  return text.replace(/^([^\S\n]*):(?=:)/gm, (_, blanks: string) => blanks + escapeOf(':'));
}

/**
 * A value as JSON that is safe to show on a terminal too: what JSON lets stand as it is, though a terminal may take it for a
 * command or a turn of direction, is written as an escape. It says the same.
 *
 * @param indent blanks a level; without it, all is in one line.
 */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(UNSAFE_IN_JSON, escapeOf);
}

/**
 * What a command tells, as a whole JSON text with a line feed at its end. All these forms have one `schemaVersion`; it grows only
 * when a key of one of them changes its meaning or goes.
 */
export function jsonDocument(value: object): string {
  return `${jsonText({ schemaVersion: 1, ...value }, 2)}\n`;
}

/** The same signs, but those that JSON escapes by itself, or puts between its values. */
const UNSAFE_IN_JSON = /[\u007f-\u009f\u2028\u2029]|(?![\u200c\u200d])\p{Cf}|#(?=#\[)/gu;

/** A character as JSON escapes it: as two, where it takes two units of UTF-16. */
export function escapeOf(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}

/**
 * Control characters, separators of lines, and format characters (Unicode's Cf): turns of direction, and what has no width. The
 * two joiners belong to the words of some languages. And commands, see {@link printable}.
 */
const UNSAFE = /[\p{Cc}\u2028\u2029]|(?![\u200c\u200d])\p{Cf}|#(?=#\[)/gu;

/** A number with its noun: `1 file`, `2 files`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
