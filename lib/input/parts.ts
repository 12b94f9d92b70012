import type { Event } from 'js-yaml';
import { COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE } from 'js-yaml';
import type { Node } from '../model/node.ts';
import { isBlankDocument, readBlock } from './block.ts';
import type { Failure } from './events.ts';
import { isFailure } from './events.ts';
import { hasWords } from './head.ts';
import type { JsonStream } from './json.ts';
import { scanJson } from './json.ts';
import { parseLoosely } from './loose-indent.ts';
import { withMarksAside } from './marks.ts';
import { isSurelyTemplate } from './sure-template.ts';
import { hasActions } from './template-actions.ts';
import { maskComments } from './template-text.ts';
import type { Chunk } from './yaml.ts';
import { hasUnrenderedAction, parseYaml, splitDocuments } from './yaml.ts';

/** A stretch of a file that is read in one way. */
export type Part =
  | { readonly type: 'block'; readonly root: Node }
  | { readonly type: 'parsed'; readonly text: string; readonly base: number; readonly events: readonly Event[] }
  | { readonly type: 'template'; readonly text: string; readonly chunk: Chunk }
  | { readonly type: 'broken'; readonly failure: Failure; readonly chunk: Chunk };

/**
 * Takes a file apart. Each document is taken alone, so that what is broken, or is a template that is not rendered, does
 * not hide its neighbours. Of a text that may be JSON, the parser that came further is the one to go by. The text tells
 * what a part is, not the name: `.json` files may hold YAML, and most templates end in `.yaml`.
 */
export function* partsOf(source: string): Generator<Part> {
  const text = withMarksAside(source);
  const json = startsAsJson(text) ? scanJson(text) : [];
  const failure = json.find((piece) => isFailure(piece));
  if (json.length > 0 && failure === undefined) {
    for (const events of json) yield jsonPart(text, events);
    return;
  }
  // What a template comments out may hold anything, document markers too. All the same it is text where all parses.
  const hasComments = TEMPLATE_COMMENT.test(text);
  const mayParse = failure !== undefined || (hasComments && !isSurelyTemplate(text));
  const plain = mayParse && hasComments ? plainParts(text) : null;
  if (plain !== null) {
    yield* plain;
    return;
  }
  const events = mayParse ? parseYaml(text) : null;
  if (events !== null && !isFailure(events)) {
    if (!isTemplate(text, events) && commentIn(text, events) === null) {
      yield { type: 'parsed', text, base: 0, events };
      return;
    }
  } else if (events !== null && failure !== undefined && events.offset <= failure.offset) {
    for (const piece of json) yield jsonPart(text, piece);
    return;
  }
  const masked = hasComments ? maskComments(text) : text;
  for (const chunk of splitDocuments(masked)) yield partOf(masked, chunk);
}

/** Go's and Helm's, Jinja's and Liquid's, ERB's. */
const TEMPLATE_COMMENT = /\{\{[-+~=\s]*\/\*|\{#|<%#/;

function jsonPart(text: string, piece: JsonStream[number]): Part {
  return isFailure(piece) ? failedPart(text, piece, piece) : { type: 'parsed', text, base: 0, events: piece };
}

/** The documents of a text all of which are in the plain style; else `null`. */
function plainParts(text: string): readonly Part[] | null {
  const parts: Part[] = [];
  for (const { start, end } of splitDocuments(text)) {
    const part = plainPart(text.slice(start, end), start);
    if (part === null) return null;
    parts.push(part);
  }
  return parts;
}

function plainPart(own: string, start: number): Part | null {
  if (isBlankDocument(own)) return { type: 'parsed', text: own, base: start, events: [] };
  const root = readBlock(own, start);
  return root === null ? null : { type: 'block', root };
}

function partOf(text: string, chunk: Chunk): Part {
  const { start, end } = chunk;
  const own = text.slice(start, end);
  if (isSurelyTemplate(own)) return { type: 'template', text, chunk };
  const plain = plainPart(own, start);
  if (plain !== null) return plain;
  const events = parseYaml(own);
  if (isFailure(events)) {
    const failed = failedPart(text, { ...events, offset: start + events.offset }, chunk);
    return failed.type === 'broken' ? (loosePart(own, start) ?? failed) : failed;
  }
  if (isTemplate(own, events)) return { type: 'template', text, chunk };
  const comment = commentIn(own, events);
  return comment === null
    ? { type: 'parsed', text: own, base: start, events }
    : { type: 'broken', failure: { ...comment, offset: start + comment.offset }, chunk };
}

/** What does not parse is a template where it has actions or values that are to be filled in, and else is broken. */
function failedPart(text: string, failure: Failure, { start, end }: Chunk): Part {
  const chunk = { start, end };
  const own = text.slice(start, end);
  const isToFillIn = hasActions(own) || FILLED_IN.test(own) || isFilledIn(own);
  return isToFillIn ? { type: 'template', text, chunk } : { type: 'broken', failure, chunk };
}

/** A value that `configure`, or a `sed` like it, puts in (`image: @IMAGE@`): no plain value of YAML begins so. */
const FILLED_IN = /[:-][ \t]+@[A-Za-z_]\w*@/;

/**
 * Whether a text does not parse only for what is to be filled in: lines that `envsubst` or Terraform put in (`${ARGS}`), what
 * they put into a value (`zones: [${ZONES}]`), and values that begin with a name in braces (`image: {REGISTRY}/web`). What is
 * broken besides stays an error.
 */
function isFilledIn(text: string): boolean {
  const without = text.replace(FILLED_LINE, '').replace(FILLED_VALUE, 'x').replace(FILLED_START, '$1');
  return without.length < text.length && !isFailure(parseYaml(without));
}

const FILLED_LINE = /^[ \t]*\$\{[A-Za-z_]\w*\}[ \t]*(?=\r?$)/gm;
const FILLED_VALUE = /\$\{[^{}\n]+\}/g;
const FILLED_START = /([:-][ \t]+)\{[A-Za-z_]\w*\}(?=[\w./:@-])/g;

/** What only libyaml takes, and may be a Kubernetes object by its words; `null` where that does not take it either. */
function loosePart(own: string, start: number): Part | null {
  const parsed = hasWords(own) ? parseLoosely(own) : null;
  return parsed === null ? null : { type: 'parsed', ...parsed, base: start };
}

function isTemplate(text: string, events: readonly Event[]): boolean {
  return text.includes('{{') && hasUnrenderedAction(events);
}

/**
 * The first comment of JavaScript's in JSON that is otherwise YAML too: there it is the beginning of the key or the value that
 * it stands before, which would be missed. `null` where there is none.
 */
function commentIn(text: string, events: readonly Event[]): Failure | null {
  let isFlow = false;
  for (let at = 1; at < events.length; at++) {
    const event = events[at] as Event;
    if (events[at - 1]?.type === EVENT_ID.DOCUMENT) {
      const isCollection = event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE;
      isFlow = isCollection && event.style === COLLECTION_STYLE.FLOW;
    }
    if (!isFlow || event.type !== EVENT_ID.SCALAR || event.style !== SCALAR_STYLE.PLAIN) continue;
    if (text[event.valueStart] !== '/' || !COMMENT.test(text.slice(event.valueStart, event.valueEnd))) continue;
    return {
      offset: event.valueStart,
      reason: 'JSON has no comments, and to YAML this is part of what follows; take it out',
    };
  }
  return null;
}

/** A comment with something behind it. */
const COMMENT = /^\/(?:\/[^\n]*\n|\*.*?\*\/)\s*\S/s;

/** Whether a text begins with an object or array, and not with a template's `{{` or `{%`. */
export function startsAsJson(text: string): boolean {
  return /^\s*(?:\[|\{(?![{%#]))/.test(text);
}
