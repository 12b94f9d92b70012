import type { Event } from 'js-yaml';
import { COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE } from 'js-yaml';
import { MAX_DEPTH } from '../model/depth.ts';
import type { Failure } from './events.ts';
import { scalarEvent } from './events.ts';

/**
 * What a JSON text holds, in its order: the events of values that parse, each wrapped as a document, and values that
 * do not.
 */
export type JsonStream = readonly (readonly Event[] | JsonFailure)[];

/** A value that does not parse, with the part of the text that is lost by it. */
export interface JsonFailure extends Failure {
  readonly start: number;
  readonly end: number;
}

const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 forbids raw control characters in a string.
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const BLANK = /[ \t\r\n]*/y;
const NEXT_VALUE = /^[{[]/gm;

/**
 * Scans a JSON text (RFC 8259) into the events js-yaml gives for YAML: one value, several one after the other, or one
 * a line. Duplicate keys are kept. A value that does not parse costs itself and what follows up to the next line that
 * begins with a brace or a bracket.
 */
export function scanJson(text: string): JsonStream {
  let events: Event[] = [];
  const stream: (Event[] | JsonFailure)[] = [events];
  let at = skipBlank(text, 0);
  while (at < text.length) {
    const known = events.length;
    const end = scanValue(text, at, events);
    if (typeof end === 'number') {
      at = skipBlank(text, end);
      continue;
    }
    events.length = known;
    NEXT_VALUE.lastIndex = Math.max(at + 1, lineStart(text, end.offset));
    const next = NEXT_VALUE.exec(text)?.index ?? text.length;
    events = [];
    stream.push({ ...end, start: at, end: next }, events);
    at = next;
  }
  return stream;
}

/** Scans one value as a document; gives the offset after it, or the failure. */
function scanValue(text: string, start: number, events: Event[]): number | Failure {
  events.push({ type: EVENT_ID.DOCUMENT, explicitStart: false, explicitEnd: false, directives: [] });
  /** The closing characters of the open collections, the innermost last. */
  const open: string[] = [];
  let at = start;
  for (;;) {
    at = skipBlank(text, at);
    const opened = text[at];
    let complete = true;
    if (opened === '{' || opened === '[') {
      if (open.length >= MAX_DEPTH) return { offset: at, reason: `nesting exceeds ${MAX_DEPTH} levels` };
      const type = opened === '{' ? EVENT_ID.MAPPING : EVENT_ID.SEQUENCE;
      const style = COLLECTION_STYLE.FLOW;
      events.push({ type, start: at, anchorStart: -1, anchorEnd: -1, tagStart: -1, tagEnd: -1, style });
      const close = opened === '{' ? '}' : ']';
      open.push(close);
      at = skipBlank(text, at + 1);
      if (text[at] !== close) complete = false;
    } else {
      const end = scanScalar(text, at, events);
      if (end === -1) return unexpected(text, at, 'a value');
      at = end;
    }
    while (complete && open.length > 0) {
      at = skipBlank(text, at);
      const close = open.at(-1) as string;
      if (text[at] === close) {
        open.pop();
        events.push({ type: EVENT_ID.POP });
        at++;
      } else if (text[at] === ',') {
        at = skipBlank(text, at + 1);
        complete = false;
      } else return unexpected(text, at, `',' or '${close}'`);
    }
    if (open.length === 0) break;
    if (open.at(-1) === '}') {
      const end = text[at] === '"' ? scanScalar(text, at, events) : -1;
      if (end === -1) return unexpected(text, at, 'a key in double quotes');
      at = skipBlank(text, end);
      if (text[at] !== ':') return unexpected(text, at, "':'");
      at++;
    }
  }
  events.push({ type: EVENT_ID.POP });
  return at;
}

/** Scans a string, number, true, false or null; gives the offset after it, or -1. */
function scanScalar(text: string, at: number, events: Event[]): number {
  const isString = text[at] === '"';
  const pattern = isString ? STRING : LITERAL;
  pattern.lastIndex = at;
  if (!pattern.test(text)) return -1;
  const end = pattern.lastIndex;
  const valueStart = isString ? at + 1 : at;
  const valueEnd = isString ? end - 1 : end;
  const style = isString ? SCALAR_STYLE.DOUBLE_QUOTED : SCALAR_STYLE.PLAIN;
  const fast = !isString || !text.slice(valueStart, valueEnd).includes('\\');
  events.push(scalarEvent({ valueStart, valueEnd, style, fast }));
  return end;
}

function unexpected(text: string, offset: number, wanted: string): Failure {
  const found =
    offset >= text.length
      ? 'the end of the text'
      : JSON.stringify(String.fromCodePoint(text.codePointAt(offset) as number));
  return { offset, reason: `expected ${wanted}, found ${found}` };
}

function skipBlank(text: string, at: number): number {
  BLANK.lastIndex = at;
  BLANK.test(text);
  return BLANK.lastIndex;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}
