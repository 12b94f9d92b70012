import type { Event, ScalarEvent } from 'js-yaml';
import { CHOMPING_MODE, EVENT_ID, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import type { ScalarNode } from '../model/node.ts';

/** A place at which a text does not parse, and why, in the parser's words. */
export interface Failure {
  /** 0-based offset into the text. */
  readonly offset: number;
  readonly reason: string;
}

/** Whether a result is a {@link Failure}. */
export function isFailure(result: object): result is Failure {
  return 'reason' in result;
}

/**
 * One parsed document: the events of js-yaml's stream from its DOCUMENT event on. JSON is scanned into the same events,
 * so that all that follows knows one form.
 */
export interface EventDocument {
  /** The text the offsets of the events count in: that of the Source, or the part of it that holds the document. */
  readonly text: string;
  /** Where that part begins in the text of the Source, in which the offsets of Nodes count. */
  readonly base: number;
  readonly events: readonly Event[];
  /** Index of the event that is the document's root node. */
  readonly root: number;
}

/**
 * The event of a scalar without anchor and tag. Its members come in js-yaml's order, so that V8 knows all events of scalars by
 * one shape, whoever makes them.
 *
 * @param block what its header says, where its text stands in the lines below.
 */
export function scalarEvent(
  { valueStart, valueEnd, style, fast }: Pick<ScalarEvent, 'valueStart' | 'valueEnd' | 'style' | 'fast'>,
  { chomping, indent }: Pick<ScalarEvent, 'chomping' | 'indent'> = NO_HEADER,
): ScalarEvent {
  return {
    type: EVENT_ID.SCALAR,
    valueStart,
    valueEnd,
    anchorStart: -1,
    anchorEnd: -1,
    tagStart: -1,
    tagEnd: -1,
    style,
    chomping,
    indent,
    fast,
  };
}

const NO_HEADER = { chomping: CHOMPING_MODE.CLIP, indent: -1 };

/** The scalar of an event as a Node. An absent value stands at `fallback`, an offset in the text of the Source. */
export function scalarNode({ text, base }: EventDocument, event: ScalarEvent, fallback: number): ScalarNode {
  const value = getScalarValue(text, event);
  const quoted = event.style !== SCALAR_STYLE.PLAIN;
  if (event.valueStart === -1) return { type: 'scalar', value, quoted, start: fallback, end: fallback };
  return { type: 'scalar', value, quoted, start: base + scalarStart(text, event), end: base + event.valueEnd };
}

/** Where the first visible character of a scalar stands: in a block scalar its indentation is no part of the value. */
function scalarStart(text: string, event: ScalarEvent): number {
  let at = event.valueStart;
  if (event.style < SCALAR_STYLE.LITERAL_BLOCK) return at;
  while (at < event.valueEnd && ' \r\n'.includes(text.charAt(at))) at++;
  return at;
}

/** Whether a scalar is exactly `word`, without decoding the many that are not. */
export function scalarIs(text: string, event: ScalarEvent, word: string): boolean {
  if (event.fast) return event.valueEnd - event.valueStart === word.length && text.startsWith(word, event.valueStart);
  return event.valueEnd > event.valueStart && getScalarValue(text, event) === word;
}

/** The index of the event after the node that begins at `index`. */
export function after(events: readonly Event[], index: number): number {
  let depth = 0;
  for (let at = index; at < events.length; at++) {
    const { type } = events[at] as Event;
    if (type === EVENT_ID.POP) depth--;
    else if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) depth++;
    if (depth === 0) return at + 1;
  }
  return events.length;
}
