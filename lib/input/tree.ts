import type { Event } from 'js-yaml';
import { EVENT_ID, SCALAR_STYLE } from 'js-yaml';
import type { Entry, MappingNode, Node, ScalarNode, SequenceNode } from '../model/node.ts';
import type { EventDocument, Failure } from './events.ts';
import { scalarNode } from './events.ts';

/**
 * How many nodes all aliases of a document may stand for, those in what they stand for written out. A few lines of aliases to
 * aliases stand for billions; Kubernetes refuses those too. It also bounds how long a chain of merge keys can be.
 */
const MAX_EXPANDED_NODES = 1_000_000;

/**
 * How many letters of long texts they may stand for: a text may hold manifests, and is read at each of its places. It is more than an
 * object can have in a cluster.
 */
const MAX_EXPANDED_LETTERS = 2_000_000;

/** Shorter texts do not count as long: names, images and labels are what is mostly written once and taken again. */
const LONG_TEXT = 500;

/** A finished node, how many nodes it stands for, aliases written out, and how many letters the long texts of these have. */
interface Built {
  readonly node: Node;
  readonly size: number;
  readonly letters: number;
}

interface Builder {
  readonly document: EventDocument;
  /** Index of the next event to read. */
  at: number;
  /** The offset the last value ended at: where a value that is not written stands. */
  end: number;
  /** How many nodes, and letters of long texts, the aliases so far stand for. */
  expanded: number;
  letters: number;
  /** By name; `null` while the anchored collection is still being read. */
  readonly anchors: Map<string, Built | null>;
  failure: Failure | null;
}

/**
 * Builds the Nodes of a document. An aliased collection is the same Node at each of its places, never a copy; an
 * aliased scalar stands where its alias stands.
 *
 * @returns the root, or why the aliases of the document cannot be followed (a document without aliases has no failure).
 */
export function buildTree(document: EventDocument): Node | Failure {
  const { root: at, base: end } = document;
  const builder: Builder = { document, at, end, expanded: 0, letters: 0, anchors: new Map(), failure: null };
  const { node } = build(builder);
  return builder.failure ?? node;
}

function build(builder: Builder): Built {
  const { text, base, events } = builder.document;
  const event = events[builder.at++] as Event;
  switch (event.type) {
    case EVENT_ID.SCALAR: {
      const node = scalarNode(builder.document, event, builder.end);
      builder.end = Math.max(builder.end, node.end);
      const letters = node.value.length < LONG_TEXT ? 0 : node.value.length;
      return anchored(builder, event.anchorStart, event.anchorEnd, { node, size: 1, letters });
    }
    case EVENT_ID.ALIAS:
      return follow(builder, event.anchorStart, event.anchorEnd);
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE: {
      const start = base + event.start;
      builder.end = start;
      if (event.anchorStart !== -1) builder.anchors.set(text.slice(event.anchorStart, event.anchorEnd), null);
      const built = event.type === EVENT_ID.MAPPING ? mapping(builder, start) : sequence(builder, start);
      builder.at++;
      return anchored(builder, event.anchorStart, event.anchorEnd, built);
    }
    default:
      return { node: emptyScalar(builder.end), size: 1, letters: 0 };
  }
}

function anchored(builder: Builder, start: number, end: number, built: Built): Built {
  if (start !== -1) builder.anchors.set(builder.document.text.slice(start, end), built);
  return built;
}

function follow(builder: Builder, anchorStart: number, anchorEnd: number): Built {
  const { text, base } = builder.document;
  const name = text.slice(anchorStart, anchorEnd);
  const target = builder.anchors.get(name);
  const start = base + anchorStart - 1;
  const end = base + anchorEnd;
  builder.end = end;
  if (target === undefined || target === null) {
    const why = target === null ? 'stands inside the value it names' : 'names no anchor of this document';
    // Its name may be no name: a password that begins with a star is one to YAML.
    builder.failure ??= { offset: start, reason: `the alias here ${why}` };
    return { node: emptyScalar(start), size: 1, letters: 0 };
  }
  builder.expanded += target.size;
  builder.letters += target.letters;
  const isTooMuch = builder.expanded > MAX_EXPANDED_NODES;
  if (isTooMuch || builder.letters > MAX_EXPANDED_LETTERS) {
    const most = isTooMuch
      ? `${countOf(MAX_EXPANDED_NODES)} values`
      : `${countOf(MAX_EXPANDED_LETTERS)} letters of text`;
    builder.failure ??= { offset: start, reason: `its aliases stand for more than ${most}` };
  }
  if (target.node.type !== 'scalar') return target;
  return { ...target, node: { ...target.node, start, end } };
}

function countOf(number: number): string {
  return number.toLocaleString('en');
}

function mapping(builder: Builder, start: number): Built {
  const { events } = builder.document;
  const entries: Entry[] = [];
  const merged: MappingNode[] = [];
  let size = 1;
  let letters = 0;
  while (builder.at < events.length && events[builder.at]?.type !== EVENT_ID.POP) {
    const keyEvent = events[builder.at] as Event;
    const isMerge = keyEvent.type === EVENT_ID.SCALAR && keyEvent.style === SCALAR_STYLE.PLAIN;
    const key = build(builder);
    const value = build(builder);
    size += key.size + value.size;
    letters += key.letters + value.letters;
    if (key.node.type !== 'scalar') continue;
    if (!isMerge || key.node.value !== '<<') entries.push({ key: key.node, value: value.node });
    else for (const source of mergeSources(value.node)) merged.push(source);
  }
  return { node: { type: 'mapping', start, end: Math.max(start, builder.end), entries, merged }, size, letters };
}

function sequence(builder: Builder, start: number): Built {
  const { events } = builder.document;
  const items: Node[] = [];
  let size = 1;
  let letters = 0;
  while (builder.at < events.length && events[builder.at]?.type !== EVENT_ID.POP) {
    const item = build(builder);
    size += item.size;
    letters += item.letters;
    items.push(item.node);
  }
  const node: SequenceNode = { type: 'sequence', start, end: Math.max(start, builder.end), items };
  return { node, size, letters };
}

/** What a `<<` pulls in: a mapping, or a sequence of them, of which the earlier ones win. */
function mergeSources(value: Node): MappingNode[] {
  if (value.type === 'mapping') return [value];
  return value.type === 'sequence' ? value.items.filter((item) => item.type === 'mapping') : [];
}

function emptyScalar(at: number): ScalarNode {
  return { type: 'scalar', value: '', quoted: false, start: at, end: at };
}
