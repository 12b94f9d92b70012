import type { Event } from 'js-yaml';
import { COLLECTION_STYLE, EVENT_ID, parseEvents, YAMLException } from 'js-yaml';
import { MAX_DEPTH } from '../model/depth.ts';
import type { Failure } from './events.ts';

/** A part of a text between two document boundaries. */
export interface Chunk {
  /** 0-based offset of its first character. */
  readonly start: number;
  /** One past its last character. */
  readonly end: number;
}

/**
 * Parses a YAML stream, or a part of one between two document boundaries.
 *
 * @returns js-yaml's events, or where in the text and why it does not parse.
 */
export function parseYaml(text: string): Event[] | Failure {
  try {
    return parseEvents(text, { maxDepth: MAX_DEPTH });
  } catch (error) {
    if (error instanceof YAMLException) return { offset: error.mark?.position ?? 0, reason: error.reason };
    throw error;
  }
}

/**
 * Splits a stream at its document markers, so that a broken document can be told from its neighbours. A marker at the
 * start of a line ends a document wherever it stands, even in a block scalar (YAML 1.2, section 9.1.2). Each chunk
 * begins with its marker; directives (`%YAML 1.2`) stand in the chunk of the document that they are for.
 */
export function splitDocuments(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  for (const marker of markersOf(text)) {
    if (marker > start && !isPrologue(text, start, marker)) {
      chunks.push({ start, end: marker });
      start = marker;
    }
  }
  if (start < text.length) chunks.push({ start, end: text.length });
  return chunks;
}

const MARKER = /(?:---|\.\.\.)(?=\s|$)/y;
const MARKERS = /^(?:---|\.\.\.)(?=\s|$)/gm;

/** The offsets of the document markers of a text, in order. */
function* markersOf(text: string): Generator<number> {
  // A carriage return may end a line by itself: then the lines are looked at one by one.
  if (text.includes('\r')) {
    for (const { index } of text.matchAll(MARKERS)) yield index;
    return;
  }
  const isMarker = (at: number) => {
    MARKER.lastIndex = at;
    return MARKER.test(text);
  };
  if (isMarker(0)) yield 0;
  let dashes = text.indexOf('\n---');
  let dots = text.indexOf('\n...');
  while (dashes !== -1 || dots !== -1) {
    const isDashes = dots === -1 || (dashes !== -1 && dashes < dots);
    const at = isDashes ? dashes : dots;
    if (isMarker(at + 1)) yield at + 1;
    if (isDashes) dashes = text.indexOf('\n---', at + 1);
    else dots = text.indexOf('\n...', at + 1);
  }
}

/** Whether a stretch of a text holds directives, and nothing else but blanks and comments. */
function isPrologue(text: string, start: number, end: number): boolean {
  return !text.startsWith('---', start) && PROLOGUE.test(text.slice(start, end));
}

const PROLOGUE = /^(?:\.\.\.[^\S\n]*\n)?(?:[^\S\n]*(?:#.*)?\n)*%.*\n(?:(?:%|[^\S\n]*#).*\n|[^\S\n]*\n)*$/;

/**
 * Whether events hold a `{{ ... }}` that stands outside of quotes: to YAML a flow mapping whose key is a flow mapping,
 * which no Kubernetes object has, to people a template that is not rendered.
 */
export function hasUnrenderedAction(events: readonly Event[]): boolean {
  for (let at = 1; at < events.length; at++) {
    const inner = events[at] as Event;
    const outer = events[at - 1] as Event;
    if (inner.type !== EVENT_ID.MAPPING || outer.type !== EVENT_ID.MAPPING) continue;
    if (inner.style === COLLECTION_STYLE.FLOW && inner.start === outer.start + 1) return true;
  }
  return false;
}
