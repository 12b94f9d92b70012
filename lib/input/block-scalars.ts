import type { ScalarEvent } from 'js-yaml';
import { CHOMPING_MODE, SCALAR_STYLE } from 'js-yaml';
import type { ScalarNode } from '../model/node.ts';
import type { Block } from './block-lines.ts';
import {
  afterLine,
  COLON,
  endLine,
  HASH,
  mayStand,
  NEWLINE,
  nextLine,
  SPACE,
  scalar,
  signAt,
  skipSpaces,
  TAB,
  trimmed,
} from './block-lines.ts';
import { scalarEvent, scalarNode } from './events.ts';

/** What may follow a backslash in double quotes and is no code of a character; those are left to js-yaml. */
const ESCAPES = '0abtnvfre "/\\N_LP\n';

/**
 * Reads a scalar in quotes.
 *
 * @param indent the column of what it belongs to; see {@link mayStand}.
 */
export function readQuoted(block: Block, at: number, indent: number): ScalarNode | null {
  const { text } = block;
  const from = at + 1;
  const isDouble = text[at] === '"';
  const to = isDouble ? endOfDoubleQuoted(text, from) : endOfSingleQuoted(text, from);
  if (to === -1) return null;
  const written = text.slice(from, to);
  if (written.includes('\t')) return null;
  const isSimple = !/[\n\\']/.test(written);
  if (!isSimple && !mayStand(block, from, to, indent)) return null;
  const style = isDouble ? SCALAR_STYLE.DOUBLE_QUOTED : SCALAR_STYLE.SINGLE_QUOTED;
  const read =
    isSimple || block.skims
      ? scalar(block, from, to, true)
      : decoded(block, scalarEvent({ valueStart: from, valueEnd: to, style, fast: false }));
  return endLine(block, to + 1) ? read : null;
}

function endOfDoubleQuoted(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') return at;
    if (sign === '\\' && !ESCAPES.includes(text[++at] ?? 'none')) return -1;
  }
  return -1;
}

/** A quote in it is written twice. */
function endOfSingleQuoted(text: string, from: number): number {
  let at = text.indexOf("'", from);
  while (at !== -1 && text[at + 1] === "'") at = text.indexOf("'", at + 2);
  return at;
}

/** What a plain scalar does not begin with; a dash or a colon it may, where no blank follows. */
const INDICATORS = '-?:,[]{}#&*!|>\'"%@`';

const SIGNED = /^[-:][^ \n]/;

/**
 * Reads a scalar without quotes.
 *
 * @param indent the column of what it belongs to: further lines of it stand to the right of that.
 */
export function readPlain(block: Block, from: number, indent: number): ScalarNode | null {
  const { text } = block;
  if (INDICATORS.includes(text.charAt(from)) && !SIGNED.test(text.slice(from, from + 2))) return null;
  let lineFrom = from;
  for (let lines = 1; ; lines++) {
    const stop = endOfPlain(text, lineFrom);
    if (stop === -1) return null;
    const end = trimmed(text, stop);
    const isCommented = signAt(text, stop) === HASH;
    const lineEnd = isCommented ? afterLine(text, stop) - 1 : stop;
    const next = isCommented ? -1 : continuation(text, lineEnd + 1, indent);
    if (next === -1) {
      const isDecoded = lines > 1 && !block.skims;
      const read = isDecoded ? longScalar(block, from, end) : scalar(block, from, end, false);
      return nextLine(block, Math.min(lineEnd + 1, text.length)) ? read : null;
    }
    lineFrom = next;
  }
}

/** Where the line of a plain scalar ends, or a comment begins in it; -1 where a colon would make a key of it, or at a tab. */
function endOfPlain(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case NEWLINE:
        return at;
      case TAB:
        return -1;
      case HASH:
        if (text.charCodeAt(at - 1) === SPACE) return at;
        break;
      case COLON: {
        const next = signAt(text, at + 1);
        if (next === SPACE || next === NEWLINE || next === -1) return -1;
      }
    }
  }
  return text.length;
}

/**
 * Where a plain scalar goes on in a line further to the right than what it belongs to; -1 where it does not. A comment ends it:
 * what would go on behind that is found to be wrong by what the scalar belongs to.
 */
function continuation(text: string, lineStart: number, indent: number): number {
  for (let start = lineStart; start < text.length; ) {
    const at = skipSpaces(text, start);
    if (at >= text.length) return -1;
    const sign = text.charCodeAt(at);
    if (sign !== NEWLINE) return at - start > indent && sign !== HASH ? at : -1;
    start = at + 1;
  }
  return -1;
}

/** A scalar of several lines; what they fold to, js-yaml knows. */
function longScalar(block: Block, valueStart: number, valueEnd: number): ScalarNode {
  return decoded(block, scalarEvent({ valueStart, valueEnd, style: SCALAR_STYLE.PLAIN, fast: false }));
}

function decoded(block: Block, event: ScalarEvent): ScalarNode {
  const { source, base } = block;
  const read = scalarNode({ text: source, base, events: [], root: 0 }, event, block.end);
  block.end = Math.max(block.end, read.end);
  return read;
}

const HEADER = /[|>](?:([1-9])?([+-])?|([+-])([1-9]))(?: *| +#.*)\n/y;

/** Reads a scalar whose text stands in the lines below; see {@link readPlain}. */
export function readBlockScalar(block: Block, from: number, indent: number): ScalarNode | null {
  const { text } = block;
  HEADER.lastIndex = from;
  const header = HEADER.exec(text);
  if (header === null) return null;
  const valueStart = HEADER.lastIndex;
  const [, width = header[4], sign = header[3]] = header;
  let content = width === undefined ? -1 : indent + Number(width);
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
  if (content === -1 || valueEnd === valueStart) return null;
  const chomping = sign === '+' ? CHOMPING_MODE.KEEP : sign === '-' ? CHOMPING_MODE.STRIP : CHOMPING_MODE.CLIP;
  const style = text[from] === '|' ? SCALAR_STYLE.LITERAL_BLOCK : SCALAR_STYLE.FOLDED_BLOCK;
  const read = block.skims
    ? scalar(block, valueStart, valueEnd, true)
    : decoded(block, scalarEvent({ valueStart, valueEnd, style, fast: false }, { chomping, indent: content }));
  return nextLine(block, valueEnd) ? read : null;
}
