import type { Entry, MappingNode, Node, ScalarNode, SequenceNode } from '../model/node.ts';
import type { Block } from './block-lines.ts';
import { endLine, mayStand, NEWLINE, SPACE, scalar, signAt, skipSpaces } from './block-lines.ts';

/** Deeper than any manifest, and what is deeper is left to js-yaml. */
const MAX_FLOW_DEPTH = 20;

/**
 * What stands in brackets or braces: words, each in one line, plain or quoted without more ado, and more of the same.
 *
 * @param indent the column of what it belongs to; see {@link mayStand}.
 */
export function readFlow(block: Block, at: number, indent: number): Node | null {
  const read = flowValue(block, at, 0);
  return read !== null && mayStand(block, at, block.at, indent) && endLine(block, block.at) ? read : null;
}

const FLOW_WORD = /(?:"[^"\\\n]*"|'[^'\n]*'|-{0,2}[\w./$][\w./$*@+=%-]*)(?=[ \n]*[,\]}])/y;
const FLOW_KEY = /(?:"[^"\\\n]*"|'[^'\n]*'|[\w./$][\w./$-]*)(?=: )/y;

/** Reads one value, and leaves `at` behind it. */
function flowValue(block: Block, at: number, depth: number): Node | null {
  const { text } = block;
  const sign = text[at];
  if (sign !== '[' && sign !== '{') return flowWord(block, FLOW_WORD, at);
  if (depth > MAX_FLOW_DEPTH) return null;
  return sign === '[' ? flowSequence(block, at, depth + 1) : flowMapping(block, at, depth + 1);
}

function flowWord(block: Block, form: RegExp, at: number): ScalarNode | null {
  const { text } = block;
  form.lastIndex = at;
  if (!form.test(text)) return null;
  block.at = form.lastIndex;
  const isQuoted = text[at] === '"' || text[at] === "'";
  return isQuoted ? scalar(block, at + 1, block.at - 1, true) : scalar(block, at, block.at, false);
}

function flowSequence(block: Block, open: number, depth: number): SequenceNode | null {
  const start = block.base + open;
  const items: Node[] = [];
  block.end = start;
  const isWhole = flowItems(block, open, ']', (at) => {
    const item = flowValue(block, at, depth);
    if (item !== null) items.push(item);
    return item !== null;
  });
  return isWhole ? { type: 'sequence', start, end: Math.max(start, block.end), items } : null;
}

function flowMapping(block: Block, open: number, depth: number): MappingNode | null {
  const start = block.base + open;
  const entries: Entry[] = [];
  block.end = start;
  const isWhole = flowItems(block, open, '}', (at) => {
    const key = flowWord(block, FLOW_KEY, at);
    const value = key === null ? null : flowValue(block, skipSpaces(block.text, block.at + 1), depth);
    if (key === null || value === null) return false;
    entries.push({ key, value });
    return true;
  });
  return isWhole ? { type: 'mapping', start, end: Math.max(start, block.end), entries, merged: [] } : null;
}

/** Reads what is between two brackets or braces, and leaves `at` behind them. */
function flowItems(block: Block, open: number, close: string, item: (at: number) => boolean): boolean {
  const { text } = block;
  let at = skipBlanks(text, open + 1);
  for (let isFirst = true; !isFirst || text[at] !== close; isFirst = false) {
    if (!item(at)) return false;
    at = skipBlanks(text, block.at);
    if (text[at] === close) break;
    if (text[at] !== ',') return false;
    at = skipBlanks(text, at + 1);
  }
  block.at = at + 1;
  return true;
}

/** The first offset from one on at which there is neither a space nor the end of a line. */
function skipBlanks(text: string, from: number): number {
  let at = from;
  while (signAt(text, at) === SPACE || signAt(text, at) === NEWLINE) at++;
  return at;
}
