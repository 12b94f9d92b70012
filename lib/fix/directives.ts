import { lastAtMost } from '../model/last-at-most.ts';
import type { MappingNode } from '../model/node.ts';
import { isIn, quotedIn } from './comments.ts';
import { endOf } from './layout.ts';

/** What in a comment a template engine acts on: Go and Helm, Handlebars, Jinja, ERB. */
const ACTION =
  /\{\{[-~]?\s*(?:(?:if|else|end|range|with|define|block|template|include|tpl|toYaml)\b|[#/]\w)|\{%[-+]?\s*\w|<%[-=]?\s*\w/g;

/**
 * A comment that ytt acts on, at its end; what comes before it in the line may be a string with a sign for a comment in it. It
 * begins at the quote: to look back from each of many blanks takes the square of their number.
 */
const YTT = /(?:^|["'][ \t]+)#@/g;

/** What has a template's directives in its comments, or none. Only the first sign for a comment in a line is gone on from. */
const MAY_HOLD = /#@|^[^#\n\r\u2028\u2029]*#.*(?:\{\{|\{%|<%)/m;

/** One line of a text. */
interface Line {
  readonly start: number;
  /** Before the line break. */
  readonly end: number;
  /** Whether nothing but a comment, or nothing, stands in it. */
  readonly isBlank: boolean;
  readonly isMarker: boolean;
  /** The column of the first sign for a comment; it may stand in a string. */
  readonly column: number;
  /** Where the directives behind that stand, in order. */
  readonly directives: readonly number[];
}

/**
 * Tells of the resources of a text whether comments in them, right above or right below them are directives of a template:
 * then YAML reads all of it, but what is rendered may be less, or more, and what is put in may come to stand in an `if`.
 */
export function directivesIn(text: string): (node: MappingNode) => boolean {
  if (!MAY_HOLD.test(text)) return () => false;
  const lines = linesOf(text);
  const directives = lines.flatMap((line) => line.directives);
  if (directives.length === 0) return () => false;
  const lineAt = (offset: number) => lastAtMost(lines, ({ start }) => start, offset);
  const isBelowOne = remembered((at: number) => isAbove(lines, at));
  const columnBelow = remembered((at: number) => furthestBelow(lines, at));
  const look = (node: MappingNode): boolean => {
    const first = lineAt(node.start);
    if (isBelowOne(first)) return true;
    const end = endOf(text, node);
    const last = lineAt(end);
    const { start, end: lineEnd } = lines[last] as Line;
    // What stands further out below an item of a list is about the next.
    if (columnBelow(last) >= node.start - (lines[first] as Line).start) return true;
    BEHIND.lastIndex = end;
    const own: number[] = [];
    const isBehind = end >= start && BEHIND.test(text);
    for (let at = lastAtMost(directives, (directive) => directive, node.start - 1) + 1; ; at++) {
      const directive = directives[at];
      if (directive === undefined || directive >= (isBehind ? lineEnd : end)) break;
      own.push(directive);
    }
    if (own.length === 0) return false;
    // What looks like a comment in quotes or in a block is none.
    const quoted = quotedIn(node);
    return own.some((at) => !isIn(quoted, at));
  };
  return remembered(look);
}

/** A comment behind a value, and behind what ends the list or mapping that holds it. */
const BEHIND = /[ \t,\]}]*(?<!\S)#/y;

/** The same function, which does its work once: thousands of resources may stand in one line, or be aliases of one. */
function remembered<Key, Found>(find: (key: Key) => Found): (key: Key) => Found {
  const known = new Map<Key, { readonly found: Found }>();
  return (key) => {
    const entry = known.get(key) ?? { found: find(key) };
    known.set(key, entry);
    return entry.found;
  };
}

function linesOf(text: string): readonly Line[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const column = line.search(/(?<!\S)#/);
    const comment = column === -1 ? '' : line.slice(column);
    const offset = start + column;
    const acted = [...comment.matchAll(ACTION)].map(({ index }) => offset + index);
    const marked = [...comment.matchAll(YTT)].map(({ 0: whole, index }) => offset + index + whole.length - '#@'.length);
    const made: Line = {
      start,
      end: start + line.length,
      isBlank: /^\s*(?:#|$)/.test(line),
      isMarker: /^---\s*(?:#|$)/.test(line),
      column,
      directives: [...acted, ...marked].sort((a, b) => a - b),
    };
    start += line.length + 1;
    return made;
  });
}

/** Whether a directive stands in the blank lines, the comments and the marker above a line. */
function isAbove(lines: readonly Line[], at: number): boolean {
  for (let above = at - 1; above >= 0; above--) {
    const line = lines[above] as Line;
    if (!line.isBlank && !line.isMarker) return false;
    if (line.directives.length > 0) return true;
  }
  return false;
}

/** The column of the comment that stands furthest in, of those with directives in the blank lines and comments below a line. */
function furthestBelow(lines: readonly Line[], at: number): number {
  let column = -1;
  for (let below = at + 1; below < lines.length; below++) {
    const line = lines[below] as Line;
    if (!line.isBlank) break;
    if (line.directives.length > 0) column = Math.max(column, line.column);
  }
  return column;
}
