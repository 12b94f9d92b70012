import type { Event, MappingEvent } from 'js-yaml';
import { EVENT_ID, SCALAR_STYLE } from 'js-yaml';
import type { MappingNode, Node, ScalarNode } from '../model/node.ts';
import { entry, isNull } from '../model/node.ts';
import type { EventDocument } from './events.ts';
import { after, scalarIs, scalarNode } from './events.ts';

/** The little of a mapping that decides whether it is a Resource, and which others stand in it. */
export interface Head {
  /** `null` where there is none, or it is no text. */
  readonly apiVersion: ScalarNode | null;
  readonly kind: ScalarNode | null;
  readonly name: string | null;
  readonly namespace: string | null;
  /** Whether `metadata` is there and holds something. */
  readonly hasMetadata: boolean;
  /** Offset at which the mapping begins. */
  readonly start: number;
  /** The items of `items`, `null` for one that is no mapping; `null` where `items` is no sequence. */
  readonly items: () => readonly (Head | null)[] | null;
  /** The same for `objects`. */
  readonly objects: () => readonly (Head | null)[] | null;
}

/** An apiVersion that is written, or that a template is to fill in; schemas and prose have the word without one. */
const WRITTEN_API_VERSION = /apiVersion["']?[ \t]*:[ \t]*["']?(?:[a-z0-9.-]+\/)?(?:v\d|\{\{|\$\{)/;

/** Whether a text has the keys of a Resource somewhere, written letter by letter. */
export function hasWords(text: string): boolean {
  return text.includes('apiVersion') && text.includes('kind');
}

/** The same of one document of a text. */
export function hasWordsIn(document: EventDocument): boolean {
  return hasWords(textOf(document));
}

/** The text of one document, from its first value to its last. */
function textOf({ text, events, root }: EventDocument): string {
  let start = text.length;
  let end = 0;
  for (let at = root; at < events.length && events[at]?.type !== EVENT_ID.DOCUMENT; at++) {
    const event = events[at] as Event;
    if (event.type !== EVENT_ID.SCALAR || event.valueStart === -1) continue;
    start = Math.min(start, event.valueStart);
    end = Math.max(end, event.valueEnd);
  }
  return text.slice(start, end);
}

const NONE = (): null => null;

/** What one pass over a document's events saw. */
export interface Outline {
  /** The root, where it is a mapping. */
  readonly head: Head | null;
  /** The items of the root, where it is a sequence. */
  readonly sequence: readonly (Head | null)[] | null;
  /** Whether there is anything at all in the document. */
  readonly empty: boolean;
  /** Whether objects may stand somewhere within the document: asked of one that is none itself. */
  readonly mayHoldObjects: () => boolean;
}

/**
 * Reads the head of a document from its events, building nothing else. Not for documents with aliases or merge keys:
 * see {@link needsTree}.
 */
export function outlineOfEvents(document: EventDocument): Outline {
  const { events, root } = document;
  const event = events[root] as Event;
  const mayHoldObjects = (): boolean => WRITTEN_API_VERSION.test(textOf(document));
  switch (event.type) {
    case EVENT_ID.MAPPING:
      return { head: headOfEvents(document, root), sequence: null, empty: false, mayHoldObjects };
    case EVENT_ID.SEQUENCE:
      return { head: null, sequence: headsOfEvents(document, root), empty: false, mayHoldObjects };
    default: {
      const empty = event.type === EVENT_ID.SCALAR && event.valueStart === -1;
      return { head: null, sequence: null, empty, mayHoldObjects: () => false };
    }
  }
}

/** The same, from a document's Nodes. */
export function outlineOfNode(root: Node): Outline {
  return {
    head: root.type === 'mapping' ? headOfNode(root) : null,
    sequence: headsOfNode(root),
    empty: false,
    mayHoldObjects: () => true,
  };
}

function headsOfEvents(document: EventDocument, sequence: number): (Head | null)[] {
  const { events } = document;
  const heads: (Head | null)[] = [];
  for (let at = sequence + 1; events[at]?.type !== EVENT_ID.POP && at < events.length; at = after(events, at)) {
    heads.push(events[at]?.type === EVENT_ID.MAPPING ? headOfEvents(document, at) : null);
  }
  return heads;
}

const KEYS = ['apiVersion', 'kind', 'metadata', 'items', 'objects'] as const;
const METADATA_KEYS = ['name', 'namespace'] as const;

function headOfEvents(document: EventDocument, mapping: number): Head {
  const { events, base } = document;
  const found = valuesOf(document, mapping, KEYS);
  const event = events[mapping] as MappingEvent;
  return {
    apiVersion: scalarOfEvent(document, found.apiVersion),
    kind: scalarOfEvent(document, found.kind),
    ...namesOfEvents(document, found.metadata),
    start: base + event.start,
    items: childrenOfEvents(document, found.items),
    objects: childrenOfEvents(document, found.objects),
  };
}

/** The indexes of the values of some keys of a mapping; of duplicate keys that of the last. */
function valuesOf<Key extends string>(
  { text, events }: EventDocument,
  mapping: number,
  keys: readonly Key[],
): Readonly<Partial<Record<Key, number>>> {
  const found: Partial<Record<Key, number>> = {};
  for (let at = mapping + 1; at < events.length && events[at]?.type !== EVENT_ID.POP; ) {
    const key = events[at] as Event;
    const value = after(events, at);
    if (key.type === EVENT_ID.SCALAR) {
      for (const name of keys) if (scalarIs(text, key, name)) found[name] = value;
    }
    at = after(events, value);
  }
  return found;
}

function childrenOfEvents(document: EventDocument, index: number | undefined): Head['items'] {
  if (index === undefined || document.events[index]?.type !== EVENT_ID.SEQUENCE) return NONE;
  return () => headsOfEvents(document, index);
}

function namesOfEvents(
  document: EventDocument,
  metadata: number | undefined,
): Pick<Head, 'name' | 'namespace' | 'hasMetadata'> {
  if (metadata === undefined || document.events[metadata]?.type !== EVENT_ID.MAPPING) {
    return { name: null, namespace: null, hasMetadata: false };
  }
  const found = valuesOf(document, metadata, METADATA_KEYS);
  return {
    name: scalarOfEvent(document, found.name)?.value ?? null,
    namespace: scalarOfEvent(document, found.namespace)?.value ?? null,
    hasMetadata: true,
  };
}

function scalarOfEvent(document: EventDocument, index: number | undefined): ScalarNode | null {
  const event = index === undefined ? undefined : document.events[index];
  if (event?.type !== EVENT_ID.SCALAR || event.valueStart === -1) return null;
  const node = scalarNode(document, event, 0);
  return isNull(node) ? null : node;
}

function headsOfNode(node: Node | undefined): readonly (Head | null)[] | null {
  if (node?.type !== 'sequence') return null;
  return node.items.map((item) => (item.type === 'mapping' ? headOfNode(item) : null));
}

/** The head of a mapping whose Nodes are built. */
export function headOfNode(node: MappingNode): Head {
  const metadata = entry(node, 'metadata')?.value;
  return {
    apiVersion: scalarOf(node, 'apiVersion'),
    kind: scalarOf(node, 'kind'),
    name: scalarOf(metadata, 'name')?.value ?? null,
    namespace: scalarOf(metadata, 'namespace')?.value ?? null,
    hasMetadata: metadata?.type === 'mapping',
    start: node.start,
    items: () => headsOfNode(entry(node, 'items')?.value),
    objects: () => headsOfNode(entry(node, 'objects')?.value),
  };
}

function scalarOf(node: Node | undefined, key: string): ScalarNode | null {
  const value = entry(node, key)?.value;
  return value?.type === 'scalar' && !isNull(value) ? value : null;
}

/** Whether a document has aliases or merge keys, so that its heads are to be read from its Nodes. */
export function needsTree({ text, events, root }: EventDocument): boolean {
  for (let at = root; at < events.length; at++) {
    const event = events[at] as Event;
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        return false;
      case EVENT_ID.ALIAS:
        return true;
      case EVENT_ID.SCALAR:
        // The length first: this is asked of every scalar there is.
        if (event.valueEnd - event.valueStart !== '<<'.length || event.style !== SCALAR_STYLE.PLAIN) break;
        if (scalarIs(text, event, '<<')) return true;
    }
  }
  return false;
}
