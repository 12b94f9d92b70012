import { lastAtMost } from '../model/last-at-most.ts';
import { addTo } from '../model/lists.ts';
import type { Position, Positions } from '../model/location.ts';
import { LineIndex } from '../model/location.ts';
import type { Guarded, Resource } from '../model/resource.ts';
import type { Expanded } from './helm-expand.ts';
import { lineBefore, onSameLine, placeOfKind, sameLine } from './helm-lines.ts';
import type { SourcedChunk } from './helm-source.ts';

/** A template, and what can be told of it without rendering. */
export interface TemplateText {
  /** Its text, line by line. */
  readonly lines: readonly string[];
  readonly expanded: Expanded;
  /** The objects whose apiVersion and kind stand in it; their offsets count in `expanded`. */
  readonly pairs: readonly Resource[];
  /** Those of them that stand in a branch which Helm does not take either, unless a value has it do so. */
  readonly unprintable?: ReadonlySet<Resource>;
  /** Whether it computes apiVersions or kinds as well: then what is printed need not be one of the pairs. */
  readonly isComputed: boolean;
}

/** Where what Helm printed of one template stands in the template. */
export interface Places extends Positions {
  guardAt(offset: number): Guarded | null;
}

/** The place of one printed document, and which lines of the template are its own. */
interface Anchor {
  readonly position: Position;
  /** Where its apiVersion stands in what was printed; what is before that, stands before it in the template, too. */
  readonly offset: number;
  readonly guarded: Guarded | null;
}

const TOP: Position = { line: 1, column: 1 };

/**
 * Finds for offsets in what Helm printed of a template the places in the template itself: the literal apiVersion beside the
 * kind of the document; further in, the line that reads the same, or has the same key. Where the template computes it
 * all, line 1.
 *
 * @param printed the documents of the template, one after the other.
 */
export function placesIn(printed: string, chunks: readonly SourcedChunk[], template: TemplateText): Places {
  const index = new LineIndex(printed);
  const lines = printed.split('\n');
  const own = template.lines;
  const anchors = new Map<number, Anchor>();
  const takePair = pairTaker(template);
  /** How many documents, from the first, have taken their places. */
  let placed = 0;
  const anchorOf = (at: number): Anchor => {
    const known = anchors.get(at);
    if (known !== undefined) return known;
    const chunk = chunks[at];
    const document = chunk === undefined ? '' : printed.slice(chunk.start, chunk.end);
    const offset = (chunk?.start ?? 0) + Math.max(0, document.search(/^apiVersion:/m));
    const made = { ...(chunk === undefined ? { position: TOP, guarded: null } : anchor(document)), offset };
    anchors.set(at, made);
    return made;
  };
  const anchor = (document: string): Omit<Anchor, 'offset'> => {
    const head = headOf(document);
    const pair = takePair(head);
    if (pair === undefined) return { position: placeOfKind(head.kind, own) ?? TOP, guarded: null };
    const guarded = template.expanded.guardAt(pair.offset);
    const isSure = !template.isComputed || (pair.name !== null && pair.name === head.name);
    const isWrong = guarded === 'not-taken' && isSure && template.unprintable?.has(pair) !== true;
    const position = pair.source.lines.position(pair.offset);
    return { position, guarded: guarded === 'not-taken' && !isWrong ? null : guarded };
  };
  const chunkAt = (offset: number) => lastAtMost(chunks, ({ start }) => start, offset);
  return {
    guardAt: (offset) => anchorOf(chunkAt(offset)).guarded,
    position: (offset) => {
      // The documents before take their places first, so that the same question has the same answer in any order.
      const at = chunkAt(offset);
      for (; placed < at; placed++) anchorOf(placed);
      const { position, offset: head } = anchorOf(at);
      const { line, column } = index.position(offset);
      const written = lines[line - 1] ?? '';
      if (/^apiVersion:/.test(written)) return onSameLine(written, column, own, position) ?? position;
      const before = offset < head ? lineBefore(written, column, own, position.line) : null;
      return before ?? sameLine(written, column, own, position.line) ?? position;
    },
  };
}

/** Objects of one apiVersion and kind in a template. */
interface Alike {
  /** Those that a document of another name may be printed of. */
  readonly pairs: readonly Resource[];
  /** The first of each name. */
  readonly byName: ReadonlyMap<string, Resource>;
  /** Of those before it, each was taken more than `least` times; all were taken at least so often. */
  next: number;
  least: number;
}

/**
 * Finds the pair in a template that a document was printed of: the one of its name, else, of those that were taken the
 * least, the first. There may be thousands of either.
 */
function pairTaker({ pairs: all, isComputed }: TemplateText): (head: DocumentHead) => Resource | undefined {
  const groups = new Map<string, Resource[]>();
  for (const pair of all) addTo(groups, JSON.stringify([pair.apiVersion, pair.gvk.kind]), pair);
  const alike = new Map<string, Alike>();
  for (const [key, pairs] of groups) {
    const named = pairs.flatMap((pair) => (pair.name === null ? [] : [[pair.name, pair] as const]));
    const unnamed = pairs.filter(({ name }) => name === null);
    // Where nothing is computed, a document is one of the pairs for certain, and its name may have been changed.
    const others = unnamed.length > 0 || isComputed ? unnamed : pairs;
    alike.set(key, { pairs: others, byName: new Map(named.reverse()), next: 0, least: 0 });
  }
  const taken = new Map<Resource, number>();
  return ({ apiVersion, kind, name }) => {
    const group = alike.get(JSON.stringify([apiVersion, kind]));
    if (group === undefined) return undefined;
    const named = name === null ? undefined : group.byName.get(name);
    const pair = named ?? (group.pairs.length === 0 ? undefined : leastTaken(group, taken));
    if (pair === undefined) return undefined;
    taken.set(pair, (taken.get(pair) ?? 0) + 1);
    return pair;
  };
}

function leastTaken(group: Alike, taken: ReadonlyMap<Resource, number>): Resource {
  for (;;) {
    for (; group.next < group.pairs.length; group.next++) {
      const pair = group.pairs[group.next] as Resource;
      if ((taken.get(pair) ?? 0) <= group.least) return pair;
    }
    group.next = 0;
    group.least = group.pairs.reduce((least, pair) => Math.min(least, taken.get(pair) ?? 0), Number.POSITIVE_INFINITY);
  }
}

interface DocumentHead {
  readonly apiVersion: string | null;
  readonly kind: string | null;
  readonly name: string | null;
}

function headOf(document: string): DocumentHead {
  // A line below `metadata` is to be read in one way only: each further way multiplies with those of the lines after it.
  const value = (pattern: RegExp) => pattern.exec(document)?.[1]?.replace(/^["']|["']$/g, '') ?? null;
  return {
    apiVersion: value(/^apiVersion:[ \t]*(\S+)/m),
    kind: value(/^kind:[ \t]*(\S+)/m),
    name: value(/^metadata:[^\n]*\n(?:[ \t][^\n]*\n)*?[ \t]+name:[ \t]*(\S+)/m),
  };
}
