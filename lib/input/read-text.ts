import { EVENT_ID } from 'js-yaml';
import type { InputError } from '../model/errors.ts';
import { addAll } from '../model/lists.ts';
import { LineIndex } from '../model/location.ts';
import { get } from '../model/node.ts';
import type { ComputedApi } from '../model/report.ts';
import type { Document, Resource, Source } from '../model/resource.ts';
import { isBlank } from './blanks.ts';
import { dumpStream } from './cluster-dump.ts';
import { decode, decodeAnything, packedAs } from './decode.ts';
import { lazyDocument } from './document.ts';
import { isManifestName } from './endings.ts';
import type { EventDocument, Failure } from './events.ts';
import { isFailure } from './events.ts';
import { hasWords, hasWordsIn, needsTree, outlineOfEvents, outlineOfNode } from './head.ts';
import { helmOrigins, releaseStream } from './helm-source.ts';
import { isKustomizationName } from './kustomize-files.ts';
import type { Found } from './list.ts';
import { resourcesOf } from './list.ts';
import { lineIndexOf } from './marks.ts';
import type { Part } from './parts.ts';
import { partsOf } from './parts.ts';
import { PORTION_BYTES } from './portions.ts';
import type { Reading } from './reading.ts';
import { mayHoldReleases, releasesIn } from './release.ts';
import { readTemplate } from './template.ts';
import { hasActions } from './template-actions.ts';
import { readFlowTemplate } from './template-flow.ts';
import { offsetsOf } from './text-in.ts';
import { textPortions } from './text-portions.ts';
import { buildTree } from './tree.ts';
import type { TextWithin } from './within.ts';
import { isLikeKubernetes } from './within.ts';
import type { Chunk } from './yaml.ts';

/** What is known of a file by what was read of it so far. */
interface FileState {
  /** The index of the next document, parsed or not; empty ones have none. */
  next: number;
  template: boolean;
  /** Whether anything of Kubernetes was seen, though it may have given no Resource: an empty List. */
  kubernetes: boolean;
  /** Whether a part did not parse and was let go. */
  unparsable: boolean;
  /** Whether an error was told of. */
  failed: boolean;
  /** Whether an apiVersion or kind was seen, written or computed. */
  literal: boolean;
  /** Actions that may print whole objects; they count where nothing literal stands beside them. */
  readonly printed: ComputedApi[];
  blank: boolean;
  /** Whether it comes in portions: then each counts the documents before those of the next. */
  isCut: boolean;
  /** Whether any of it may be of Kubernetes by its words. */
  relevant: boolean;
  /** How many documents were parsed before any such words: they count once these turn up. */
  held: number;
  /** How many texts it stands in, one in the other. */
  readonly depth: number;
}

/** How many texts may stand in one another: each is read once more for those around it. */
const MAX_TEXTS_DEEP = 3;

/** What one text of a file gives. */
interface Draft {
  readonly source: Source;
  readonly state: FileState;
  readonly resources: Resource[];
  readonly errors: InputError[];
  readonly computed: ComputedApi[];
  /** Documents that are releases as Helm prints them. */
  readonly printed: Document[];
  /** How many documents parsed. */
  documents: number;
}

/** Reads a file whose text comes in portions, each of whole documents. */
export interface TextReader {
  /** Reads the next portion; of the file as a whole its Reading says nothing yet. */
  readonly portion: (text: string, lines: LineIndex) => Reading;
  /** Reads the last portion, and says what became of the file. */
  readonly last: (text: string, lines: LineIndex) => Reading;
}

/**
 * Reads the text of one file: YAML, JSON, or a template of either, told apart by what stands in it and not by its
 * name. Pure: the same content gives the same Reading.
 *
 * @param file the name shown to people.
 * @param content the text, or the bytes of the file in UTF-8 or UTF-16.
 */
export function readText(file: string, content: string | Uint8Array): Reading {
  const readings = [...readTexts(file, content)];
  const last = readings.at(-1) as Reading;
  if (readings.length === 1) return last;
  return {
    ...last,
    resources: readings.flatMap(({ resources }) => resources),
    documents: readings.reduce((sum, { documents }) => sum + documents, 0),
    errors: readings.flatMap(({ errors }) => errors),
    computed: readings.flatMap(({ computed }) => computed),
    releases: readings.flatMap(({ releases = [] }) => releases),
  };
}

/** The same, in several Readings where Helm releases in it hold much. */
export function* readTexts(file: string, content: string | Uint8Array): Generator<Reading> {
  const text = decode(content);
  yield* text === null ? [binaryReading(file, content)] : withReleases(textReader(file).last(text, lineIndexOf(text)));
}

/**
 * The same for a text that is at hand already, and that may stand elsewhere than in its file.
 *
 * @param depth how many texts it stands in.
 */
export function readSource(source: Source, depth = 0): Reading {
  const state = newState(depth);
  return finished(read(source, state), state);
}

/** The same in portions, a Reading for each, for a text that is large. */
export function* readPortions(source: Source): Generator<Reading> {
  const state = newState();
  let pending: Draft | null = null;
  for (const { start, text } of textPortions(source.text)) {
    if (pending !== null) yield { ...readingOf(pending), continues: true };
    state.isCut ||= text.length < source.text.length;
    const lines = { position: (offset: number) => source.lines.position(start + offset) };
    const { originOf } = source;
    const shifted = originOf === undefined ? {} : { originOf: (offset: number) => originOf(start + offset) };
    pending = read({ file: source.file, text, lines, ...shifted }, state);
  }
  if (pending !== null) yield finished(pending, state);
}

/** A reader for one file, for texts that are too large to be held at once. */
export function textReader(file: string): TextReader {
  const state = newState();
  /** The template that the portion before ended with, where Helm printed the file. */
  let template: string | null = null;
  const [withoutLogs, withoutNotes] = [dumpStream(), releaseStream()];
  const one = (whole: string, lines: LineIndex): Draft => {
    const text = withoutNotes(withoutLogs(whole));
    const origins = helmOrigins(text, template);
    template = origins?.last ?? null;
    return read({ file, text, lines, ...(origins === null ? {} : { originOf: origins.originOf }) }, state);
  };
  return {
    portion: (text, lines) => {
      state.isCut = true;
      return { ...readingOf(one(text, lines)), continues: true };
    },
    last: (text, lines) => finished(one(text, lines), state),
  };
}

function newState(depth = 0): FileState {
  return {
    next: 0,
    template: false,
    kubernetes: false,
    unparsable: false,
    failed: false,
    literal: false,
    printed: [],
    blank: true,
    isCut: false,
    relevant: false,
    held: 0,
    depth,
  };
}

function read(source: Source, state: FileState): Draft {
  const { text, file } = source;
  const draft: Draft = { source, state, resources: [], errors: [], computed: [], printed: [], documents: 0 };
  const isRelevant = mayBeKubernetes(text) || isKustomizationName(file);
  if (isRelevant || state.isCut) addParts(draft);
  state.relevant ||= isRelevant;
  const parsed = state.held + draft.documents;
  state.held = state.relevant ? 0 : parsed;
  draft.documents = state.relevant ? parsed : 0;
  state.failed ||= draft.errors.length > 0;
  state.template ||= draft.computed.length > 0;
  state.literal ||= draft.resources.length > 0 || draft.computed.length > 0;
  if (state.blank) state.blank = !state.kubernetes && isBlank(text);
  return draft;
}

/**
 * Adds what the Helm releases in a file have deployed: to its Reading, or, where that is much, in Readings of their own, so that
 * each can be let go before the next.
 */
export function* withReleases({ printed = [], ...reading }: Reading): Generator<Reading> {
  const mayHold = printed.length > 0 || reading.resources.some(mayHoldReleases);
  const found = mayHold ? releasesIn(reading.resources, printed) : null;
  if (found === null || (found.releases.length === 0 && found.errors.length === 0)) {
    yield reading;
    return;
  }
  let pending: Reading = { ...reading, errors: [...reading.errors, ...found.errors], releases: found.releases };
  let size = 0;
  for (const source of found.sources) {
    const state = newState();
    for (const portion of source) {
      // What comes after the first portion has a Reading of its own, and the last says what became of the file.
      if (size > PORTION_BYTES) {
        yield { ...pending, continues: true };
        pending = { ...reading, resources: [], documents: 0, errors: [], computed: [] };
        size = 0;
      }
      state.isCut = true;
      const { resources, errors } = read(portion, state);
      pending = {
        ...pending,
        resources: [...pending.resources, ...resources],
        errors: [...pending.errors, ...errors],
      };
      size += portion.text.length;
    }
  }
  yield pending;
}

/** A Reading of a file of which nothing could be read, from its beginning or from a line on, and why. */
export function failedReading(file: string, message: string, line = 1): Reading {
  return { ...nothing(file), errors: [{ file, line, column: 1, message }] };
}

/**
 * A Reading of a file that is no text. What is packed may hold anything, and has to be unpacked first. By its name it may be
 * a manifest, and be one by its words: then it is one that Kubernetes does not take either, be it for a single NUL byte or for an
 * encoding full of them (UTF-32).
 */
export function binaryReading(file: string, content: string | Uint8Array): Reading {
  const packed = packedAs(content);
  if (packed !== null) return failedReading(file, `is ${packed}, so it was not read; unpack it first`);
  if (file === '-' || isManifestName(file)) {
    const text = decodeAnything(content);
    const nul = text.indexOf('\0');
    if (hasWords(text.replaceAll('\0', ''))) {
      const message =
        'this file was not audited: there is a NUL byte here, as in no text; take it out, or save the file as UTF-8';
      return { ...nothing(file), errors: [{ file, ...new LineIndex(text).position(nul), message }] };
    }
  }
  return { ...nothing(file), passedOver: 'binary' };
}

function nothing(file: string): Reading {
  return { file, resources: [], documents: 0, errors: [], template: false, computed: [], passedOver: null };
}

/**
 * Whether a text may hold anything to report. The keys of a Resource stand in it letter by letter, unless it has
 * escapes, which only double-quoted scalars know (`"\u006bind"`, or a line continued in the midst of a word), or is a
 * template that computes them.
 */
function mayBeKubernetes(text: string): boolean {
  return hasWords(text) || /\\[xuU\r\n]/.test(text) || hasActions(text);
}

/** Adds what the parts of a text hold. A pattern keeps the stack for each sign of a string: some eight million of them fill it. */
function addParts(draft: Draft): void {
  try {
    for (const part of partsOf(draft.source.text)) addPart(draft, part);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    addError(draft, { offset: 0, reason: 'something in it is too long, and what follows was not read either' });
  }
}

function addPart(draft: Draft, part: Part): void {
  const { state, source } = draft;
  switch (part.type) {
    case 'block': {
      const { root } = part;
      const document = { source, index: state.next++, root };
      addFound(draft, resourcesOf(document, outlineOfNode(root)), document);
      break;
    }
    case 'parsed': {
      const { text, base, events } = part;
      // Few texts have the signs of an alias or a merge: the events of all others need no look for them.
      const isPlain = !text.includes('*') && !text.includes('<<');
      events.forEach(({ type }, at) => {
        if (type === EVENT_ID.DOCUMENT) addDocument(draft, { text, base, events, root: at + 1 }, isPlain);
      });
      break;
    }
    case 'template':
      addTemplate(draft, part.text, part.chunk);
      break;
    case 'broken':
      state.next++;
      if (hasWords(source.text.slice(part.chunk.start, part.chunk.end))) addError(draft, part.failure);
      else state.unparsable = true;
      break;
  }
}

function addDocument(draft: Draft, parsed: EventDocument, isPlain: boolean): void {
  const { source, state } = draft;
  const tree = !isPlain && needsTree(parsed) ? buildTree(parsed) : null;
  const failure = tree !== null && isFailure(tree) ? tree : null;
  const outline = tree === null || isFailure(tree) ? outlineOfEvents(parsed) : outlineOfNode(tree);
  if (outline.empty) return;
  const document = lazyDocument(source, state.next++, parsed);
  const found = resourcesOf(document, outline);
  if (failure === null) {
    addFound(draft, found, document);
    return;
  }
  state.kubernetes ||= found.kubernetes;
  if (found.kubernetes || hasWordsIn(parsed)) addError(draft, failure);
}

function addFound(draft: Draft, found: Found, document: Document): void {
  const { source, state } = draft;
  for (const text of found.texts) addText(draft, text, document.index);
  state.kubernetes ||= found.kubernetes;
  draft.documents++;
  addAll(draft.resources, found.resources);
  addAll(draft.printed, found.releases);
  for (const { offset, text } of found.computed) draft.computed.push(computedAt(source, offset, text));
  for (const { offset, text } of found.malformed) {
    addError(draft, { offset, reason: `"${text}" is no apiVersion, write it as group/version` });
  }
}

/**
 * Adds the objects that a text holds which stands in a document that is none: what a task of Ansible applies (`definition: |`), what
 * the values of a chart bring along. What is no whole object is left alone, and what does not parse: it is a script, or prose.
 */
function addText(draft: Draft, { node, path }: TextWithin, document: number): void {
  const { source, state } = draft;
  // Behind an alias it was read where it is written.
  if (state.depth === MAX_TEXTS_DEEP || source.text[node.start] === '*') return;
  const offsetOf = offsetsOf(node, source);
  const within = { document, path };
  const inner: Source = {
    file: source.file,
    text: node.value,
    lines: { position: (offset) => source.lines.position(offsetOf(offset)) },
    originOf: (offset) => ({ ...source.originOf?.(offsetOf(offset)), within }),
  };
  const { resources, computed } = readSource(inner, state.depth + 1);
  const whole = resources.filter(
    ({ node: root, apiVersion, gvk }) =>
      (root === null || get(root, 'metadata') !== undefined) && isLikeKubernetes(apiVersion, gvk.kind),
  );
  state.kubernetes ||= whole.length > 0;
  addAll(draft.resources, whole);
  addAll(draft.computed, computed);
}

function addTemplate(draft: Draft, text: string, chunk: Chunk): void {
  const { source, state } = draft;
  const template = { source, text, chunk, document: state.next };
  const found = readFlowTemplate(template) ?? readTemplate(template);
  state.next += found.documents;
  addAll(draft.resources, found.resources);
  for (const { offset, text: written } of found.computed) draft.computed.push(computedAt(source, offset, written));
  for (const { offset, text: written } of found.printed) state.printed.push(computedAt(source, offset, written));
  const isKubernetes = found.resources.length > 0 || found.computed.length > 0;
  if (isKubernetes || hasWords(text.slice(chunk.start, chunk.end))) state.template = true;
  else if (found.documents > 0) state.unparsable = true;
}

function addError(draft: Draft, { offset, reason }: Failure): void {
  const { file, lines } = draft.source;
  draft.errors.push({ file, ...lines.position(offset), message: `this document was not audited: ${reason}` });
}

/** An action may go on for several lines; it is shown in one. Runs of blanks are looked at from their beginning alone. */
function computedAt({ file, lines }: Source, offset: number, text: string): ComputedApi {
  return { file, ...lines.position(offset), text: text.replace(/(?<!\s)\s*\n\s*/g, ' ') };
}

function readingOf({ source, resources, documents, errors, computed, printed }: Draft): Reading {
  const reading = { file: source.file, resources, documents, errors, template: false, computed, passedOver: null };
  return printed.length === 0 ? reading : { ...reading, printed };
}

/** The last Reading of a file: what became of it. */
function finished(draft: Draft, state: FileState): Reading {
  const computed = state.literal ? draft.computed : state.printed;
  const template = state.template || computed.length > 0;
  const reading = { ...readingOf(draft), template, computed };
  if (state.failed || template || state.kubernetes) return reading;
  if (state.unparsable && state.relevant) return { ...reading, passedOver: 'unparsable-not-kubernetes' };
  return { ...reading, passedOver: state.blank ? 'empty' : 'not-kubernetes' };
}
