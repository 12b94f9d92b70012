import type { Position, Positions } from '../model/location.ts';
import { LineIndex } from '../model/location.ts';
import type { Guarded, Resource } from '../model/resource.ts';
import type { Expanded } from './helm-expand.ts';
import type { SourcedChunk } from './helm-source.ts';

/** A template, and what can be told of it without rendering. */
export interface TemplateText {
  /** Its text, line by line. */
  readonly lines: readonly string[];
  readonly expanded: Expanded;
  /** The objects whose apiVersion and kind stand in it; their offsets count in `expanded`. */
  readonly pairs: readonly Resource[];
}

/** Where what Helm printed of one template stands in the template. */
export interface Places extends Positions {
  guardAt(offset: number): Guarded | null;
}

/** The place of one printed document, and which lines of the template are its own. */
interface Anchor {
  readonly position: Position;
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
  const taken = new Map<Resource, number>();
  const anchorOf = (at: number): Anchor => {
    const known = anchors.get(at);
    if (known !== undefined) return known;
    const chunk = chunks[at];
    const made = chunk === undefined ? { position: TOP, guarded: null } : anchor(printed.slice(chunk.start, chunk.end));
    anchors.set(at, made);
    return made;
  };
  const anchor = (document: string): Anchor => {
    const head = headOf(document);
    const alike = template.pairs.filter(
      ({ apiVersion, gvk }) => apiVersion === head.apiVersion && gvk.kind === head.kind,
    );
    const named = alike.find(({ name }) => name !== null && name === head.name);
    const pair = named ?? alike.toSorted((a, b) => (taken.get(a) ?? 0) - (taken.get(b) ?? 0))[0];
    if (pair === undefined) return { position: ofKind(head.kind, own) ?? TOP, guarded: null };
    taken.set(pair, (taken.get(pair) ?? 0) + 1);
    return { position: pair.source.lines.position(pair.offset), guarded: template.expanded.guardAt(pair.offset) };
  };
  const chunkAt = (offset: number) => chunks.findLastIndex(({ start }) => start <= offset);
  return {
    guardAt: (offset) => anchorOf(chunkAt(offset)).guarded,
    position: (offset) => {
      // The documents before take their places first, so that the same question has the same answer in any order.
      const at = chunkAt(offset);
      for (let before = 0; before < at; before++) anchorOf(before);
      const { position } = anchorOf(at);
      const { line, column } = index.position(offset);
      const written = lines[line - 1] ?? '';
      if (/^apiVersion:/.test(written)) return position;
      return sameLine(written, column, own, position.line) ?? position;
    },
  };
}

interface DocumentHead {
  readonly apiVersion: string | null;
  readonly kind: string | null;
  readonly name: string | null;
}

function headOf(document: string): DocumentHead {
  const value = (pattern: RegExp) => pattern.exec(document)?.[1]?.replace(/^["']|["']$/g, '') ?? null;
  return {
    apiVersion: value(/^apiVersion:[ \t]*(\S+)/m),
    kind: value(/^kind:[ \t]*(\S+)/m),
    name: value(/^metadata:[^\n]*\n(?:[ \t]+[^\n]*\n)*?[ \t]+name:[ \t]*(\S+)/m),
  };
}

/** The apiVersion next to the line that says the kind, or the only one there is. */
function ofKind(kind: string | null, lines: readonly string[]): Position | null {
  const versions = lines.flatMap((line, at) => (/^\s*apiVersion:/.test(line) ? [at] : []));
  const kinds = lines.flatMap((line, at) => (/^\s*kind:\s*["']?([\w.]+)/.exec(line)?.[1] === kind ? [at] : []));
  const [near] = versions
    .flatMap((at) => kinds.map((other) => ({ at, far: Math.abs(at - other) })))
    .sort((a, b) => a.far - b.far);
  const line = near?.at ?? (versions.length === 1 ? versions[0] : undefined);
  return line === undefined ? null : { line: line + 1, column: valueColumn(lines[line] as string) };
}

function valueColumn(line: string): number {
  return (/^[\s-]*[^\s:]+:\s*["']?/.exec(line)?.[0].length ?? 0) + 1;
}

/** The line of the template, from a line on, that reads as a printed one, or that gives its key. */
function sameLine(printed: string, column: number, lines: readonly string[], from: number): Position | null {
  const text = printed.trim();
  if (text === '') return null;
  const same = lines.findIndex((line, at) => at >= from && line.trim() === text);
  if (same !== -1) {
    const shift = indentOf(lines[same] as string) - indentOf(printed);
    return { line: same + 1, column: Math.max(1, column + shift) };
  }
  const key = /^(?:- )*([\w./-]+:)(?:\s|$)/.exec(text)?.[1];
  if (key === undefined) return null;
  const candidates = lines.flatMap((line, at) => (at >= from && hasKey(line, key) && line.includes('{{') ? [at] : []));
  const [only] = candidates;
  if (only === undefined || candidates.length > 1) return null;
  return { line: only + 1, column: valueColumn(lines[only] as string) };
}

function hasKey(line: string, key: string): boolean {
  return line
    .trim()
    .replace(/^(?:- )*/, '')
    .startsWith(key);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
