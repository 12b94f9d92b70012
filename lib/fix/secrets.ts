import { lastAtMost } from '../model/last-at-most.ts';
import type { MappingNode, Node } from '../model/node.ts';
import { get } from '../model/node.ts';
import type { Resource } from '../model/resource.ts';
import type { Span } from './print.ts';

/** What says no more of a Secret than which it is. */
const SHOWN = ['apiVersion', 'kind', 'metadata', 'type'];

/** Of its metadata, what holds all of it once more. */
const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Where a text speaks of the kind, in YAML or JSON, or in JSON that is a string of another. */
const KIND = /\bkind[\\"']*\s*:\s*[\\"']*Secret(?:List)?\b/g;

/** What parts the documents of a text. */
const BETWEEN_DOCUMENTS = /^(?:---|\.\.\.)(?=\s|$)/gm;

/**
 * Where values of Secrets stand in a text, which are not to be printed. Of a Secret that was read this is all but what says which
 * it is; of another object, each Secret and each text with one in it; and a whole document where it speaks of one and was not
 * read: a template, what does not parse, a file of values.
 *
 * @param read reads the text; called only where it speaks of a Secret.
 * @returns parts of the text, in no order.
 */
export function secretSpans(text: string, read: () => readonly Resource[]): readonly Span[] {
  const mentions = [...text.matchAll(KIND)].map(({ index }) => index);
  if (mentions.length === 0) return [];
  const borders = [...text.matchAll(BETWEEN_DOCUMENTS)].map(({ index }) => index);
  const documentAt = (offset: number): Span => {
    const at = lastAtMost(borders, (border) => border, offset);
    return { start: borders[at] ?? 0, end: borders[at + 1] ?? text.length };
  };
  const objects = read()
    .flatMap(({ node, source, gvk }) =>
      node === null || source.text !== text ? [] : [{ node, isSecret: gvk.kind === 'Secret' }],
    )
    .sort((a, b) => a.node.start - b.node.start);
  const spans = objects.flatMap(({ node, isSecret }) => (isSecret ? valuesOf(node, text) : []));
  const objectAt = (offset: number) => objects[lastAtMost(objects, ({ node }) => node.start, offset)];
  let known = -1;
  for (const offset of mentions) {
    const holder = objectAt(offset);
    const isIn = holder !== undefined && offset < holder.node.end;
    if (offset < known || (isIn && holder.isSecret)) continue;
    const { start, end } = documentAt(offset);
    const found = isIn ? innermost(holder.node, offset) : null;
    if (found === null) {
      // What is said of a list itself, beside the objects in it, is no Secret.
      const isRead = (objectAt(end)?.node.start ?? -1) >= start;
      if (isRead) continue;
      known = end;
      spans.push({ start, end });
    } else if (found.type !== 'mapping') {
      known = found.end;
      spans.push({ start: found.start, end: found.end });
    } else if (get(found, 'data') ?? get(found, 'stringData')) {
      for (const span of valuesOf(found, text)) spans.push(span);
    }
  }
  return spans;
}

/** The rest of a line, and the lines behind it that hold comments only. */
const BEHIND = /[^\n]*(?:\n[ \t]*(?:#[^\n]*)?(?=\r?\n|$))*/y;

/** The values of a Secret, with the comments behind them. */
function valuesOf(node: MappingNode, text: string): readonly Span[] {
  const spans = node.merged.flatMap((merged) => valuesOf(merged, text));
  for (const { key, value } of node.entries) {
    if (key.value === 'metadata') spans.push(...appliedIn(value));
    if (SHOWN.includes(key.value)) continue;
    BEHIND.lastIndex = value.start + text.slice(value.start, value.end).trimEnd().length;
    BEHIND.test(text);
    spans.push({ start: value.start, end: BEHIND.lastIndex });
  }
  return spans;
}

function appliedIn(metadata: Node): readonly Span[] {
  const value = get(metadata, 'annotations', APPLIED);
  return value === undefined ? [] : [{ start: value.start, end: value.end }];
}

/** The scalar in whose text an offset lies, or the mapping of whose own it is. */
function innermost(node: Node, offset: number): Node {
  if (node.type === 'scalar') return node;
  const below = node.type === 'sequence' ? node.items : node.entries.map(({ value }) => value);
  const holder = below.find(({ start, end }) => start <= offset && offset < end);
  return holder === undefined ? node : innermost(holder, offset);
}
