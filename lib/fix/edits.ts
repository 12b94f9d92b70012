import type { Entry, MappingNode, Node, SequenceNode } from '../model/node.ts';
import { commentReader, isIn, joinedSpans } from './comments.ts';
import { columnOf, endOf, indentOf, isAlias, isFlow, lineEnd, styleOf } from './layout.ts';
import type { Place } from './places.ts';
import { movedText, nodeAt, placeAt, placesIn } from './places.ts';
import type { Printing, Span } from './print.ts';
import { likeQuoted, printBlockEntry, printBlockItem, printFlow, printFlowEntry } from './print.ts';
import { beforeBreak, removals } from './removals.ts';
import type { NewValue, Operation } from './step.ts';
import { MOVED, movedIn } from './step.ts';
import type { TextEdit } from './text-edit.ts';
import { onceEach, sortEdits } from './text-edit.ts';
import type { Path } from './value.ts';

/** An edit, and which of the operations it does. */
export interface StepEdit extends TextEdit {
  readonly step: number;
}

/** The operations that the text does not allow, by their indexes: the first of them first. */
export interface Unwritable {
  readonly unwritable: readonly number[];
  /** What it is for, where that is known: comments would be lost. */
  readonly why?: 'comments';
}

interface Editing {
  readonly text: string;
  readonly root: MappingNode;
  readonly printing: Printing;
  /** The entries that go, or move elsewhere; not those that another takes the place of. */
  readonly removed: ReadonlySet<Entry>;
  /** The edits that take them out. */
  readonly gone: readonly TextEdit[];
  /** The mappings that were empty and have been added to. */
  readonly filled: Set<MappingNode>;
  /** Takes the comments of an entry that goes, but for those of what moves out of it. */
  readonly commentsOf: (path: Path) => readonly string[];
}

type Add = Operation & { readonly op: 'add' };

/**
 * Makes the edits of a text that do what the operations say to a resource. What the text is laid out like is kept: what
 * is put in looks like what stands beside it, what moves takes its comments along.
 */
export function editsOf(
  text: string,
  root: MappingNode,
  operations: readonly Operation[],
): readonly StepEdit[] | Unwritable {
  const origins = movesOf(text, root, operations);
  if ('unwritable' in origins) return origins;
  const gone = removals(text, origins.leaving);
  if ('unwritable' in gone) return gone;
  const edits = new EditsInside(origins.moved);
  for (const edit of gone) edits.push(edit, operations[edit.step] as Operation);
  const comments = commentReader(text, root);
  const carried: Span[] = [];
  const editing: Editing = {
    text,
    root,
    gone,
    filled: new Set(),
    commentsOf: commentTaker(text, root, origins.moved, comments, carried),
    removed: new Set(origins.leaving.map(({ entry }) => entry)),
    printing: {
      style: styleOf(text, root),
      textOf: (value) => {
        const place = placeAt(text, root, value[MOVED]) as Place;
        const moving = movedText(text, place, edits.inside(value[MOVED]));
        // Where the new entry takes its place, the comments above it stay above that.
        return origins.replaced.has(place.entry) ? { ...moving, comments: [] } : moving;
      },
      carried,
      indent: () => 0,
    },
  };
  // What moves is cut out once its insides are done; hence the operations that move nothing come first, the inner ones before.
  const order = operations.map((operation, step) => ({ operation, step })).sort((a, b) => rank(a) - rank(b));
  const unwritable: number[] = [];
  for (const { operation, step } of order) {
    const made = editOf(editing, operation);
    if (made === null) unwritable.push(step);
    else if (made !== undefined) edits.push({ ...made, step }, operation);
  }
  if (unwritable.length > 0) return { unwritable: unwritable.sort((a, b) => a - b) };
  const clashing = clashesAmong(edits.outside);
  if (clashing.length > 0) return { unwritable: clashing };
  // Of what goes for good the comment behind it goes, too.
  const going = new Set(origins.leaving.filter(({ keeps }) => !keeps).map(({ step }) => step));
  const isKept = joinedSpans(carried);
  const losing = edits.outside.filter(
    ({ start, end, step }) =>
      start < end && !going.has(step) && comments(start, end).some((comment) => !isIn(isKept, comment.start)),
  );
  return losing.length > 0 ? { unwritable: stepsOf(losing), why: 'comments' } : edits.outside;
}

/** Makes {@link Editing.commentsOf}: what it takes is `carried` from then on. */
function commentTaker(
  text: string,
  root: MappingNode,
  moved: readonly Path[],
  comments: ReturnType<typeof commentReader>,
  carried: Span[],
): Editing['commentsOf'] {
  let moving: readonly Span[] | null = null;
  return (path) => {
    const place = placeAt(text, root, path);
    if (place === null || place.flow) return [];
    moving ??= joinedSpans(moved.map((from) => movedText(text, placeAt(text, root, from) as Place, []).whole));
    const span = { start: place.span.keyEnd, end: lineEnd(text, place.span.valueEnd) };
    carried.push(span);
    const others = moving;
    return comments(span.start, span.end).flatMap((comment) => (isIn(others, comment.start) ? [] : [comment.text]));
  };
}

function stepsOf(edits: readonly StepEdit[]): readonly number[] {
  return [...new Set(edits.map(({ step }) => step))].sort((a, b) => a - b);
}

/** The steps whose edits touch what those of others do; what two of them want alike (an anchor is shared) is no clash. */
function clashesAmong(edits: readonly StepEdit[]): readonly number[] {
  const clashing = new Set<number>();
  let last: StepEdit | null = null;
  for (const edit of sortEdits(onceEach(edits))) {
    if (last !== null && edit.start < last.end) clashing.add(last.step).add(edit.step);
    if (last === null || edit.end > last.end) last = edit;
  }
  return [...clashing].sort((a, b) => a - b);
}

/** The edits made so far, told apart by whether they work inside of an entry that moves, for which there may be thousands. */
class EditsInside {
  /** The edits outside of all entries that move. */
  readonly outside: StepEdit[] = [];
  readonly #inside: ReadonlyMap<string, StepEdit[]>;

  constructor(moved: readonly Path[]) {
    this.#inside = new Map(moved.map((path) => [keyOf(path), []]));
  }

  push(edit: StepEdit, { op, path }: Operation): void {
    const deepest = op === 'add' || op === 'append' ? path.length : path.length - 1;
    let isOutside = true;
    for (let length = 0; length <= deepest; length++) {
      const inside = this.#inside.get(keyOf(path.slice(0, length)));
      inside?.push(edit);
      if (inside !== undefined) isOutside = false;
    }
    if (isOutside) this.outside.push(edit);
  }

  /** The edits inside of the entry at a path that moves. */
  inside(path: Path): readonly StepEdit[] {
    return this.#inside.get(keyOf(path)) ?? [];
  }
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}

function isPrefix(path: Path, of: Path): boolean {
  return path.every((step, at) => step === of[at]);
}

function newValueOf(operation: Operation | undefined): NewValue {
  return operation?.op === 'add' || operation?.op === 'append' ? operation.value : null;
}

function rank({ operation }: { readonly operation: Operation }): number {
  return movedIn(newValueOf(operation)).length * 1000 - operation.path.length;
}

interface Leaving extends Place {
  readonly step: number;
  readonly isMove: boolean;
  readonly keeps: boolean;
}

interface Moves {
  /** The entries that leave their place, without those that an added one takes the place of. */
  readonly leaving: readonly Leaving[];
  readonly replaced: ReadonlySet<Entry>;
  /** The paths of all that move. */
  readonly moved: readonly Path[];
}

function movesOf(text: string, root: MappingNode, operations: readonly Operation[]): Moves | Unwritable {
  const leaving = new Map<Entry, Leaving>();
  const replaced = new Set<Entry>();
  const moved: Path[] = [];
  const all = operations.flatMap((operation) => movedIn(newValueOf(operation)));
  const removed = operations.filter(({ op }) => op === 'remove').map(({ path }) => path);
  const taken = new Set(
    operations.flatMap((operation) => (operation.op === 'add' ? (operation.from ?? []) : [])).map(keyOf),
  );
  const unwritable = new Set<number>();
  for (const [step, operation] of operations.entries()) {
    const isMove = operation.op !== 'remove';
    const paths = isMove ? movedIn(newValueOf(operation)) : [operation.path];
    const inPlace = operation.op === 'add' ? inPlaceOf(operation) : undefined;
    for (const path of paths) {
      const place = placeAt(text, root, path);
      if (place === null) {
        unwritable.add(step);
        continue;
      }
      if (isMove) moved.push(path);
      if (path === inPlace) replaced.add(place.entry);
      // What goes as a whole need not be emptied first.
      if (isMove && removed.some((whole) => isPrefix(whole, path))) continue;
      leaving.set(place.entry, {
        ...place,
        step,
        isMove,
        keeps: isMove || taken.has(keyOf(path)) || all.some((from) => isPrefix(path, from)),
      });
    }
  }
  if (unwritable.size > 0) return { unwritable: [...unwritable] };
  return { leaving: [...leaving.values()].filter(({ entry }) => !replaced.has(entry)), replaced, moved };
}

/** The first moved entry that stands in the mapping that is added to: the new entry takes its place. */
function inPlaceOf({ path, value }: Add): Path | undefined {
  return movedIn(value).find((from) => from.length === path.length + 1 && isPrefix(path, from));
}

/** The edit of one operation; `undefined` where it has none of its own, `null` where the text does not allow it. */
function editOf(editing: Editing, operation: Operation): TextEdit | null | undefined {
  const { text, root } = editing;
  switch (operation.op) {
    case 'remove':
      return undefined;
    case 'set':
      return setEdit(text, nodeAt(root, operation.path), operation.value);
    case 'replace':
      return replaceEdit(text, nodeAt(root, operation.path), operation);
    case 'rename': {
      const place = placeAt(text, root, operation.path);
      if (place === null) return null;
      const { keyStart, keyEnd } = place.span;
      const quote = keyEnd > place.entry.key.end ? text[keyStart] : undefined;
      return { start: keyStart, end: keyEnd, text: likeQuoted(operation.key, quote) };
    }
    case 'append': {
      const node = nodeAt(root, operation.path);
      return node?.type === 'sequence' ? appendEdit(editing, node, operation.value) : null;
    }
    case 'add':
      return addEdit(editing, operation);
  }
}

/** What is meant must stand in the text once, as it is in the value: then nothing else of the scalar is touched. */
function replaceEdit(
  text: string,
  node: Node | null,
  { from, value }: Operation & { readonly op: 'replace' },
): TextEdit | null {
  if (node?.type !== 'scalar' || isAlias(text, node)) return null;
  const at = text.indexOf(from, node.start);
  const end = at + from.length;
  if (at === -1 || end > node.end) return null;
  const next = text.indexOf(from, end);
  return next !== -1 && next + from.length <= node.end ? null : { start: at, end, text: value };
}

function setEdit(text: string, node: Node | null, value: string | number): TextEdit | null {
  if (node?.type !== 'scalar' || isAlias(text, node)) return null;
  const { start, end, quoted } = node;
  if (!quoted) return { start, end, text: typeof value === 'number' ? String(value) : likeQuoted(value, undefined) };
  const quote = text[start - 1];
  const isBlock = endOf(text, node) !== end + 1 || (quote !== '"' && quote !== "'");
  if (isBlock || typeof value === 'number') return null;
  return { start: start - 1, end: end + 1, text: likeQuoted(value, quote) };
}

function appendEdit(editing: Editing, node: SequenceNode, value: NewValue): TextEdit | null {
  const { text, printing } = editing;
  const last = node.items.at(-1);
  if (last === undefined) return null;
  const end = endOf(text, last);
  if (!isFlow(text, node)) {
    const column = columnOf(text, node.start);
    const at = lineBelow(editing, end);
    const item = printBlockItem(value, column, printing);
    return { start: at, end: at, text: `${printing.style.lineBreak}${' '.repeat(column)}${item}` };
  }
  const quoted = text[end - 1] === '"' && last.type === 'scalar';
  const lead = text.slice(node.start + 1, quoted ? last.start - 1 : last.start);
  const before = lead.slice(lead.trimEnd().length);
  const blanks = node.items.length === 1 && !before.includes('\n') ? ' ' : before;
  return { start: end, end, text: `,${blanks}${printFlow(value, null, true, printing, quoted)}` };
}

function addEdit(editing: Editing, operation: Add): TextEdit | null {
  const { text, root, printing, removed } = editing;
  const { key, value } = operation;
  const node = nodeAt(root, operation.path);
  if (node === null) return null;
  if (node.type !== 'mapping') return addToNothing(editing, operation);
  const inPlace = inPlaceOf(operation);
  const places = placesIn(text, node);
  if (places === null) return null;
  const [first] = places;
  if (isFlow(text, node)) return addToFlow(editing, node, places, operation, inPlace);
  if (first === undefined) return null;
  const column = columnOf(text, first.span.keyStart);
  if (inPlace !== undefined) {
    const { span } = placeAt(text, root, inPlace) as Place;
    return {
      start: span.keyStart,
      end: lineEnd(text, span.valueEnd),
      text: printBlockEntry(key, value, column, printing),
    };
  }
  const after = anchorOf(places, removed, operation.after);
  const at = lineBelow(editing, after.span.valueEnd);
  const entry = entryBelow(editing, operation, column);
  return { start: at, end: at, text: `${printing.style.lineBreak}${' '.repeat(column)}${entry}` };
}

/** Where to begin a line below what ends at an offset: at the end of its line or, where that line goes, of the last that stays. */
function lineBelow({ text, gone }: Editing, offset: number): number {
  let at = lineEnd(text, offset);
  for (;;) {
    const cut = gone.find(({ start, end }) => start < at && at < end);
    if (cut === undefined) return at;
    at = '\r\n'.includes(text.charAt(cut.start)) ? cut.start : beforeBreak(text, cut.start);
  }
}

/** The entry to put a new one after: the one asked for, else the last, of those that stay; {@link removals} leaves one. */
function anchorOf(places: readonly Place[], removed: ReadonlySet<Entry>, after: string | undefined): Place {
  const staying = places.filter(({ entry }) => !removed.has(entry));
  return staying.find(({ entry }) => entry.key.value === after) ?? (staying.at(-1) as Place);
}

/** Prints an entry for a line of its own, and above it the comments of what goes because of it. */
function entryBelow({ printing, commentsOf }: Editing, { key, value, from = [] }: Add, column: number): string {
  const lines = from.flatMap(commentsOf);
  return [...lines, printBlockEntry(key, value, column, printing)].join(printing.style.lineBreak + ' '.repeat(column));
}

/** A key without a value becomes a mapping. */
function addToNothing(editing: Editing, operation: Add): TextEdit | null {
  const { text, root, printing } = editing;
  const holder = placeAt(text, root, operation.path);
  if (holder === null || holder.flow || holder.span.valueStart !== holder.span.valueEnd) return null;
  const column = columnOf(text, holder.span.keyStart) + printing.style.unit.length;
  const at = lineBelow(editing, holder.span.valueEnd);
  const entry = entryBelow(editing, operation, column);
  return { start: at, end: at, text: `${printing.style.lineBreak}${' '.repeat(column)}${entry}` };
}

function addToFlow(
  { text, root, printing, removed, filled }: Editing,
  node: MappingNode,
  places: readonly Place[],
  { key, value, after: wanted }: Add,
  inPlace: Path | undefined,
): TextEdit | null {
  const [first, second] = places;
  const spaced = first === undefined || text[first.span.keyEnd + 1] === ' ';
  const json =
    first === undefined ? isFlow(text, root) && root.entries[0]?.key.quoted === true : first.entry.key.quoted;
  if (first === undefined) {
    const entry = printFlowEntry(key, value, null, spaced, printing, json);
    const comma = filled.has(node) ? ', ' : '';
    filled.add(node);
    return { start: node.start + 1, end: node.start + 1, text: comma + entry };
  }
  const lead = text.slice(node.start + 1, first.span.keyStart);
  const isLined = /^\s*\n\s*$/.test(lead);
  const after = anchorOf(places, removed, wanted);
  const at = inPlace === undefined ? after.span.valueEnd : (placeAt(text, root, inPlace) as Place).span.keyStart;
  const inLine = { ...printing, indent: () => indentOf(text, at) };
  const indent = isLined ? lead.slice(lead.lastIndexOf('\n') + 1) : null;
  const entry = printFlowEntry(key, value, indent, spaced, inLine, json);
  if (inPlace !== undefined) {
    const { span } = placeAt(text, root, inPlace) as Place;
    return { start: span.keyStart, end: span.valueEnd, text: entry };
  }
  const between = second === undefined ? null : /\s*$/.exec(text.slice(first.span.valueEnd, second.span.keyStart))?.[0];
  const blanks = isLined ? lead : (between ?? (spaced ? ' ' : ''));
  return { start: after.span.valueEnd, end: after.span.valueEnd, text: `,${blanks}${entry}` };
}
