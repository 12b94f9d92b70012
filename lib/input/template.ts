import { isDefinition } from '../model/gvk.ts';
import { gvks } from '../model/gvks.ts';
import { pointer } from '../model/location.ts';
import type { MappingNode } from '../model/node.ts';
import type { Resource, Source } from '../model/resource.ts';
import type { Branches } from './template-branches.ts';
import { compatible } from './template-branches.ts';
import { definitionIn } from './template-definition.ts';
import type { Candidate, Group } from './template-groups.ts';
import { groupsOf } from './template-groups.ts';
import type { Line } from './template-lines.ts';
import { linesOf } from './template-lines.ts';
import { isLiteral, pairsOf } from './template-pairs.ts';
import type { Segment } from './template-text.ts';
import { isAction, segmentsOf } from './template-text.ts';
import type { Chunk } from './yaml.ts';

/** A part of a file that is a template and is not rendered. */
export interface TemplateChunk {
  readonly source: Source;
  /** The text of the source, its template comments masked. */
  readonly text: string;
  readonly chunk: Chunk;
  /** The index of the first document in the chunk. */
  readonly document: number;
}

/** Something a template computes, as written, and where it stands. */
interface Computed {
  readonly offset: number;
  readonly text: string;
}

/** What can be read of it. */
export interface TemplateReading {
  readonly resources: readonly Resource[];
  /** apiVersions and kinds that only rendering would tell. */
  readonly computed: readonly Computed[];
  /** Actions that print a whole document, or nothing at all: `{{ include "chart.deployment" . }}`. */
  readonly printed: readonly Computed[];
  /** How many documents hold something. */
  readonly documents: number;
}

/**
 * Finds, in a template that is not rendered, the literal apiVersions and kinds of its objects, line by line: those at
 * the top level of a document (the smallest indentation at which a key stands in it) and of the items of its list.
 * What stands in an `if` is paired with what can be rendered together with it, so that two arms give two Resources.
 */
export function readTemplate({ source, text, chunk, document }: TemplateChunk): TemplateReading {
  const reading: Draft = { resources: [], computed: [], printed: [], documents: 0 };
  for (const segments of documentsOf(segmentsOf(text.slice(chunk.start, chunk.end), chunk.start))) {
    const lines = linesOf(segments);
    if (lines.length === 0) continue;
    const index = document + reading.documents++;
    const printing = printingIn(lines);
    if (printing !== null) reading.printed.push({ offset: printing.offset, text: printing.text });
    const first = reading.resources.length;
    for (const group of groupsOf(lines)) readGroup(source, index, group, reading);
    addDefinition(reading.resources, first, segments, text);
  }
  return reading;
}

/** Splits at document markers and around `define` blocks. */
function documentsOf(segments: readonly Segment[]): Segment[][] {
  const documents: Segment[][] = [[]];
  let block = 0;
  for (const segment of segments) {
    const isMarker = segment.indent === 0 && /^(?:---|\.\.\.)(?:\s|$)/.test(segment.text);
    if (isMarker || segment.block !== block) documents.push([]);
    block = segment.block;
    if (!isMarker) documents.at(-1)?.push(segment);
  }
  return documents;
}

/** The first of the actions that print, where a document is nothing else, outside of a `define`; `null` where it is more. */
function printingIn(lines: readonly Line[]): Segment | null {
  if (!lines.every(({ segment }) => !segment.defined && isAction(segment))) return null;
  return lines.find(({ segment }) => !PRINTS_NOTHING.test(segment.text))?.segment ?? null;
}

/** A check that always fails where it is come to. */
const PRINTS_NOTHING = /^\{\{-?\s*required\s+(?:"[^"\\]*"|`[^`]*`|\([^()]*\))\s+(?:""|nil)\s*-?\}\}$/;

/** Has the CustomResourceDefinitions of a document, all of them from one on, say what they define. */
function addDefinition(resources: Resource[], first: number, segments: readonly Segment[], text: string): void {
  let definition: MappingNode | null | undefined;
  for (let at = first; at < resources.length; at++) {
    const resource = resources[at] as Resource;
    if (!isDefinition(resource.gvk) || resource.path !== '') continue;
    definition ??= definitionIn(textOf(segments, text));
    if (definition === null) return;
    resources[at] = { ...resource, definition };
  }
}

/** The text of a document, from its first character on at its column. */
function textOf(segments: readonly Segment[], text: string): string {
  const [first, last] = [segments[0], segments.at(-1)];
  if (first === undefined || last === undefined) return '';
  return ' '.repeat(first.indent) + text.slice(first.offset, last.offset + last.text.length);
}

interface Draft {
  readonly resources: Resource[];
  readonly computed: Computed[];
  readonly printed: Computed[];
  documents: number;
}

/**
 * Reads one object, and the items it holds.
 *
 * @param list what the typed list says of its items, where the object is such an item.
 */
function readGroup(source: Source, document: number, group: Group, reading: Draft, list?: ListOf): void {
  for (const { read } of [...group.apiVersions, ...group.kinds]) {
    if (read.type === 'computed') reading.computed.push({ offset: read.offset, text: read.text });
  }
  const named = namedIn(group, list);
  const isList = group.items !== null && named.every(({ kind }) => kind.endsWith('List'));
  const holdsObjects = isList || named.some(({ kind }) => kind === 'Template');
  if (!isList) for (const found of named) addResource(source, document, group, found, reading);
  if (!holdsObjects) return;
  const [outer] = named;
  const ofItems = outer && { apiVersion: outer.apiVersion, kind: outer.kind.slice(0, -'List'.length) };
  for (const item of group.items ?? []) readGroup(source, document, item, reading, isList ? ofItems : undefined);
}

/** What an item without apiVersion or kind takes from the list that holds it. */
interface ListOf {
  readonly apiVersion: string;
  readonly kind: string;
}

/** An apiVersion and kind of an object, and where to show it. */
interface Named extends ListOf {
  readonly offset: number;
  readonly offsetPath: string;
  readonly branches: Branches;
}

function namedIn(group: Group, list: ListOf | undefined): Named[] {
  const named = pairsOf(group.apiVersions.filter(isLiteral), group.kinds.filter(isLiteral)).map(
    ({ apiVersion, kind }): Named => ({
      apiVersion: apiVersion.read.text,
      kind: kind.read.text,
      offset: apiVersion.read.offset,
      offsetPath: pointer(group.path, 'apiVersion'),
      branches: kind.branches,
    }),
  );
  if (list === undefined || named.length > 0) return named;
  const candidates = [...group.apiVersions, ...group.kinds];
  const kind = group.kinds.find(isLiteral)?.read.text ?? list.kind;
  if (kind === '' || candidates.some((candidate) => !isLiteral(candidate))) return [];
  const own = group.apiVersions[0]?.read;
  const apiVersion = own?.text ?? list.apiVersion;
  const offsetPath = own === undefined ? group.path : pointer(group.path, 'apiVersion');
  return [{ apiVersion, kind, offset: own?.offset ?? group.offset, offsetPath, branches: [] }];
}

/** A GVK of a template's text would keep all of it. */
const GVKS = gvks();

function addResource(source: Source, document: number, group: Group, found: Named, reading: Draft): void {
  const { apiVersion, kind, offset, offsetPath, branches } = found;
  const gvk = GVKS.named(apiVersion, kind);
  if (gvk === null) return;
  const literal = (candidates: readonly Candidate[]): string | null =>
    candidates.find((candidate) => isLiteral(candidate) && compatible(candidate.branches, branches))?.read.text ?? null;
  reading.resources.push({
    gvk,
    apiVersion,
    name: literal(group.names),
    namespace: literal(group.namespaces),
    via: 'template',
    source,
    document,
    path: group.path,
    offset,
    offsetPath,
    node: null,
  });
}
