import type { Entry, MappingNode, Node, ScalarNode } from '../model/node.ts';

/** Where the parts of an entry of a mapping stand in the text; offsets include quotes and brackets. */
export interface EntrySpan {
  readonly keyStart: number;
  readonly keyEnd: number;
  /** Of the value itself, after its anchor and tag; where there is none, the place after the colon. */
  readonly valueStart: number;
  /** One past the last character of the value. */
  readonly valueEnd: number;
}

/** Whether a collection is written in brackets, as all are in JSON. */
export function isFlow(text: string, { start }: Node): boolean {
  return text[start] === '{' || text[start] === '[';
}

/** The offset at which the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The offset of the line break that ends the line of an offset (of its CR, where there is one), or the text's end. */
export function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf('\n', offset);
  if (feed === -1) return text.length;
  return feed > offset && text[feed - 1] === '\r' ? feed - 1 : feed;
}

/** One past the last character of a value, closing quotes and brackets included. */
export function endOf(text: string, node: Node): number {
  if (node.type === 'scalar') {
    if (!node.quoted) return node.end;
    if (isInQuotes(text, node)) return node.end + 1;
    return isAlias(text, node) ? node.end : trimmedEnd(text, node.start, node.end);
  }
  const children = node.type === 'mapping' ? node.entries.map(({ value }) => value) : node.items;
  const last = children.at(-1);
  // The Nodes of an aliased collection stand where its anchor does.
  const inside = last !== undefined && last.start >= node.start && last.end <= node.end;
  const end = Math.max(node.end, inside ? endOf(text, last) : 0);
  if (!isFlow(text, node)) return end;
  const empty = children.length === 0 && (node.type === 'sequence' || node.merged.length === 0);
  const close = skipBlank(text, empty ? node.start + 1 : end, true);
  return text[close] === '}' || text[close] === ']' ? close + 1 : end;
}

function isInQuotes(text: string, { start, end }: ScalarNode): boolean {
  const quote = text[start - 1];
  return (quote === '"' || quote === "'") && text[end] === quote;
}

/** Whether a scalar is an alias, and not a star in quotes. */
export function isAlias(text: string, node: ScalarNode): boolean {
  return text[node.start] === '*' && !(node.quoted && isInQuotes(text, node));
}

/** A block scalar ends with its last line, not with the blank ones that its Node counts in. */
function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && ' \r\n'.includes(text.charAt(at - 1))) at--;
  return at;
}

/** Where the parts of an entry stand; `null` where it is written in a way not to be edited (`? key`). */
export function entrySpan(text: string, { key, value }: Entry): EntrySpan | null {
  const quoted = key.quoted && (text[key.start - 1] === '"' || text[key.start - 1] === "'");
  const keyStart = quoted ? key.start - 1 : key.start;
  const keyEnd = quoted ? key.end + 1 : key.end;
  const colon = skipSpaces(text, keyEnd);
  if (text[colon] !== ':') return null;
  let at = skipBlank(text, colon + 1, false);
  while (text[at] === '&' || text[at] === '!') {
    while (at < text.length && !/\s/.test(text.charAt(at))) at++;
    at = skipBlank(text, at, false);
  }
  if (text[at] === '*') {
    const end = /[\s,\]}]/g;
    end.lastIndex = at;
    return { keyStart, keyEnd, valueStart: at, valueEnd: end.exec(text)?.index ?? text.length };
  }
  if (value.type === 'scalar' && value.start === value.end && !value.quoted) {
    return { keyStart, keyEnd, valueStart: colon + 1, valueEnd: colon + 1 };
  }
  const valueEnd = endOf(text, value);
  return valueEnd < at ? null : { keyStart, keyEnd, valueStart: at, valueEnd };
}

/** Goes over blanks in a line. */
export function skipSpaces(text: string, offset: number): number {
  let at = offset;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

/** Goes over blanks, line breaks and comments, with `commas` over those too. */
export function skipBlank(text: string, offset: number, commas: boolean): number {
  let at = offset;
  for (;;) {
    const character = text.charAt(at);
    if (character !== '' && (' \t\r\n'.includes(character) || (commas && character === ','))) at++;
    else if (character === '#' && /\s/.test(text.charAt(at - 1))) at = lineEnd(text, at);
    else return at;
  }
}

/** The column, from 0, in which an offset stands. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** How many blanks the line of an offset begins with. */
export function indentOf(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return skipSpaces(text, start) - start;
}

/** Whether nothing but blanks stands before an offset in its line: else a dash (or another key) does. */
export function beginsLine(text: string, offset: number): boolean {
  return /^[ \t]*$/.test(text.slice(lineStart(text, offset), offset));
}

/** Where the comment lines that stand right above a line, as far in as it is, begin; the line itself where there are none. */
export function commentsAbove(text: string, offset: number): number {
  const column = columnOf(text, offset);
  let start = lineStart(text, offset);
  while (start > 0) {
    const before = lineStart(text, start - 1);
    const line = text.slice(before, start);
    if (!/^ *#/.test(line) || line.indexOf('#') !== column) break;
    start = before;
  }
  return start;
}

/** How a file or a resource is laid out, for what is added to it to look alike. */
export interface Style {
  readonly lineBreak: '\n' | '\r\n';
  /** The blanks of one level. */
  readonly unit: string;
  /** How many blanks the dash of a list stands further in than the key that holds the list. */
  readonly dashIndent: number;
}

/** Reads the layout off a resource; where it shows nothing, two blanks a level and dashes below the key. */
export function styleOf(text: string, node: MappingNode): Style {
  const found: Found = {};
  look(text, node, found);
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return { lineBreak, unit: found.unit ?? '  ', dashIndent: found.dash ?? 0 };
}

interface Found {
  unit?: string;
  dash?: number;
}

function look(text: string, node: Node, found: Found): void {
  if (found.unit !== undefined && found.dash !== undefined) return;
  if (node.type === 'sequence') for (const item of node.items) look(text, item, found);
  if (node.type !== 'mapping') return;
  const flow = isFlow(text, node);
  for (const { key, value } of node.entries) {
    if (value.type === 'scalar' || value.start < key.start) continue;
    const [first] = value.type === 'mapping' ? value.entries.map((entry) => entry.key.start) : [value.start];
    // Where all stands in one line, to ask each key for the beginning of that would take minutes.
    if (first !== undefined && text.slice(key.start, first).includes('\n') && isFlow(text, value) === flow) {
      const column = columnOf(text, key.start) - (flow ? 1 : 0);
      const further = columnOf(text, first) - column - (flow ? 1 : 0);
      if (value.type === 'mapping' && further > 0)
        found.unit ??= (flow && text[lineStart(text, first)] === '\t' ? '\t' : ' ').repeat(further);
      if (value.type === 'sequence' && further >= 0 && !flow) found.dash ??= further;
    }
    look(text, value, found);
  }
}
