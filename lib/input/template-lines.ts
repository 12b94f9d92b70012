import type { Branches } from './template-branches.ts';
import type { Segment } from './template-text.ts';
import { FILL, isAction } from './template-text.ts';

/** A segment read as a line of YAML. */
export interface Line {
  readonly segment: Segment;
  /** The columns of the dashes before its content, outermost first. */
  readonly dashes: readonly number[];
  /** The column of its content after the dashes. */
  readonly column: number;
  /** Its key, where it is `key: ...` and the key is literal; the empty string where the key is computed. */
  readonly key: string | null;
  /** What stands after the colon (or is the whole content), with its offset. */
  readonly value: Value;
}

/** A value as a template writes it. */
export interface Value {
  readonly text: string;
  readonly filled: string;
  readonly offset: number;
  readonly branches: Branches;
}

const QUOTED_KEY = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)')\s*:(?=\s|$)\s*/;
const PLAIN_START = /^[^\s"'#&*!|>%@`{}[\],-]/;
const COLON = /:(?:\s+|$)/;
const DASH = /^-(?:\s+|$)/;
const BLOCK_SCALAR = /^(?:[&!]\S*\s+)*[|>][-+0-9]*\s*(?:#.*)?$/;

/** Reads segments as YAML lines: comments are left out, and so is what stands in block scalars. */
export function linesOf(segments: readonly Segment[]): Line[] {
  const lines: Line[] = [];
  /** The column that what stands in the open block scalar must exceed; -1 where none is open. */
  let block = -1;
  for (const segment of segments) {
    if (block !== -1 && (segment.indent > block || isAction(segment))) continue;
    block = -1;
    if (segment.filled.startsWith('#')) continue;
    const line = lineOf(segment);
    if (BLOCK_SCALAR.test(line.value.filled)) {
      block = line.key !== null ? line.column : (line.dashes.at(-1) ?? segment.indent - 1);
    }
    lines.push(line);
  }
  return lines;
}

function lineOf(segment: Segment): Line {
  const dashes: number[] = [];
  let at = 0;
  for (let dash = DASH.exec(segment.filled); dash !== null; dash = DASH.exec(segment.filled.slice(at))) {
    dashes.push(segment.indent + at);
    at += dash[0].length;
  }
  const content = segment.filled.slice(at);
  const { key, length } = keyOf(content);
  const value: Value = {
    text: segment.text.slice(at + length),
    filled: content.slice(length),
    offset: segment.offset + at + length,
    branches: segment.branches,
  };
  return { segment, dashes, column: segment.indent + at, key, value };
}

/** The key a content begins with, and the length of it with its colon and the blanks after; no key is of length 0. */
function keyOf(content: string): { key: string | null; length: number } {
  const quoted = QUOTED_KEY.exec(content);
  if (quoted !== null) return { key: literalKey(quoted[1] ?? quoted[2] ?? ''), length: quoted[0].length };
  const colon = PLAIN_START.test(content) ? COLON.exec(content) : null;
  const written = colon === null ? '' : content.slice(0, colon.index).trimEnd();
  if (colon === null || /[#"']/.test(written)) return { key: null, length: 0 };
  return { key: literalKey(written), length: colon.index + colon[0].length };
}

function literalKey(key: string): string {
  return key.includes(FILL) ? '' : key;
}

/** What a value is: a literal, computed by the template, or nothing that can be an apiVersion or kind. */
export type Read =
  | { readonly type: 'literal'; readonly text: string; readonly offset: number }
  | { readonly type: 'computed'; readonly text: string; readonly offset: number }
  | null;

const COMPUTED = /\uE000|\$\{|\$\(|@\w+@/;
const PLAIN = /^[A-Za-z0-9][^\s"'{}[\],]*$/;

/** Reads one value: unquoted, quoted, with a comment after it, or with the comma of a JSON object. */
export function readValue({ text, filled, offset }: Value): Read {
  const end = valueEnd(filled);
  const value = filled.slice(0, end).replace(/,$/, '').trimEnd();
  if (COMPUTED.test(value)) return { type: 'computed', text: text.slice(0, value.length), offset };
  const quote = value[0];
  if (quote === '"' || quote === "'") {
    const inside = value.slice(1, -1);
    if (!value.endsWith(quote) || value.length < 3 || inside.includes(quote) || inside.includes('\\')) return null;
    return { type: 'literal', text: inside, offset: offset + 1 };
  }
  return PLAIN.test(value) && !/^null$/i.test(value) ? { type: 'literal', text: value, offset } : null;
}

/** Where the comment after a value begins, or its end. */
function valueEnd(filled: string): number {
  const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'),?/.exec(filled);
  if (quoted !== null) return quoted[0].length;
  const comment = /(?:^|\s)#/.exec(filled);
  return comment === null ? filled.length : comment.index;
}
