import type { Event } from 'js-yaml';
import type { Failure } from './events.ts';
import { isFailure } from './events.ts';
import type { JsonStream } from './json.ts';
import { scanJson } from './json.ts';
import { hasActions } from './template-actions.ts';
import { maskComments } from './template-text.ts';
import type { Chunk } from './yaml.ts';
import { hasUnrenderedAction, parseYaml, splitDocuments } from './yaml.ts';

/** A stretch of a file that is read in one way. */
export type Part =
  | { readonly type: 'parsed'; readonly text: string; readonly events: readonly Event[] }
  | { readonly type: 'template'; readonly text: string; readonly chunk: Chunk }
  | { readonly type: 'broken'; readonly failure: Failure; readonly chunk: Chunk };

/**
 * Takes a file apart. One that parses is a single part. Else each document is taken alone, so that what is broken, or
 * is a template that is not rendered, does not hide its neighbours. Of a text that may be JSON, the parser that came
 * further is the one to go by. The text tells what a part is, not the name: `.json` files may hold YAML, and most
 * templates end in `.yaml`.
 */
export function partsOf(text: string): Part[] {
  const json = startsAsJson(text) ? scanJson(text) : [];
  const failure = json.find((piece) => isFailure(piece));
  if (json.length > 0 && failure === undefined) return json.map((events) => jsonPart(text, events));
  const events = parseYaml(text);
  if (!isFailure(events)) {
    if (!isTemplate(text, events)) return [{ type: 'parsed', text, events }];
  } else if (failure !== undefined && events.offset <= failure.offset) {
    return json.map((piece) => jsonPart(text, piece));
  }
  const masked = maskComments(text);
  return splitDocuments(masked).map((chunk) => partOf(masked, chunk));
}

function jsonPart(text: string, piece: JsonStream[number]): Part {
  return isFailure(piece) ? failedPart(text, piece, piece) : { type: 'parsed', text, events: piece };
}

function partOf(text: string, chunk: Chunk): Part {
  const events = parseYaml(text, chunk);
  if (isFailure(events)) return failedPart(text, events, chunk);
  return isTemplate(text.slice(chunk.start, chunk.end), events)
    ? { type: 'template', text, chunk }
    : { type: 'parsed', text, events };
}

/** What does not parse is a template where it has actions, and else is broken. */
function failedPart(text: string, failure: Failure, { start, end }: Chunk): Part {
  const chunk = { start, end };
  return hasActions(text.slice(start, end)) ? { type: 'template', text, chunk } : { type: 'broken', failure, chunk };
}

function isTemplate(text: string, events: readonly Event[]): boolean {
  return text.includes('{{') && hasUnrenderedAction(events);
}

/** Whether a text begins with an object or array, and not with a template's `{{` or `{%`. */
export function startsAsJson(text: string): boolean {
  return /^\s*(?:\[|\{(?![{%#]))/.test(text);
}
