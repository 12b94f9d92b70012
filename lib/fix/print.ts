import type { Style } from './layout.ts';
import type { Moved, NewValue } from './step.ts';
import { isMoved } from './step.ts';
import type { Json } from './value.ts';
import { readsAsString } from './value.ts';

/** A part of a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text of an entry that is taken from its place. */
export interface MovedText {
  /** What follows the key, from the colon to the end of the entry's last line; of a flow entry to the end of its value. */
  readonly afterKey: string;
  /** The value alone. */
  readonly value: string;
  /** The comment lines above the entry, without their indentation. */
  readonly comments: readonly string[];
  /** The column of its key, `null` where it stands in a flow mapping. */
  readonly column: number | null;
  /** How many blanks the line has that it begins in; where all stands in one line, to look for its beginning takes long. */
  readonly indent: () => number;
  /** What `comments` and `afterKey` are of the text as it was, and what `value` is. */
  readonly whole: Span;
  readonly inside: Span;
}

/** What printing needs to know beside the value. */
export interface Printing {
  readonly style: Style;
  readonly textOf: (moved: Moved) => MovedText;
  /** The parts of the text as it was that have been printed elsewhere, comments and all. */
  readonly carried: Span[];
  /** The same of the line that what is printed in brackets begins in. */
  readonly indent: () => number;
}

type Entries = { readonly [key: string]: NewValue };

/**
 * Prints an entry of a block mapping: no blanks before its first line, no line break after its last.
 *
 * @param column in which its key stands.
 */
export function printBlockEntry(key: string, value: NewValue, column: number, printing: Printing): string {
  const { style } = printing;
  const name = scalarText(key);
  if (typeof value !== 'object' || value === null) return `${name}: ${scalarText(value)}`;
  if (isMoved(value)) return printMovedEntry(name, printing.textOf(value), column, printing);
  const lines: string[] = [`${name}:`];
  if (Array.isArray(value)) {
    if (value.length === 0) return `${name}: []`;
    const dash = column + style.dashIndent;
    for (const item of value as readonly NewValue[])
      lines.push(' '.repeat(dash) + printBlockItem(item, dash, printing));
  } else {
    const entries = Object.entries(value as Entries);
    if (entries.length === 0) return `${name}: {}`;
    const below = column + style.unit.length;
    for (const [child, inner] of entries) {
      lines.push(' '.repeat(below) + printBlockEntry(child, inner, below, printing));
    }
  }
  return lines.join(style.lineBreak);
}

/** Prints an item of a block sequence, its dash first; `column` is the dash's. */
export function printBlockItem(value: NewValue, column: number, printing: Printing): string {
  if (typeof value !== 'object' || value === null) return `- ${scalarText(value)}`;
  const inLine = { ...printing, indent: () => column };
  if (isMoved(value)) return `- ${printMovedValue(printing.textOf(value), inLine)}`;
  if (Array.isArray(value)) return `- ${printFlow(value as readonly NewValue[], null, true, inLine)}`;
  const entries = Object.entries(value as Entries).map(([key, inner]) =>
    printBlockEntry(key, inner, column + 2, printing),
  );
  return `- ${entries.length === 0 ? '{}' : entries.join(`${printing.style.lineBreak}${' '.repeat(column + 2)}`)}`;
}

/** The value alone, in a line that has as many blanks as the printing says. */
function printMovedValue({ value, indent, inside }: MovedText, printing: Printing): string {
  printing.carried.push(inside);
  return value.includes('\n') ? shifted(value, printing.indent() - indent(), printing.style) : value;
}

function printMovedEntry(name: string, text: MovedText, column: number, { style, carried }: Printing): string {
  carried.push(text.whole);
  const indent = ' '.repeat(column);
  const comments = text.comments.map((comment) => `${comment}${style.lineBreak}${indent}`);
  const isLong = text.afterKey.includes('\n');
  const afterKey = isLong ? shifted(text.afterKey, column - (text.column ?? text.indent()), style) : text.afterKey;
  return `${comments.join('')}${name}${afterKey}`;
}

/** Moves all lines but the first to the right, or to the left where they have the blanks for it. */
function shifted(text: string, columns: number, { unit }: Style): string {
  if (columns === 0) return text;
  if (columns > 0) return text.replace(/\n(?=[^\r\n])/g, `\n${unit.charAt(0).repeat(columns)}`);
  return text.replace(/\n([ \t]+)/g, (_, blanks: string) => `\n${blanks.slice(-columns)}`);
}

/**
 * Prints a value in brackets.
 *
 * @param indent of the line it begins in, where each entry is to have a line of its own; `null` for all in one line.
 * @param spaced whether a blank follows colons and commas.
 */
export function printFlow(
  value: NewValue,
  indent: string | null,
  spaced: boolean,
  printing: Printing,
  json = false,
): string {
  if (typeof value !== 'object' || value === null) return json ? JSON.stringify(value) : scalarText(value);
  if (isMoved(value))
    return printMovedValue(
      printing.textOf(value),
      indent === null ? printing : { ...printing, indent: () => indent.length },
    );
  const below = indent === null ? null : indent + printing.style.unit;
  const parts = Array.isArray(value)
    ? (value as readonly NewValue[]).map((item) => printFlow(item, below, spaced, printing, json))
    : Object.entries(value as Entries).map(([key, inner]) => printFlowEntry(key, inner, below, spaced, printing, json));
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return open + close;
  if (below === null) return open + parts.join(spaced ? ', ' : ',') + close;
  const { lineBreak } = printing.style;
  return `${open}${lineBreak}${below}${parts.join(`,${lineBreak}${below}`)}${lineBreak}${indent}${close}`;
}

/** Prints an entry of a flow mapping; the parameters are those of {@link printFlow}. */
export function printFlowEntry(
  key: string,
  value: NewValue,
  indent: string | null,
  spaced: boolean,
  printing: Printing,
  json: boolean,
): string {
  return `${json ? JSON.stringify(key) : scalarText(key)}:${spaced || !json ? ' ' : ''}${printFlow(value, indent, spaced, printing, json)}`;
}

/** Prints a scalar: a string plain where it then reads as one everywhere, else in double quotes. */
function scalarText(value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return /^[A-Za-z0-9_/.][A-Za-z0-9_./-]*$/.test(value) && readsAsString(value) ? value : JSON.stringify(value);
}

/** Prints a string in the quotes that another one had: none, single or double. */
export function likeQuoted(value: string, quote: string | undefined): string {
  if (quote === "'") return `'${value.replaceAll("'", "''")}'`;
  return quote === '"' ? JSON.stringify(value) : scalarText(value);
}
