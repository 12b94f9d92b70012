import { addAll } from '../model/lists.ts';
import type { Entry, MappingNode } from '../model/node.ts';
import { beginsLine, commentsAbove, lineEnd, lineStart, skipSpaces } from './layout.ts';
import type { Place } from './places.ts';
import { placesIn } from './places.ts';
import type { TextEdit } from './text-edit.ts';
import { sortEdits } from './text-edit.ts';

/** An entry that goes; one that moves takes the comments above it along. */
interface Leaving extends Place {
  readonly step: number;
  readonly isMove: boolean;
  /** Whether its text goes on elsewhere, all of it or a part. */
  readonly keeps: boolean;
}

/**
 * The edits that take entries out of their mappings.
 *
 * @returns the steps that cannot be done, where a mapping would be left empty, or is not written in a way to be edited.
 */
export function removals(
  text: string,
  leaving: readonly Leaving[],
):
  | readonly (TextEdit & { readonly step: number })[]
  | { readonly unwritable: readonly number[]; readonly why?: 'comments' } {
  const edits: (TextEdit & { readonly step: number })[] = [];
  const unwritable = new Set<number>();
  const commented = new Set<number>();
  for (const [mapping, gone] of byMapping(leaving)) {
    const places = placesIn(text, mapping);
    if (places === null || gone.length >= places.length) {
      for (const { step } of gone) unwritable.add(step);
      continue;
    }
    for (const place of gone) if (holdsComments(text, place)) commented.add(place.step);
    addAll(edits, gone[0]?.flow === true ? flowRemovals(places, gone) : blockRemovals(text, places, gone));
  }
  const first = unwritable.size > 0 ? unwritable : commented;
  if (first.size === 0) return apart(edits);
  return { unwritable: [...first].sort((a, b) => a - b), ...(first === commented ? { why: 'comments' } : {}) };
}

function byMapping(leaving: readonly Leaving[]): ReadonlyMap<MappingNode, readonly Leaving[]> {
  const found = new Map<MappingNode, Leaving[]>();
  for (const place of leaving) {
    const same = found.get(place.mapping);
    if (same === undefined) found.set(place.mapping, [place]);
    else same.push(place);
  }
  return found;
}

/** Whether lines of comments would go with an entry that nothing takes over. */
function holdsComments(text: string, { span, keeps }: Leaving): boolean {
  return !keeps && /\n[ \t]*#/.test(text.slice(span.keyEnd, span.valueEnd));
}

/** Where the end of a text and the line before it both go, they would share a line break. */
function apart(edits: Removals): Removals {
  let end = 0;
  return sortEdits(edits).map((edit) => {
    const start = Math.max(edit.start, Math.min(end, edit.end));
    end = Math.max(end, edit.end);
    return { ...edit, start };
  });
}

type Removals = readonly (TextEdit & { readonly step: number })[];

function entriesOf(places: readonly Place[]): ReadonlySet<Entry> {
  return new Set(places.map(({ entry }) => entry));
}

function flowRemovals(places: readonly Place[], gone: readonly Leaving[]): Removals {
  const going = entriesOf(gone);
  const lastStaying = places.findLastIndex(({ entry }) => !going.has(entry));
  const indexes = new Map(places.map(({ entry }, index) => [entry, index]));
  const edits: (TextEdit & { step: number })[] = [];
  for (const { entry, span, step } of gone) {
    const at = indexes.get(entry) as number;
    if (at < lastStaying) {
      edits.push({ start: span.keyStart, end: (places[at + 1] as Place).span.keyStart, text: '', step });
    } else {
      edits.push({ start: (places[at - 1] as Place).span.valueEnd, end: span.valueEnd, text: '', step });
    }
  }
  return edits;
}

function blockRemovals(text: string, places: readonly Place[], gone: readonly Leaving[]): Removals {
  const going = entriesOf(gone);
  const edits: (TextEdit & { step: number })[] = [];
  let runEnd = 0;
  for (const { entry, span, step, isMove } of [...gone].sort((a, b) => a.span.keyStart - b.span.keyStart)) {
    if (span.keyStart < runEnd) continue;
    const end = afterBreak(text, lineEnd(text, span.valueEnd));
    if (beginsLine(text, span.keyStart)) {
      const above = isMove ? commentsAbove(text, span.keyStart) : lineStart(text, span.keyStart);
      // The last line of a text without a line break at its end takes the one before it along.
      const isLast = end === text.length && text[end - 1] !== '\n';
      const start = isLast ? beforeBreak(text, above) : above;
      edits.push({ start, end, text: '', step });
      continue;
    }
    // Behind a dash: what stands in the next line moves up to it.
    const at = places.findIndex((place) => place.entry === entry);
    const next = places.slice(at + 1).find((place) => !going.has(place.entry));
    const isRun = next !== places[at + 1];
    const to = isRun ? (next?.span.keyStart ?? end) : skipSpaces(text, end);
    edits.push({ start: span.keyStart, end: to, text: '', step });
    runEnd = to;
  }
  return edits;
}

function afterBreak(text: string, offset: number): number {
  if (text.startsWith('\r\n', offset)) return offset + 2;
  return text[offset] === '\n' ? offset + 1 : offset;
}

/** The offset before the line break that ends right at an offset. */
export function beforeBreak(text: string, offset: number): number {
  if (text.startsWith('\r\n', offset - 2)) return offset - 2;
  return text[offset - 1] === '\n' ? offset - 1 : offset;
}
