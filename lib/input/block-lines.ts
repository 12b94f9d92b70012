import type { ScalarNode } from '../model/node.ts';
import { hasWords } from './head.ts';

/**
 * Where the reading of a document stands. Both offsets count in its own text. A class, for V8 to know all of them by one shape:
 * copies of an object literal have others.
 */
export class Block {
  readonly text: string;
  /** The same as it is written, carriage returns and all. */
  readonly source: string;
  /** Where the document begins in the text of the Source, in which the offsets of Nodes count. */
  readonly base: number;
  /** What is next: the first sign of a line, or of an item in it. */
  at = 0;
  /** The column of what is next, from 0; -1 at the end of the text. */
  column = -1;
  /** The offset in the Source that the last value ended at: where a value that is not written stands. */
  end: number;
  depth = 0;
  /** Whether it is only gone through: then Nodes hold nothing, but what is not in the plain style is found all the same. */
  skims = false;
  /** Where a key was looked for last, and how long it is, with its colon; 0 where there is none that is certain. */
  keyFrom = -1;
  keyLength = 0;
  /** Whether it may be a Kubernetes object by its words; `null` until that is asked. */
  #mayBeObject: boolean | null = null;

  constructor(text: string, source: string, base: number) {
    this.text = text;
    this.source = source;
    this.base = base;
    this.end = base;
  }

  get mayBeObject(): boolean {
    this.#mayBeObject ??= hasWords(this.text);
    return this.#mayBeObject;
  }

  copy(): Block {
    return Object.assign(new Block(this.text, this.source, this.base), this);
  }
}

/** Stands for any scalar that is gone through. */
const SKIMMED: ScalarNode = { type: 'scalar', value: '', quoted: false, start: 0, end: 0 };

export const TAB = 9;
export const NEWLINE = 10;
export const SPACE = 32;
export const HASH = 35;
export const DASH = 45;
export const COLON = 58;

/** The same with a space before each line feed in place of a carriage return: at the end of a line neither means anything. */
export function withLineFeeds(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', ' \n') : text;
}

/**
 * The code of the sign that stands there; -1 at the end of the text and beyond. V8 no longer inlines a `charCodeAt` that has once
 * gone beyond.
 */
export function signAt(text: string, at: number): number {
  return at < text.length ? text.charCodeAt(at) : -1;
}

/** Goes to the next line with anything but a comment on it; `false` where that is a marker. */
export function nextLine(block: Block, lineStart: number): boolean {
  const { text } = block;
  let start = lineStart;
  for (;;) {
    const at = skipSpaces(text, start);
    const sign = signAt(text, at);
    if (sign === HASH) start = afterLine(text, at);
    else if (sign === NEWLINE) start = at + 1;
    else {
      block.at = at;
      block.column = at < text.length ? at - start : -1;
      return at !== start || !(text.startsWith('---', at) || text.startsWith('...', at));
    }
  }
}

/** The offset of the line after the one that an offset is in. */
export function afterLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline + 1;
}

const REST = /(?: *| +#.*)(?:\n|$)/y;

/** Goes to the next line where nothing but a comment follows on this one. */
export function endLine(block: Block, at: number): boolean {
  REST.lastIndex = at;
  return REST.test(block.text) && nextLine(block, REST.lastIndex);
}

/**
 * Whether the lines of a quoted text or a flow collection stand where they may: further to the right than what it belongs to,
 * as YAML wants it. To libyaml they may stand anywhere, which is gone by where the document may be a Kubernetes object (see
 * `parseLoosely`, which takes what is not in the plain style).
 */
export function mayStand(block: Block, from: number, to: number, indent: number): boolean {
  return isIndented(block.text, from, to, indent) || block.mayBeObject;
}

/** Whether all lines of a stretch but the first, and blank ones, stand further to the right than a column. */
function isIndented(text: string, from: number, to: number, indent: number): boolean {
  for (
    let newline = text.indexOf('\n', from);
    newline !== -1 && newline < to;
    newline = text.indexOf('\n', newline + 1)
  ) {
    const at = skipSpaces(text, newline + 1);
    if (signAt(text, at) !== NEWLINE && at - newline - 1 <= indent) return false;
  }
  return true;
}

/** Whether a dash stands there that begins an item. */
export function isDash(text: string, at: number): boolean {
  if (signAt(text, at) !== DASH) return false;
  const next = signAt(text, at + 1);
  return next === SPACE || next === NEWLINE || next === -1;
}

/** The first offset from one on at which there is no space. */
export function skipSpaces(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) === SPACE) at++;
  return at;
}

/** The offset behind what stands before some spaces, if any. */
export function trimmed(text: string, end: number): number {
  let at = end;
  while (at > 0 && text.charCodeAt(at - 1) === SPACE) at--;
  return at;
}

/** What stands between two offsets, as it is written. */
export function scalar(block: Block, from: number, to: number, isQuoted: boolean): ScalarNode {
  const { text, base } = block;
  block.end = base + to;
  if (block.skims) return SKIMMED;
  return { type: 'scalar', value: text.slice(from, to), quoted: isQuoted, start: base + from, end: base + to };
}
