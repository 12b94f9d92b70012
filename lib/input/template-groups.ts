import { pointer } from '../model/location.ts';
import type { Branches } from './template-branches.ts';
import { joined } from './template-joined.ts';
import type { Line, Read, Value } from './template-lines.ts';
import { readValue } from './template-lines.ts';

/** The lines of one object in a template. */
export interface Group {
  /** JSON pointer to the object. */
  readonly path: string;
  readonly apiVersions: Candidate[];
  readonly kinds: Candidate[];
  readonly names: Candidate[];
  readonly namespaces: Candidate[];
  /** The objects in its `items` or `objects`; `null` where it has no such list. */
  items: Group[] | null;
  /** Offset at which it begins. */
  readonly offset: number;
}

/** A value that an apiVersion, kind or name may have, literal or computed. */
export interface Candidate extends Value {
  readonly read: NonNullable<Read>;
}

/** The objects of one document: its root, or the elements of its top-level sequence. */
export function groupsOf(lines: readonly Line[]): Group[] {
  const keyed = lines.filter(({ key, dashes }) => key !== null || dashes.length > 0);
  if (keyed.length === 0) return [];
  const top = keyed.reduce(
    (least, { column, dashes }) => Math.min(least, dashes[0] ?? column),
    Number.POSITIVE_INFINITY,
  );
  const isMapping = keyed.some(({ column, dashes }) => dashes.length === 0 && column === top);
  return isMapping ? [mappingGroup(lines, top, '', 0)] : sequenceGroups(lines, top, '', 0);
}

/** How many lists may be around one another: what stands in the innermost is passed over. Nobody writes so many. */
const MOST_LISTS = 50;

/** Reads the lines of one mapping, whose keys stand at `column`, and around which there are so many lists. */
function mappingGroup(lines: readonly Line[], column: number, path: string, lists: number): Group {
  const group: Group = {
    path,
    apiVersions: [],
    kinds: [],
    names: [],
    namespaces: [],
    items: null,
    offset: contentOffset(lines[0]),
  };
  lines.forEach((line, at) => {
    if (line.key === null || line.column !== column) return;
    switch (line.key) {
      case 'apiVersion':
        group.apiVersions.push(...candidates(lines, at));
        break;
      case 'kind':
        group.kinds.push(...candidates(lines, at));
        break;
      case 'metadata':
        readNames(group, below(lines, at, column));
        break;
      case 'items':
      case 'objects':
        group.items = itemGroups(below(lines, at, column), pointer(path, line.key), lists);
        break;
    }
  });
  return group;
}

/** Where the content of a line begins, after its dashes. */
function contentOffset(line: Line | undefined): number {
  return line === undefined ? 0 : line.segment.offset + line.column - line.segment.indent;
}

/** The lines that stand under the key at `at`: deeper ones, and dashes in the same column. */
function below(lines: readonly Line[], at: number, column: number): Line[] {
  const under: Line[] = [];
  for (let next = at + 1; next < lines.length; next++) {
    const line = lines[next] as Line;
    if (line.key !== null && line.column <= column) break;
    if (line.dashes.length > 0 && (line.dashes[0] as number) < column) break;
    under.push(line);
  }
  return under;
}

function itemGroups(lines: readonly Line[], path: string, lists: number): Group[] | null {
  const dash = lines.find(({ dashes }) => dashes.length > 0)?.dashes[0];
  return dash === undefined ? null : sequenceGroups(lines, dash, path, lists + 1);
}

function sequenceGroups(lines: readonly Line[], dash: number, path: string, lists: number): Group[] {
  if (lists > MOST_LISTS) return [];
  const items: Line[][] = [];
  for (const line of lines) {
    if (line.dashes[0] === dash) items.push([line]);
    else items.at(-1)?.push(line);
  }
  return items.map((item, index) => mappingGroup(item, item[0]?.column ?? 0, pointer(path, index), lists));
}

function readNames(group: Group, lines: readonly Line[]): void {
  const column = lines.find(({ key }) => key !== null)?.column;
  lines.forEach((line, at) => {
    if (line.column !== column || line.dashes.length > 0) return;
    if (line.key === 'name') group.names.push(...candidates(lines, at));
    if (line.key === 'namespace') group.namespaces.push(...candidates(lines, at));
  });
}

/**
 * The values of the key at `at`: the one after its colon, or those that control actions put there one or the other
 * (`apiVersion: {{ if a }}v1{{ else }}v1beta1{{ end }}`, in one line or in several), or put together.
 */
function candidates(lines: readonly Line[], at: number): Candidate[] {
  const { value, segment } = lines[at] as Line;
  const groups: Value[][] = [value.text === '' ? [] : [value]];
  /** Whether a value goes on in another line: none begins with a slash. */
  let goesOn = false;
  let line = segment.line;
  for (let next = at + 1; next < lines.length; next++) {
    const { key, dashes, segment: own, value: more } = lines[next] as Line;
    if (key !== null || dashes.length > 0) break;
    if (own.line !== line) {
      if (value.text !== '') break;
      goesOn ||= more.text.startsWith('/');
      groups.push([]);
    }
    line = own.line;
    groups.at(-1)?.push(more);
  }
  return (goesOn ? [groups.flat()] : groups).flatMap((pieces) => valuesOf(segment.branches, pieces));
}

function valuesOf(around: Branches, pieces: readonly Value[]): Candidate[] {
  const values = joined(around, pieces);
  const [first] = pieces;
  if (values !== null || first === undefined) return (values ?? []).flatMap(candidate);
  return [{ ...first, read: { type: 'computed', text: `${first.text}...`, offset: first.offset } }];
}

function candidate(value: Value): Candidate[] {
  const read = readValue(value);
  if (read === null) return [];
  const { text, filled, offset, branches } = value;
  return [{ text, filled, offset, branches, read }];
}
