import type { ScalarEvent } from 'js-yaml';
import { CHOMPING_MODE, EVENT_ID, SCALAR_STYLE } from 'js-yaml';
import type { Entry, MappingNode, Node, ScalarNode, SequenceNode } from '../model/node.ts';
import { scalarNode } from './events.ts';

/** Where the reading of a document stands. Both offsets count in its own text. */
interface Block {
  readonly text: string;
  /** Where the document begins in the text of the Source, in which the offsets of Nodes count. */
  readonly base: number;
  /** What is next: the first sign of a line, or of an item in it. */
  at: number;
  /** The column of what is next, from 0; -1 at the end of the text. */
  column: number;
  /** The offset in the Source that the last value ended at: where a value that is not written stands. */
  end: number;
  depth: number;
}

/** Deeper than any manifest; what is deeper is left to the parser, which knows the limit. */
const MAX_BLOCK_DEPTH = 100;

/** Longer keys are left to the parser: YAML has a limit for them. */
const MAX_KEY = 200;

/** Signs that need a second look: tabs, carriage returns and other controls, line ends of Unicode's, halves of pairs. */
const UNSURE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /[\x00-\x09\x0B-\x1F\x7F-\x9F\u2028\u2029\uFEFF\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/**
 * Reads a document in the plain style of block mappings and sequences that nearly all manifests are written in, in about a
 * third of the time of the whole of YAML. It reads what it is certain of, and no more: anything else (anchors, tags,
 * flow mappings, tabs, errors of any sort ...) is left to js-yaml, whose Nodes are the same wherever both give any.
 *
 * @param text a single document, its marker included.
 * @param base where it begins in the text of the Source.
 * @returns its root; `null` where the document is not in that style.
 */
export function readBlock(text: string, base: number): Node | null {
  if (UNSURE.test(text)) return null;
  MARKER_LINE.lastIndex = 0;
  const first = text.startsWith('---') ? (MARKER_LINE.test(text) ? MARKER_LINE.lastIndex : -1) : 0;
  if (first === -1) return null;
  const block: Block = { text, base, at: 0, column: -1, end: base, depth: 0 };
  if (!nextLine(block, first) || block.column === -1) return null;
  const root = collection(block);
  return block.column === -1 ? root : null;
}

const MARKER_LINE = /---(?: *| +#.*)\n/y;
const NEWLINE = 10;
const SPACE = 32;
const HASH = 35;
const DASH = 45;
const COLON = 58;

/** Goes to the next line with anything but a comment on it; `false` where that is a marker. */
function nextLine(block: Block, lineStart: number): boolean {
  const { text } = block;
  let start = lineStart;
  for (;;) {
    let at = start;
    while (text.charCodeAt(at) === SPACE) at++;
    const sign = text.charCodeAt(at);
    if (sign === HASH) start = afterLine(text, at);
    else if (sign === NEWLINE) start = at + 1;
    else {
      block.at = at;
      block.column = at < text.length ? at - start : -1;
      return at !== start || !(text.startsWith('---', at) || text.startsWith('...', at));
    }
  }
}

function afterLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline + 1;
}

/** Reads the mapping or sequence that begins there. */
function collection(block: Block): Node | null {
  if (++block.depth > MAX_BLOCK_DEPTH) return null;
  const read = isDash(block.text, block.at) ? sequence(block) : keyAt(block, block.at) > 0 ? mapping(block) : null;
  block.depth--;
  return read;
}

function isDash(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== DASH) return false;
  const next = text.charCodeAt(at + 1);
  return next === SPACE || next === NEWLINE || at + 1 === text.length;
}

const KEY = /(?:[\w.$/^~+][\w.$/^~+()-]*|"[^"\\\n]*"|'[^'\n]*'):(?=[ \n]|$)/y;

/** How long the key is that stands there, with its colon; 0 where there is none that is certain. */
function keyAt({ text }: Block, at: number): number {
  KEY.lastIndex = at;
  const length = KEY.test(text) ? KEY.lastIndex - at : 0;
  return length > MAX_KEY ? 0 : length;
}

function mapping(block: Block): MappingNode | null {
  const { base, column: indent } = block;
  const start = base + block.at;
  const entries: Entry[] = [];
  block.end = start;
  do {
    const length = keyAt(block, block.at);
    if (length === 0) return null;
    const key = keyNode(block, length);
    const value = valueAfter(block, block.at + length, indent, true);
    if (value === null) return null;
    entries.push({ key, value });
  } while (block.column === indent);
  if (block.column > indent) return null;
  return { type: 'mapping', start, end: Math.max(start, block.end), entries, merged: [] };
}

function keyNode(block: Block, length: number): ScalarNode {
  const { text, at } = block;
  const sign = text[at];
  return sign === '"' || sign === "'"
    ? scalar(block, at + 1, at + length - 2, true)
    : scalar(block, at, at + length - 1, false);
}

function sequence(block: Block): SequenceNode | null {
  const { text, base, column: indent } = block;
  const start = base + block.at;
  const items: Node[] = [];
  block.end = start;
  do {
    const item = itemAt(block, indent);
    if (item === null) return null;
    items.push(item);
  } while (block.column === indent && isDash(text, block.at));
  if (block.column > indent) return null;
  return { type: 'sequence', start, end: Math.max(start, block.end), items };
}

function itemAt(block: Block, indent: number): Node | null {
  const { text, at } = block;
  let from = at + 1;
  while (text.charCodeAt(from) === SPACE) from++;
  if (!isDash(text, from) && keyAt(block, from) === 0) return valueAfter(block, at + 1, indent, false);
  block.at = from;
  block.column = indent + from - at;
  return collection(block);
}

/** Reads the value behind a colon or a dash, which may be on the lines that follow. */
function valueAfter(block: Block, after: number, indent: number, ofKey: boolean): Node | null {
  const { text } = block;
  let at = after;
  while (text.charCodeAt(at) === SPACE) at++;
  const sign = text.charCodeAt(at);
  if (at < text.length && sign !== NEWLINE && (sign !== HASH || at === after)) return inline(block, at, indent);
  if (!nextLine(block, afterLine(text, at))) return null;
  // A sequence may stand as far to the left as the key that it belongs to.
  const isDashed = isDash(text, block.at);
  if (ofKey && block.column === indent && isDashed) return collection(block);
  if (block.column <= indent) return absent(block);
  if (isDashed || keyAt(block, block.at) > 0) return collection(block);
  return ALONE.test(text.charAt(block.at)) ? null : inline(block, block.at, indent);
}

function absent({ end }: Block): ScalarNode {
  return { type: 'scalar', value: '', quoted: false, start: end, end };
}

/** What in a line of its own would be read by other rules. */
const ALONE = /[|>[{]/;

const DOUBLE_QUOTED = /"(?:[^"\\]|\\[0abtnvfre "/\\N_LP\n])*"/y;
const SINGLE_QUOTED = /'(?:[^']|'')*'/y;
const REST = /(?: *| +#.*)(?:\n|$)/y;

function inline(block: Block, at: number, indent: number): Node | null {
  const { text } = block;
  switch (text[at]) {
    case '"':
      return quoted(block, DOUBLE_QUOTED, at, indent);
    case "'":
      return quoted(block, SINGLE_QUOTED, at, indent);
    case '|':
    case '>':
      return blockScalar(block, at, indent);
    case '[':
      return flowSequence(block, at);
    case '{':
      return emptyMapping(block, at);
    default:
      return plain(block, at, indent);
  }
}

function quoted(block: Block, form: RegExp, at: number, indent: number): ScalarNode | null {
  const { text } = block;
  form.lastIndex = at;
  if (!form.test(text)) return null;
  const [from, to] = [at + 1, form.lastIndex - 1];
  const inside = text.slice(from, to);
  const isSimple = !/[\n\\']/.test(inside);
  if (!isSimple && !isIndented(text, from, to, indent)) return null;
  const style = form === DOUBLE_QUOTED ? SCALAR_STYLE.DOUBLE_QUOTED : SCALAR_STYLE.SINGLE_QUOTED;
  const read = isSimple
    ? scalar(block, from, to, true)
    : decoded(block, { ...EVENT, style, valueStart: from, valueEnd: to });
  return endLine(block, to + 1) ? read : null;
}

/** Whether all lines of a quoted scalar but the first, and blank ones, stand further to the right than what it belongs to. */
function isIndented(text: string, from: number, to: number, indent: number): boolean {
  for (
    let newline = text.indexOf('\n', from);
    newline !== -1 && newline < to;
    newline = text.indexOf('\n', newline + 1)
  ) {
    const at = skipSpaces(text, newline + 1);
    if (text.charCodeAt(at) !== NEWLINE && at - newline - 1 <= indent) return false;
  }
  return true;
}

/** Goes to the next line where nothing but a comment follows on this one. */
function endLine(block: Block, at: number): boolean {
  REST.lastIndex = at;
  return REST.test(block.text) && nextLine(block, REST.lastIndex);
}

function scalar(block: Block, from: number, to: number, isQuoted: boolean): ScalarNode {
  const { text, base } = block;
  block.end = base + to;
  return { type: 'scalar', value: text.slice(from, to), quoted: isQuoted, start: base + from, end: base + to };
}

function emptyMapping(block: Block, at: number): MappingNode | null {
  if (block.text[at + 1] !== '}') return null;
  const start = block.base + at;
  block.end = start;
  return endLine(block, at + 2) ? { type: 'mapping', start, end: start, entries: [], merged: [] } : null;
}

const FLOW_ITEM = /(?:"[^"\\\n]*"|'[^'\n]*'|[\w./$][\w./$*@+=-]*)(?= *[,\]])/y;

/** A flow sequence of plain or quoted words in one line. */
function flowSequence(block: Block, open: number): SequenceNode | null {
  const { text, base } = block;
  const start = base + open;
  const items: Node[] = [];
  let at = skipSpaces(text, open + 1);
  block.end = start;
  while (text[at] !== ']' || items.length > 0) {
    FLOW_ITEM.lastIndex = at;
    if (!FLOW_ITEM.test(text)) return null;
    const after = FLOW_ITEM.lastIndex;
    const isQuoted = text[at] === '"' || text[at] === "'";
    items.push(isQuoted ? scalar(block, at + 1, after - 1, true) : scalar(block, at, after, false));
    at = skipSpaces(text, after);
    if (text[at] === ']') break;
    at = skipSpaces(text, at + 1);
  }
  const read: SequenceNode = { type: 'sequence', start, end: Math.max(start, block.end), items };
  return endLine(block, at + 1) ? read : null;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}

/** What a plain scalar does not begin with; a dash it may, where no blank follows. */
const INDICATORS = '-?:,[]{}#&*!|>\'"%@`';

function plain(block: Block, from: number, indent: number): ScalarNode | null {
  const { text } = block;
  const isDashed = text.charCodeAt(from) === DASH && !isDash(text, from);
  if (!isDashed && INDICATORS.includes(text.charAt(from))) return null;
  let lineFrom = from;
  for (let lines = 1; ; lines++) {
    const stop = endOfPlain(text, lineFrom);
    if (stop === -1) return null;
    const end = trimmed(text, stop);
    const isCommented = text.charCodeAt(stop) === HASH;
    const lineEnd = isCommented ? afterLine(text, stop) - 1 : stop;
    const next = isCommented ? -1 : continuation(text, lineEnd + 1, indent);
    if (next === -1) {
      const read = lines === 1 ? scalar(block, from, end, false) : longScalar(block, from, end);
      return nextLine(block, Math.min(lineEnd + 1, text.length)) ? read : null;
    }
    // A comment there would end the scalar, though it goes on to look like one.
    if (text.charCodeAt(next) === HASH) return null;
    lineFrom = next;
  }
}

/** Where the line of a plain scalar ends, or a comment begins in it; -1 where a colon would make a key of it. */
function endOfPlain(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case NEWLINE:
        return at;
      case HASH:
        if (text.charCodeAt(at - 1) === SPACE) return at;
        break;
      case COLON: {
        const next = text.charCodeAt(at + 1);
        if (next === SPACE || next === NEWLINE || at + 1 === text.length) return -1;
      }
    }
  }
  return text.length;
}

function trimmed(text: string, end: number): number {
  let at = end;
  while (text.charCodeAt(at - 1) === SPACE) at--;
  return at;
}

/** Where a plain scalar goes on in a line further to the right than what it belongs to; -1 where it does not. */
function continuation(text: string, lineStart: number, indent: number): number {
  for (let start = lineStart; start < text.length; ) {
    const at = skipSpaces(text, start);
    if (at >= text.length) return -1;
    if (text.charCodeAt(at) !== NEWLINE) return at - start > indent ? at : -1;
    start = at + 1;
  }
  return -1;
}

const EVENT = {
  type: EVENT_ID.SCALAR,
  anchorStart: -1,
  anchorEnd: -1,
  tagStart: -1,
  tagEnd: -1,
  chomping: CHOMPING_MODE.CLIP,
  indent: -1,
  fast: false,
} as const;

/** A scalar of several lines; what they fold to, js-yaml knows. */
function longScalar(block: Block, valueStart: number, valueEnd: number): ScalarNode {
  return decoded(block, { ...EVENT, style: SCALAR_STYLE.PLAIN, valueStart, valueEnd });
}

function decoded(block: Block, event: ScalarEvent): ScalarNode {
  const { text, base } = block;
  const read = scalarNode({ text, base, events: [], root: 0 }, event, block.end);
  block.end = Math.max(block.end, read.end);
  return read;
}

const HEADER = /[|>]([+-]?)(?: *| +#.*)\n/y;

function blockScalar(block: Block, from: number, indent: number): ScalarNode | null {
  const { text } = block;
  HEADER.lastIndex = from;
  const header = HEADER.exec(text);
  if (header === null) return null;
  const valueStart = HEADER.lastIndex;
  let content = -1;
  let leading = 0;
  let valueEnd = valueStart;
  while (valueEnd < text.length) {
    const at = skipSpaces(text, valueEnd);
    const column = at - valueEnd;
    if (at >= text.length) return null;
    if (text.charCodeAt(at) === NEWLINE) {
      if (content === -1) leading = Math.max(leading, column);
    } else if (content === -1) {
      if (column <= indent || column < leading) return null;
      content = column;
    } else if (column < content) break;
    valueEnd = afterLine(text, at);
  }
  if (content === -1) return null;
  const chomping =
    header[1] === '+' ? CHOMPING_MODE.KEEP : header[1] === '-' ? CHOMPING_MODE.STRIP : CHOMPING_MODE.CLIP;
  const style = text[from] === '|' ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.FOLDED_BLOCK;
  const read = decoded(block, { ...EVENT, style, chomping, indent: content, valueStart, valueEnd });
  return nextLine(block, valueEnd) ? read : null;
}
