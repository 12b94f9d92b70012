import { EVENT_ID } from 'js-yaml';
import type { InputError } from '../model/errors.ts';
import { LineIndex } from '../model/location.ts';
import type { ComputedApi } from '../model/report.ts';
import type { Resource, Source } from '../model/resource.ts';
import { decode } from './decode.ts';
import { lazyDocument } from './document.ts';
import type { EventDocument, Failure } from './events.ts';
import { isFailure } from './events.ts';
import { needsTree, outlineOfEvents, outlineOfNode } from './head.ts';
import { helmOrigins } from './helm-source.ts';
import { isKustomizationName } from './kustomize-files.ts';
import { resourcesOf } from './list.ts';
import type { Part } from './parts.ts';
import { partsOf } from './parts.ts';
import type { Reading } from './reading.ts';
import { mayHoldReleases, releasesIn } from './release.ts';
import { readTemplate } from './template.ts';
import { hasActions } from './template-actions.ts';
import { readFlowTemplate } from './template-flow.ts';
import { buildTree } from './tree.ts';
import type { Chunk } from './yaml.ts';

/** A Reading in the making. */
interface Draft {
  readonly source: Source;
  readonly resources: Resource[];
  readonly errors: InputError[];
  readonly computed: ComputedApi[];
  /** Actions that may print whole objects; they count where nothing literal stands beside them. */
  readonly printed: ComputedApi[];
  /** The index of the next document, parsed or not; empty ones have none. */
  next: number;
  /** How many documents parsed. */
  documents: number;
  template: boolean;
  /** Whether anything of Kubernetes was seen, though it may have given no Resource: an empty List. */
  kubernetes: boolean;
  /** Whether a part did not parse and was let go. */
  unparsable: boolean;
}

/**
 * Reads the text of one file: YAML, JSON, or a template of either, told apart by what stands in it and not by its
 * name. Pure: the same content gives the same Reading.
 *
 * @param file the name shown to people.
 * @param content the text, or the bytes of the file in UTF-8 or UTF-16.
 */
export function readText(file: string, content: string | Uint8Array): Reading {
  const text = decode(content);
  if (text === null) return { ...nothing(file), passedOver: 'binary' };
  const originOf = helmOrigins(text);
  const reading = readSource({ file, text, lines: new LineIndex(text), ...(originOf === null ? {} : { originOf }) });
  return mayHoldReleases(text) ? withReleases(reading) : reading;
}

/** The same for a text that is at hand already, and that may stand elsewhere than in its file. */
export function readSource(source: Source): Reading {
  const { text } = source;
  const draft: Draft = {
    source,
    resources: [],
    errors: [],
    computed: [],
    printed: [],
    next: 0,
    documents: 0,
    template: false,
    kubernetes: false,
    unparsable: false,
  };
  if (mayBeKubernetes(text) || isKustomizationName(source.file)) for (const part of partsOf(text)) addPart(draft, part);
  return finish(draft);
}

/** Adds what the Helm releases in a file have deployed. */
function withReleases(reading: Reading): Reading {
  const { releases, sources, errors } = releasesIn(reading.resources);
  const deployed = sources.map(readSource);
  return {
    ...reading,
    resources: [...reading.resources, ...deployed.flatMap(({ resources }) => resources)],
    errors: [...reading.errors, ...errors, ...deployed.flatMap((release) => release.errors)],
    releases,
  };
}

/** A Reading of a file of which nothing could be read, and why. */
export function failedReading(file: string, message: string): Reading {
  return { ...nothing(file), errors: [{ file, line: 1, column: 1, message }] };
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

function hasWords(text: string): boolean {
  return text.includes('apiVersion') && text.includes('kind');
}

function addPart(draft: Draft, part: Part): void {
  switch (part.type) {
    case 'parsed':
      part.events.forEach(({ type }, at) => {
        if (type === EVENT_ID.DOCUMENT) addDocument(draft, { text: part.text, events: part.events, root: at + 1 });
      });
      break;
    case 'template':
      addTemplate(draft, part.text, part.chunk);
      break;
    case 'broken':
      draft.next++;
      if (hasWords(draft.source.text.slice(part.chunk.start, part.chunk.end))) addError(draft, part.failure);
      else draft.unparsable = true;
      break;
  }
}

function addDocument(draft: Draft, parsed: EventDocument): void {
  const tree = needsTree(parsed) ? buildTree(parsed) : null;
  const failure = tree !== null && isFailure(tree) ? tree : null;
  const outline = tree === null || isFailure(tree) ? outlineOfEvents(parsed) : outlineOfNode(tree);
  if (outline.empty) return;
  const found = resourcesOf(lazyDocument(draft.source, draft.next++, parsed), outline);
  draft.kubernetes ||= found.kubernetes;
  if (failure !== null) {
    if (found.kubernetes) addError(draft, failure);
    return;
  }
  draft.documents++;
  for (const resource of found.resources) draft.resources.push(resource);
  for (const { offset, text } of found.computed) draft.computed.push(computedAt(draft.source, offset, text));
  for (const { offset, text } of found.malformed) {
    addError(draft, { offset, reason: `"${text}" is no apiVersion, write it as group/version` });
  }
}

function addTemplate(draft: Draft, text: string, chunk: Chunk): void {
  const { source } = draft;
  const template = { source, text, chunk, document: draft.next };
  const found = readFlowTemplate(template) ?? readTemplate(template);
  draft.next += found.documents;
  for (const resource of found.resources) draft.resources.push(resource);
  for (const { offset, text: written } of found.computed) draft.computed.push(computedAt(source, offset, written));
  for (const { offset, text: written } of found.printed) draft.printed.push(computedAt(source, offset, written));
  const isKubernetes = found.resources.length > 0 || found.computed.length > 0;
  if (isKubernetes || hasWords(text.slice(chunk.start, chunk.end))) draft.template = true;
  else if (found.documents > 0) draft.unparsable = true;
}

function addError(draft: Draft, { offset, reason }: Failure): void {
  const { file, lines } = draft.source;
  draft.errors.push({ file, ...lines.position(offset), message: `this document was not audited: ${reason}` });
}

/** An action may go on for several lines; it is shown in one. */
function computedAt({ file, lines }: Source, offset: number, text: string): ComputedApi {
  return { file, ...lines.position(offset), text: text.replace(/\s*\n\s*/g, ' ') };
}

function finish(draft: Draft): Reading {
  const { source, resources, documents, errors } = draft;
  const isLiteral = resources.length > 0 || draft.computed.length > 0;
  const computed = isLiteral ? draft.computed : draft.printed;
  const template = draft.template || computed.length > 0;
  const reading = { file: source.file, resources, documents, errors, template, computed };
  if (errors.length > 0 || template || draft.kubernetes) return { ...reading, passedOver: null };
  if (draft.unparsable) return { ...reading, passedOver: 'unparsable-not-kubernetes' };
  return { ...reading, passedOver: isBlank(source.text) ? 'empty' : 'not-kubernetes' };
}

/** Whether a text holds no value: nothing but blanks, comments and document markers. */
function isBlank(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(?:#.*|(?:---|\.\.\.)\s*(?:#.*)?)?$/.test(line));
}
