import { MAX_DOCUMENT_BYTES } from '../model/limits.ts';
import { isUtf16 } from './decode.ts';

/**
 * From how many bytes on a file is read in portions: few enough for V8 to keep a text of them among what is let go soon (it does up
 * to 128 kB), enough to make little ado.
 */
export const PORTION_BYTES = 96 * 1024;

/** How much memory is kept for the next stream: large documents are rare. */
const MAX_SPARE = 16 * PORTION_BYTES;

/** Whole documents out of a stream of bytes. */
export interface Portion {
  /** To be made use of at once: others come to the same place in memory. */
  readonly bytes: Uint8Array;
  /** The line, from 1, of the stream that they begin in. */
  readonly line: number;
}

/** Cuts a stream of bytes between two documents wherever a portion has come together. */
export interface Cutter {
  /** Takes in bytes; gives a portion where one is complete, and `too-large` where a single document is beyond the limit. */
  readonly push: (bytes: Uint8Array) => Portion | 'too-large' | null;
  /** The same of bytes that are put where they are wanted: as many as can be had at once, but no more than there is room for. */
  readonly fill: (put: (room: Uint8Array) => number) => Portion | 'too-large' | null;
  /** What is left at the end of the stream; to be called once. */
  readonly end: () => Portion;
  /** The line that the bytes which are not given out yet begin in. */
  readonly line: () => number;
}

/** Memory that no stream is in: to get new for each takes as long as reading it does. */
let spare: Buffer | null = null;

/** A new {@link Cutter}, for one stream. */
export function cutter(): Cutter {
  let memory = spare ?? Buffer.allocUnsafeSlow(2 * PORTION_BYTES);
  spare = null;
  /** Where in it those bytes stand that are not given out yet. */
  let [from, to] = [0, 0];
  let line = 1;
  /** How much must have come together before it is looked at again: doubled in vain, so that a long document costs little. */
  let enough = PORTION_BYTES;
  /** What every portion is cut at; `null` where the encoding has no bytes to look for. */
  let cuts: readonly Cut[] | null | undefined;
  const makeRoom = (bytes: number): void => {
    const size = to - from;
    if (size + bytes > memory.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(size + bytes, 2 * memory.length));
      memory.copy(larger, 0, from, to);
      memory = larger;
    } else if (from > 0) memory.copyWithin(0, from, to);
    [from, to] = [0, size];
  };
  const cut = (): Portion | 'too-large' | null => {
    if (to < enough) return null;
    const whole = memory.subarray(0, to);
    if (cuts === undefined) cuts = isUtf16(whole) ? null : cutsFor(whole);
    const at = lastCut(whole, cuts ?? []);
    if (at <= 0) {
      if (to > MAX_DOCUMENT_BYTES) return 'too-large';
      enough = Math.min(to * 2, MAX_DOCUMENT_BYTES + 1);
      return null;
    }
    const portion = { bytes: whole.subarray(0, at), line };
    line += newlinesIn(portion.bytes);
    enough = Math.min(Math.max(PORTION_BYTES, (to - at) * 2), MAX_DOCUMENT_BYTES + 1);
    from = at;
    return portion;
  };
  return {
    push: (bytes) => {
      makeRoom(bytes.length);
      memory.set(bytes, to);
      to += bytes.length;
      return cut();
    },
    fill: (put) => {
      makeRoom(PORTION_BYTES);
      to += put(memory.subarray(to, to + PORTION_BYTES));
      return cut();
    },
    end: () => {
      if (memory.length <= MAX_SPARE) spare = memory;
      return { bytes: memory.subarray(from, to), line };
    },
    line: () => line,
  };
}

interface Cut {
  readonly mark: string;
  /** How much of the mark belongs to what is before. */
  readonly before: number;
}

const MARKER: Cut = { mark: '\n---', before: 1 };
/** In a stream of JSON values the one ends on the line before the next; in an array a comma would be between them. */
const NEXT_VALUE: Cut = { mark: '}\n{', before: 2 };
const BLANKS = [' ', '\t', '\r', '\n'].map((blank) => blank.charCodeAt(0));

function cutsFor(bytes: Buffer): readonly Cut[] {
  const first = bytes.find((byte) => !BLANKS.includes(byte));
  return first === '{'.charCodeAt(0) ? [MARKER, NEXT_VALUE] : [MARKER];
}

/** The last place at which a stream can be cut, or -1. */
function lastCut(bytes: Buffer, cuts: readonly Cut[]): number {
  return Math.max(-1, ...cuts.map((cut) => lastCutAt(bytes, cut)));
}

function lastCutAt(bytes: Buffer, { mark, before }: Cut): number {
  let at = bytes.lastIndexOf(mark);
  if (mark !== MARKER.mark) return at === -1 ? -1 : at + before;
  while (at !== -1 && !BLANKS.includes(bytes[at + mark.length] ?? -1)) {
    at = at === 0 ? -1 : bytes.lastIndexOf(mark, at - 1);
  }
  return at === -1 ? -1 : at + before;
}

function newlinesIn(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}

const NEWLINE = '\n'.charCodeAt(0);
