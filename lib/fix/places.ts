import type { Entry, MappingNode, Node } from '../model/node.ts';
import type { EntrySpan } from './layout.ts';
import { beginsLine, columnOf, commentsAbove, entrySpan, indentOf, isFlow, lineEnd, lineStart } from './layout.ts';
import type { MovedText } from './print.ts';
import type { TextEdit } from './text-edit.ts';
import { applyEdits } from './text-edit.ts';
import type { Path } from './value.ts';

/** An entry of a mapping, and where it stands. */
export interface Place {
  readonly mapping: MappingNode;
  readonly entry: Entry;
  readonly span: EntrySpan;
  /** Whether the mapping is written in brackets. */
  readonly flow: boolean;
}

/** The Node at a path of own entries and items; `null` where the path leaves the resource or goes through `<<`. */
export function nodeAt(root: Node, path: Path): Node | null {
  let at: Node = root;
  for (const step of path) {
    let next: Node | undefined;
    if (typeof step === 'number') next = at.type === 'sequence' ? at.items[step] : undefined;
    else next = at.type === 'mapping' ? at.entries.findLast(({ key }) => key.value === step)?.value : undefined;
    if (next === undefined) return null;
    at = next;
  }
  return at;
}

/** The entry at a path; `null` where there is none that can be edited. */
export function placeAt(text: string, root: Node, path: Path): Place | null {
  const mapping = nodeAt(root, path.slice(0, -1));
  if (mapping?.type !== 'mapping') return null;
  const entry = mapping.entries.findLast(({ key }) => key.value === path.at(-1));
  const span = entry === undefined ? null : entrySpan(text, entry);
  return entry === undefined || span === null ? null : { mapping, entry, span, flow: isFlow(text, mapping) };
}

/** All entries of a mapping in order; `null` where one of them cannot be edited. */
export function placesIn(text: string, mapping: MappingNode): readonly Place[] | null {
  const places: Place[] = [];
  for (const entry of mapping.entries) {
    const span = entrySpan(text, entry);
    if (span === null) return null;
    places.push({ mapping, entry, span, flow: isFlow(text, mapping) });
  }
  return places;
}

/** The text of an entry to be put elsewhere, with the edits of its insides done. */
export function movedText(text: string, place: Place, edits: readonly TextEdit[]): MovedText {
  const { span, flow } = place;
  const value = applyEdits(text, edits, span.valueStart, span.valueEnd);
  const indent = () => indentOf(text, span.keyStart);
  const inside = { start: span.valueStart, end: span.valueEnd };
  if (flow) return { afterKey: `: ${value}`, value, comments: [], column: null, indent, whole: inside, inside };
  const end = lineEnd(text, span.valueEnd);
  const afterKey = applyEdits(text, edits, span.keyEnd, end);
  const isFirst = beginsLine(text, span.keyStart);
  const start = isFirst ? commentsAbove(text, span.keyStart) : span.keyStart;
  const above = isFirst ? text.slice(start, lineStart(text, span.keyStart)) : '';
  const comments = above.split(/\r?\n/).flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  const column = columnOf(text, span.keyStart);
  return { afterKey, value, comments, column, indent, whole: { start, end }, inside };
}
