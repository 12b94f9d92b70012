import { lastAtMost } from '../model/last-at-most.ts';
import type { Node } from '../model/node.ts';

/** A comment that speaks to api-audit. */
export interface Comment {
  /** 0-based offset of its `#`. */
  readonly offset: number;
  /** What follows `api-audit:`. */
  readonly text: string;
  /** The line that it speaks of, as offsets: its own; the next one with anything on it where it has a line to itself. */
  readonly start: number;
  readonly end: number;
}

const COMMENT = /(?<=^|[ \t])#[ \t]*api-audit:[ \t]*(.*)$/gm;

/**
 * The comments of a YAML text, or of a template of one, that speak to api-audit. What merely looks like one, in quotes or
 * in the text of a block, is none. Takes time in proportion to the text, whatever stands in it.
 *
 * @param roots the values that are known to stand in the text.
 */
export function commentsIn(text: string, roots: readonly Node[]): readonly Comment[] {
  // Most files have none, and need no more than this look.
  if (!text.includes('api-audit:')) return [];
  const lines = new Lines(text);
  const values = scalarsOf(roots);
  const found: { readonly offset: number; readonly text: string; readonly line: number; readonly ownLine: boolean }[] =
    [];
  for (const { index: offset, 1: said } of text.matchAll(COMMENT)) {
    const { start, indent, isQuoted, isInBlock } = lines.at(offset as number);
    // A comment goes on to the end of its line: what looks like another one there is a part of it.
    if (start === found.at(-1)?.line || isQuoted || isInBlock || values.has(offset as number)) continue;
    const ownLine = start + indent === offset;
    found.push({ offset: offset as number, text: (said as string).trimEnd(), line: start, ownLine });
  }
  const meant = linesMeant(text, found);
  return found.map(({ offset, text: said }, at) => ({ offset, text: said, ...(meant[at] as Line) }));
}

/** A line by its offsets, without the line feed at its end. */
type Line = Pick<Comment, 'start' | 'end'>;

/** The lines that comments speak of; taken from the last to the first, so that those one below the other look once. */
function linesMeant(
  text: string,
  comments: readonly { readonly line: number; readonly ownLine: boolean }[],
): readonly Line[] {
  const byLine = new Map<number, Line>();
  return [...comments]
    .reverse()
    .map(({ line, ownLine }) => {
      let start = line;
      let known: Line | undefined;
      while (ownLine && known === undefined && start < text.length) {
        const end = lineEnd(text, start);
        if (!text.slice(start, end).trimStart().startsWith('#')) break;
        start = end + 1;
        known = byLine.get(start);
      }
      const meant = known ?? { start, end: lineEnd(text, start) };
      if (ownLine) byLine.set(line, meant);
      return meant;
    })
    .reverse();
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}

/** What there is to know of a place in a text before one knows what the text is. */
interface LinePlace {
  /** Where its line begins. */
  readonly start: number;
  /** By how many signs that is indented, up to the place. */
  readonly indent: number;
  /** Whether a quote that begins before it on its line ends behind it. */
  readonly isQuoted: boolean;
  /** Whether a line further up, less indented, begins a block of text that it belongs to. */
  readonly isInBlock: boolean;
}

/** A line that others further down, more indented, may belong to. */
interface Holder {
  readonly indent: number;
  /** How deep a line must be indented at the least to belong to a block of text that it is in, or begins; infinite: none. */
  readonly textFrom: number;
}

/** Of one line: what follows the sign for a comment is its end, whatever it holds. */
const BLOCK = /(?:^|[ \t])[|>][-+0-9]*[ \t]*(?:#.*)?$/s;
/** The dashes of items of lists at the beginning of a line, and the blanks around them. */
const DASHES = /^[ \t]*(?:-[ \t]+)*/;

/** Goes through a text once, from place to place. */
class Lines {
  readonly #text: string;
  /** The less indented lines above, the innermost last. */
  readonly #holders: Holder[] = [];
  /** Of the line that it has come to: its beginning, and how far its quotes are known. */
  #start = 0;
  #indent = 0;
  #at = 0;
  #quote = '';
  #before = ' ';

  constructor(text: string) {
    this.#text = text;
    this.#enter(0);
  }

  /** @param offset not before that of the last call. */
  at(offset: number): LinePlace {
    for (let end = lineEnd(this.#text, this.#start); end < offset; end = lineEnd(this.#text, this.#start)) {
      this.#leave(this.#text.slice(this.#start, end));
      this.#enter(end + 1);
    }
    this.#readQuotes(offset);
    const indent = Math.min(this.#indent, offset - this.#start);
    const holder = this.#holders.findLast((each) => each.indent < indent);
    return { start: this.#start, indent, isQuoted: this.#quote !== '', isInBlock: indent >= textFrom(holder) };
  }

  #enter(start: number): void {
    this.#start = start;
    const line = this.#text.slice(start, lineEnd(this.#text, start));
    this.#indent = line.length - line.trimStart().length;
    this.#at = start;
    this.#quote = '';
    this.#before = ' ';
  }

  #leave(line: string): void {
    const indent = this.#indent;
    // A comment may stand further left than what it stands in.
    if (indent === line.length || line.charAt(indent) === '#') return;
    while ((this.#holders.at(-1)?.indent ?? -1) >= indent) this.#holders.pop();
    const around = textFrom(this.#holders.at(-1));
    const begun = BLOCK.test(line.trimEnd()) ? columnOfHolder(line) + 1 : Number.POSITIVE_INFINITY;
    this.#holders.push({ indent, textFrom: indent >= around ? around : begun });
  }

  #readQuotes(offset: number): void {
    for (; this.#at < offset; this.#at++) {
      const sign = this.#text.charAt(this.#at);
      if (this.#quote === '"' && sign === '\\') this.#at++;
      else if (this.#quote !== '' && sign === this.#quote) this.#quote = '';
      else if (this.#quote === '' && (sign === '"' || sign === "'") && ' \t[{,:('.includes(this.#before))
        this.#quote = sign;
      this.#before = sign;
    }
  }
}

function textFrom(holder: Holder | undefined): number {
  return holder?.textFrom ?? Number.POSITIVE_INFINITY;
}

/** Where the key, or the dash, stands that a block at the end of the line belongs to: its text is further right. */
function columnOfHolder(line: string): number {
  const dashes = DASHES.exec(line)?.[0] ?? '';
  return /[|>]/.test(line.charAt(dashes.length)) ? dashes.lastIndexOf('-') : dashes.length;
}

/** Tells of offsets whether they are in one of the scalars of some values. */
function scalarsOf(roots: readonly Node[]): { has(offset: number): boolean } {
  const spans: { readonly start: number; end: number }[] = [];
  const seen = new Set<Node>();
  const open: Node[] = [...roots];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    // An alias stands for the very node that its anchor is on.
    if (node.type !== 'scalar' && seen.has(node)) continue;
    if (node.type === 'scalar') spans.push({ start: node.start, end: node.end });
    else seen.add(node);
    if (node.type === 'sequence') for (const item of node.items) open.push(item);
    if (node.type === 'mapping') for (const { key, value } of node.entries) open.push(key, value);
  }
  spans.sort((a, b) => a.start - b.start);
  // From here on each end is the last of all up to it, so that one look tells.
  for (let at = 1; at < spans.length; at++) {
    const span = spans[at] as (typeof spans)[number];
    span.end = Math.max(span.end, spans[at - 1]?.end ?? 0);
  }
  return { has: (offset) => offset < (spans[lastAtMost(spans, ({ start }) => start, offset)]?.end ?? 0) };
}
