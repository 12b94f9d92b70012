import type { Entry, MappingNode, Node, ScalarNode, SequenceNode } from '../model/node.ts';
import { readFlow } from './block-flow.ts';
import {
  afterLine,
  Block,
  HASH,
  isDash,
  NEWLINE,
  nextLine,
  scalar,
  signAt,
  skipSpaces,
  trimmed,
  withLineFeeds,
} from './block-lines.ts';
import { readBlockScalar, readPlain, readQuoted } from './block-scalars.ts';

/** Deeper than any manifest; what is deeper is left to the parser, which knows the limit. */
const MAX_BLOCK_DEPTH = 100;

/** Longer keys are left to the parser: YAML has a limit for them. */
const MAX_KEY = 200;

/** Signs that need a second look: carriage returns and other controls, line ends of Unicode's, halves of pairs. */
const UNSURE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /[\x00-\x08\x0B-\x1F\x7F-\x9F\u2028\u2029\uFEFF\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** What is nothing but lines of ASCII needs none: that is most texts, and told in a fifth of the time. */
const NOT_ASCII = /[^\n -~]/;

/**
 * Reads a document in the plain style of block mappings and sequences that nearly all manifests are written in, in about a
 * third of the time of the whole of YAML. It reads what it is certain of, and no more: anything else (anchors, tags, comments
 * within flow collections, tabs but in block scalars, errors of any sort ...) is left to js-yaml, whose Nodes are the same
 * wherever both give any.
 *
 * @param source a single document, its marker included.
 * @param base where it begins in the text of the Source.
 * @returns its root; `null` where the document is not in that style.
 */
export function readBlock(source: string, base: number): Node | null {
  const text = withLineFeeds(source);
  if (NOT_ASCII.test(text) && UNSURE.test(text)) return null;
  const block = begun(text, source, base);
  if (block === null || block.column === -1) return null;
  const root = collection(block);
  return block.column === -1 ? root : null;
}

/** Whether a document is nothing but its marker, comments and blank lines. */
export function isBlankDocument(source: string): boolean {
  const text = withLineFeeds(source);
  return begun(text, source, 0)?.column === -1 && !UNSURE.test(text);
}

/** A document at its first line with anything on it; `null` where that is not certain. */
function begun(text: string, source: string, base: number): Block | null {
  MARKER_LINE.lastIndex = 0;
  const first = text.startsWith('---') ? (MARKER_LINE.test(text) ? MARKER_LINE.lastIndex : -1) : 0;
  const block = new Block(text, source, base);
  return first !== -1 && nextLine(block, first) ? block : null;
}

const MARKER_LINE = /---(?: *| +#.*)\n/y;

/** Reads the mapping or sequence that begins there. */
function collection(block: Block): Node | null {
  if (++block.depth > MAX_BLOCK_DEPTH) return null;
  const read = isDash(block.text, block.at) ? sequence(block) : keyAt(block, block.at) > 0 ? mapping(block) : null;
  block.depth--;
  return read;
}

/** A word, in which a colon may stand where more comes right behind (`f:spec:`, of server-side apply), or something in quotes. */
const KEY = /(?:(?:[\w.$/^~+=(]|-(?=[\w.-]))(?:[!"$-9;-~]|:(?=[!-~]))*|"[^"\\\n]*"|'[^'\n]*') *:(?=[ \n]|$)/y;

/** How long the key is that stands there, with its colon; 0 where there is none that is certain. */
function keyAt(block: Block, at: number): number {
  // The first key of a mapping is asked about three times: whether it is one, and what it is.
  if (at === block.keyFrom) return block.keyLength;
  KEY.lastIndex = at;
  const length = KEY.test(block.text) ? KEY.lastIndex - at : 0;
  block.keyFrom = at;
  block.keyLength = length > MAX_KEY ? 0 : length;
  return block.keyLength;
}

function mapping(block: Block): MappingNode | null {
  const { base, column: indent, skims } = block;
  const start = base + block.at;
  const entries: Entry[] = [];
  block.end = start;
  do {
    const length = keyAt(block, block.at);
    if (length === 0) return null;
    const key = keyNode(block, length);
    const after = block.at + length;
    const value = key.value === SCHEMA ? skimmed(block, after, indent) : valueAfter(block, after, indent, true);
    if (value === null) return null;
    if (!skims) entries.push({ key, value });
  } while (block.column === indent);
  if (block.column > indent) return null;
  return { type: 'mapping', start, end: Math.max(start, block.end), entries, merged: [] };
}

/** The field of CustomResourceDefinitions that most of their text stands in, and hardly anybody asks about. */
const SCHEMA = 'openAPIV3Schema';

/** Reads the value behind the colon of a schema. Of a mapping the entries are read when they are asked for. */
function skimmed(block: Block, after: number, indent: number): Node | null {
  const before = block.copy();
  block.skims = true;
  const value = valueAfter(block, after, indent, true);
  block.skims = false;
  if (value === null) return null;
  const read = () => valueAfter(before.copy(), after, indent, true);
  return value.type === 'mapping' ? new SkimmedMapping(value, read) : read();
}

/** A mapping of which it is known where it stands, and that it can be read. */
class SkimmedMapping implements MappingNode {
  readonly type = 'mapping';
  readonly start: number;
  readonly end: number;
  readonly merged = [];
  readonly #read: () => Node | null;
  #entries: readonly Entry[] | null = null;

  constructor({ start, end }: MappingNode, read: () => Node | null) {
    this.start = start;
    this.end = end;
    this.#read = read;
  }

  get entries(): readonly Entry[] {
    this.#entries ??= (this.#read() as MappingNode).entries;
    return this.#entries;
  }
}

function keyNode(block: Block, length: number): ScalarNode {
  const { text, at } = block;
  const sign = text[at];
  const end = trimmed(text, at + length - 1);
  return sign === '"' || sign === "'" ? scalar(block, at + 1, end - 1, true) : scalar(block, at, end, false);
}

function sequence(block: Block): SequenceNode | null {
  const { text, base, column: indent, skims } = block;
  const start = base + block.at;
  const items: Node[] = [];
  block.end = start;
  do {
    const item = itemAt(block, indent);
    if (item === null) return null;
    if (!skims) items.push(item);
  } while (block.column === indent && isDash(text, block.at));
  if (block.column > indent) return null;
  return { type: 'sequence', start, end: Math.max(start, block.end), items };
}

function itemAt(block: Block, indent: number): Node | null {
  const { text, at } = block;
  const from = skipSpaces(text, at + 1);
  if (!isDash(text, from) && keyAt(block, from) === 0) return valueAfter(block, at + 1, indent, false);
  block.at = from;
  block.column = indent + from - at;
  return collection(block);
}

/** Reads the value behind a colon or a dash, which may be on the lines that follow. */
function valueAfter(block: Block, after: number, indent: number, ofKey: boolean): Node | null {
  const { text } = block;
  const at = skipSpaces(text, after);
  const sign = signAt(text, at);
  if (sign !== -1 && sign !== NEWLINE && (sign !== HASH || at === after)) return inline(block, at, indent);
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
const ALONE = /[|>]/;

function inline(block: Block, at: number, indent: number): Node | null {
  const { text } = block;
  switch (text[at]) {
    case '"':
    case "'":
      return readQuoted(block, at, indent);
    case '|':
    case '>':
      return readBlockScalar(block, at, indent);
    case '[':
    case '{':
      return readFlow(block, at, indent);
    default:
      return readPlain(block, at, indent);
  }
}
