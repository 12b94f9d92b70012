import { jsonText } from './text.ts';

/** How many members of a list are made at a time: each call of `JSON.stringify` costs as much as some of them. */
const AT_A_TIME = 64;

/** A list that is to be made while it is written. */
class Members {
  readonly #list: readonly unknown[];
  readonly #of: (member: never, at: number) => unknown;

  constructor(list: readonly unknown[], of: (member: never, at: number) => unknown) {
    this.#list = list;
    this.#of = of;
  }

  /** Its members as JSON, set so many levels further in, a few at a time. */
  *pieces(levels: number): Generator<Iterable<string>> {
    for (let from = 0; from < this.#list.length; from += AT_A_TIME) {
      const some = this.#list.slice(from, from + AT_A_TIME);
      yield [
        indented(
          some.map((member, at) => this.#of(member as never, from + at)),
          levels,
        ),
      ];
    }
  }
}

/** What a list's members become, made a few at a time, so that the whole need not be held. */
export function mapped<T>(list: readonly T[], of: (member: T, at: number) => unknown): object {
  return new Members(list, of);
}

/** An object or a list whose members are written one by one. */
class Parts {
  readonly whole: object;

  constructor(whole: object) {
    this.whole = whole;
  }
}

/** An object or a list in which something is {@link mapped}. */
export function inParts(whole: object): object {
  return new Parts(whole);
}

/**
 * An object as JSON in pieces, laid out as `JSON.stringify` does with two blanks a level. Lists that are {@link mapped} are made
 * a few members at a time: there is no text of more than half a gigabyte.
 *
 * @param object its members are values of JSON, lists that are mapped, or {@link inParts}.
 */
export function jsonPieces(object: object): Iterable<string> {
  return pieces(new Parts(object), '');
}

function pieces(value: unknown, indent: string): Iterable<string> {
  const deeper = `${indent}  `;
  if (value instanceof Members) return enclosed('[', ']', indent, value.pieces(deeper.length / 2));
  if (!(value instanceof Parts)) return [indented([value], indent.length / 2)];
  const { whole } = value;
  if (!Array.isArray(whole)) return enclosed('{', '}', indent, entryPieces(whole, deeper));
  const members = whole.map((member) => pieces(member, deeper));
  return enclosed('[', ']', indent, members);
}

/**
 * JSON for so many levels further in, one value behind the other: `JSON.stringify` itself sets it there, where the values are in as
 * many lists.
 */
function indented(values: readonly unknown[], levels: number): string {
  let nested: unknown = values;
  for (let level = 1; level < levels; level++) nested = [nested];
  // Of each list a line with its bracket stands before, and one behind; then there are the blanks before the value itself.
  const blanks = levels * (levels - 1);
  return jsonText(nested, 2).slice(blanks + 4 * levels, -(blanks + 2 * levels));
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

function* entryPieces(object: object, indent: string): Generator<Iterable<string>> {
  for (const [key, value] of Object.entries(object)) if (value !== undefined) yield entry(key, value, indent);
}

function* entry(key: string, value: unknown, indent: string): Generator<string> {
  yield `${jsonText(key)}: `;
  yield* pieces(value, indent);
}
