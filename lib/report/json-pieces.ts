import { jsonText } from './text.ts';

/**
 * An object as JSON in pieces, laid out as `JSON.stringify` does with two blanks a level. Lists that are generators are made
 * one member at a time, so that the whole need not be held: there is no text of more than half a gigabyte.
 *
 * @param value a generator, an object some of whose members are such, or a list of these; anything else in it is a value of JSON.
 */
export function jsonPieces(value: unknown, indent = ''): Iterable<string> {
  const deeper = `${indent}  `;
  if (isMembers(value)) return enclosed('[', ']', indent, memberPieces(value, deeper));
  if (holdsMembers(value)) return enclosed('{', '}', indent, entryPieces(value, deeper));
  return [indented(value, indent.length / 2)];
}

/** JSON for so many levels further in: `JSON.stringify` itself sets it there, where the value is in as many lists. */
function indented(value: unknown, levels: number): string {
  let nested = value;
  for (let level = 0; level < levels; level++) nested = [nested];
  // Of each list a line with its bracket stands before, and one behind; then there are the blanks before the value itself.
  const blanks = levels * (levels - 1);
  return jsonText(nested, 2).slice(blanks + 4 * levels, -(blanks + 2 * levels) || undefined);
}

/** What a list's members become, made one at a time. */
export function* mapped<T>(list: readonly T[], of: (member: T, at: number) => unknown): Generator<unknown> {
  for (const [at, member] of list.entries()) yield of(member, at);
}

/** Puts each of some pieces of JSON on lines of its own, and brackets around all. */
function* enclosed(open: string, close: string, indent: string, all: Iterable<Iterable<string>>): Generator<string> {
  let before = open;
  for (const pieces of all) {
    yield `${before}\n${indent}  `;
    yield* pieces;
    before = ',';
  }
  yield before === open ? `${open}${close}` : `\n${indent}${close}`;
}

function* memberPieces(members: Iterable<unknown>, indent: string): Generator<Iterable<string>> {
  for (const member of members) yield jsonPieces(member, indent);
}

function* entryPieces(object: Readonly<Record<string, unknown>>, indent: string): Generator<Iterable<string>> {
  for (const [key, value] of Object.entries(object)) if (value !== undefined) yield entry(key, value, indent);
}

function* entry(key: string, value: unknown, indent: string): Generator<string> {
  yield `${jsonText(key)}: `;
  yield* jsonPieces(value, indent);
}

function isMembers(value: unknown): value is Generator<unknown> {
  return Object.prototype.toString.call(value) === '[object Generator]';
}

function holdsMembers(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).some(isMembers);
}
