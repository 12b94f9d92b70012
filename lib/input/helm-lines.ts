import { lastAtMost } from '../model/last-at-most.ts';
import { addTo } from '../model/lists.ts';
import type { Position } from '../model/location.ts';

/** The lines of a template by what is looked for in them; all numbers count from 0, and are in order. */
interface Lines {
  /** By what they read without the blanks around them. */
  readonly byText: ReadonlyMap<string, readonly number[]>;
  /** Those that hold an action, by the key that they begin with. */
  readonly computed: ReadonlyMap<string, readonly number[]>;
  /** Those that give an apiVersion, and those of them that compute it. */
  readonly versions: readonly number[];
  readonly computedVersions: readonly number[];
  /** Those that give a kind, by that kind. */
  readonly kinds: ReadonlyMap<string, readonly number[]>;
}

/** A template may have thousands of documents, and each asks for its lines: they are gone through once. */
const known = new WeakMap<readonly string[], Lines>();

function linesIn(lines: readonly string[]): Lines {
  const before = known.get(lines);
  if (before !== undefined) return before;
  const byText = new Map<string, number[]>();
  const computed = new Map<string, number[]>();
  const versions: number[] = [];
  const kinds = new Map<string, number[]>();
  for (const [at, line] of lines.entries()) {
    addTo(byText, line.trim(), at);
    const key = line.includes('{{') ? KEY.exec(line)?.[1] : undefined;
    if (key !== undefined) addTo(computed, key, at);
    if (/^\s*apiVersion:/.test(line)) versions.push(at);
    const kind = /^\s*kind:\s*["']?([\w.]+)/.exec(line)?.[1];
    if (kind !== undefined) addTo(kinds, kind, at);
  }
  const computedVersions = versions.filter((at) => lines[at]?.includes('{{') === true);
  const found = { byText, computed, versions, computedVersions, kinds };
  known.set(lines, found);
  return found;
}

/** The key of a line, after its dashes. */
const KEY = /^\s*(?:- )*([\w./-]+:)/;

/** The apiVersion next to the line that says the kind, or the only one there is: of those that are computed, where there are any. */
export function placeOfKind(kind: string | null, lines: readonly string[]): Position | null {
  const { versions: all, computedVersions, kinds } = linesIn(lines);
  const versions = computedVersions.length > 0 ? computedVersions : all;
  let near: { at: number; far: number } | undefined;
  for (const other of kinds.get(kind ?? '') ?? []) {
    const before = lastAtMost(versions, (at) => at, other);
    for (const at of versions.slice(Math.max(0, before), before + 2)) {
      const far = Math.abs(at - other);
      // Of two as near, the one that stands first.
      if (near === undefined || far < near.far || (far === near.far && at < near.at)) near = { at, far };
    }
  }
  const line = near?.at ?? (versions.length === 1 ? versions[0] : undefined);
  return line === undefined ? null : { line: line + 1, column: valueColumn(lines[line] as string) };
}

function valueColumn(line: string): number {
  return (/^[\s-]*[^\s:]+:\s*["']?/.exec(line)?.[0].length ?? 0) + 1;
}

/** The line of the template, from a line on, that reads as a printed one, or that gives its key. */
export function sameLine(printed: string, column: number, lines: readonly string[], from: number): Position | null {
  const text = printed.trim();
  if (text === '') return null;
  const { byText, computed } = linesIn(lines);
  const [same] = firstFrom(byText.get(text), from, 1);
  if (same !== undefined) return shifted(printed, column, lines, same);
  const key = /^(?:- )*([\w./-]+:)(?:\s|$)/.exec(text)?.[1];
  if (key === undefined) return null;
  const candidates = firstFrom(computed.get(key), from, 2);
  const [only] = candidates;
  if (only === undefined || candidates.length > 1) return null;
  return { line: only + 1, column: valueColumn(lines[only] as string) };
}

/** The last line of the template before a line, by its number from 1, that reads as a printed one. */
export function lineBefore(printed: string, column: number, lines: readonly string[], line: number): Position | null {
  const same = linesIn(lines).byText.get(printed.trim()) ?? [];
  const at = same[lastAtMost(same, (each) => each, line - 2)];
  return at === undefined || printed.trim() === '' ? null : shifted(printed, column, lines, at);
}

/** The place on the line of a position, where that reads as the printed one. */
export function onSameLine(
  printed: string,
  column: number,
  lines: readonly string[],
  { line }: Position,
): Position | null {
  return lines[line - 1]?.trim() === printed.trim() ? shifted(printed, column, lines, line - 1) : null;
}

/** A column of a printed line on the line of the template that reads the same, though it may be indented otherwise. */
function shifted(printed: string, column: number, lines: readonly string[], at: number): Position {
  const shift = indentOf(lines[at] as string) - indentOf(printed);
  return { line: at + 1, column: Math.max(1, column + shift) };
}

/** The first of some lines that are not before a line. */
function firstFrom(lines: readonly number[] = [], from: number, count: number): readonly number[] {
  const before = lastAtMost(lines, (at) => at, from - 1);
  return lines.slice(before + 1, before + 1 + count);
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
