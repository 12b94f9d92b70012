import type { Event } from 'js-yaml';
import { COLLECTION_STYLE, EVENT_ID, parseEvents, YAMLException } from 'js-yaml';
import type { Failure } from './events.ts';
import { MAX_DEPTH, rebase } from './events.ts';

/** A part of a text between two document boundaries. */
export interface Chunk {
  /** 0-based offset of its first character. */
  readonly start: number;
  /** One past its last character. */
  readonly end: number;
}

/**
 * Parses a YAML stream, or the part of it between two document boundaries.
 *
 * @returns js-yaml's events, their offsets counted in the whole text, or where and why it does not parse.
 */
export function parseYaml(text: string, chunk?: Chunk): Event[] | Failure {
  const base = chunk?.start ?? 0;
  try {
    const events = parseEvents(chunk === undefined ? text : text.slice(chunk.start, chunk.end), {
      maxDepth: MAX_DEPTH,
    });
    rebase(events, base);
    return events;
  } catch (error) {
    if (error instanceof YAMLException) return { offset: base + (error.mark?.position ?? 0), reason: error.reason };
    throw error;
  }
}

/**
 * Splits a stream at its document markers, so that a broken document can be told from its neighbours. A marker at the
 * start of a line ends a document wherever it stands, even in a block scalar (YAML 1.2, section 9.1.2). Each chunk
 * begins with its marker.
 */
export function splitDocuments(text: string): Chunk[] {
  const marker = /^(?:---|\.\.\.)(?=\s|$)/gm;
  const chunks: Chunk[] = [];
  let start = 0;
  for (let match = marker.exec(text); match !== null; match = marker.exec(text)) {
    if (match.index > start) chunks.push({ start, end: match.index });
    start = match.index;
  }
  if (start < text.length) chunks.push({ start, end: text.length });
  return chunks;
}

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
