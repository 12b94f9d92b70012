import { lastAtMost } from '../model/last-at-most.ts';
import type { Node } from '../model/node.ts';
import type { Span } from './print.ts';

/** A comment, from its sign to the end of its line. */
export interface Comment {
  readonly start: number;
  readonly text: string;
}

/** Finds the comments of a text that stand between two offsets; what looks like one in quotes or in a block is none. */
export function commentReader(text: string, root: Node): (from: number, to: number) => readonly Comment[] {
  let quoted: readonly Node[] | null = null;
  return (from, to) => {
    const part = text.slice(from, to);
    if (!part.includes('#')) return [];
    quoted ??= quotedIn(root);
    const found: Comment[] = [];
    let end = from;
    for (const { index } of part.matchAll(/(?<!\S)#/g)) {
      const start = from + index;
      if (start < end || (index === 0 && from > 0 && !/\s/.test(text.charAt(from - 1))) || isIn(quoted, start))
        continue;
      const feed = part.indexOf('\n', index);
      end = feed === -1 ? to : from + feed;
      found.push({ start, text: text.slice(start, end).trimEnd() });
    }
    return found;
  };
}

/** Where the strings in quotes and the blocks of a value stand, in order. */
export function quotedIn(root: Node): readonly Node[] {
  const quoted: Node[] = [];
  const seen = new Set<Node>();
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.type === 'scalar') {
      if (node.quoted) quoted.push(node);
    } else if (node.type === 'sequence') {
      for (const item of node.items) pending.push(item);
    } else {
      for (const { key, value } of node.entries) pending.push(key, value);
      for (const merged of node.merged) pending.push(merged);
    }
  }
  return quoted.sort((a, b) => a.start - b.start);
}

/** Whether an offset lies in one of the spans, which are in order and apart. */
export function isIn(spans: readonly Span[], offset: number): boolean {
  const span = spans[lastAtMost(spans, ({ start }) => start, offset)];
  return span !== undefined && offset < span.end;
}

/** Spans in order, those that touch made one. */
export function joinedSpans(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last === undefined || span.start > last.end) joined.push(span);
    else joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return joined;
}
