import { lastAtMost } from './last-at-most.ts';

/** A place in an input. Line and column count from 1; `column` counts UTF-16 code units. */
export interface Location {
  /** The path as shown to people: relative, with forward slashes; `-` for standard input. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Which document of the file, from 0. */
  readonly document: number;
  /** RFC 6901 JSON pointer inside that document; the empty string is the whole document. */
  readonly path: string;
  /** In what Helm printed: the template it came of, as Helm names it (`shop/templates/web.yaml`). */
  readonly template?: string;
}

/** Line and column, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Tells where the offsets of a text stand for people: in the text itself, or in the file it was made of. */
export interface Positions {
  /** @param offset a 0-based UTF-16 offset into the text; one past the end is allowed. */
  position(offset: number): Position;
}

/** Finds line and column of an offset in a text. The text is looked through no further than it is asked about. */
export class LineIndex implements Positions {
  readonly #text: string;
  readonly #first: number;
  /** Where the lines begin that are known so far, and whether they are all. */
  readonly #starts: number[] = [0];
  #complete = false;

  /** @param first the line that the text begins in: of a file that is read in portions, one further on. */
  constructor(text: string, first = 1) {
    this.#text = text;
    this.#first = first;
  }

  /** @param offset a 0-based UTF-16 offset into the text; one past the end is allowed. */
  position(offset: number): Position {
    const starts = this.#starts;
    while (!this.#complete && offset >= (starts.at(-1) as number)) this.#look();
    const line = lastAtMost(starts, (start) => start, offset);
    return { line: this.#first + line, column: offset - (starts[line] as number) + 1 };
  }

  #look(): void {
    const newline = this.#text.indexOf('\n', this.#starts.at(-1));
    if (newline === -1) this.#complete = true;
    else this.#starts.push(newline + 1);
  }
}

/** Appends one step to a JSON pointer, escaped as RFC 6901 says. */
export function pointer(base: string, step: string | number): string {
  if (typeof step === 'number') return `${base}/${step}`;
  return `${base}/${step.includes('~') || step.includes('/') ? step.replaceAll('~', '~0').replaceAll('/', '~1') : step}`;
}

/** A JSON pointer and those to all that the place lies in, the innermost first; the whole document, the empty one, is last. */
export function pointersAround(path: string): readonly string[] {
  const pointers = [path];
  for (let end = path.length; end > 0; ) {
    end = Math.max(0, path.lastIndexOf('/', end - 1));
    pointers.push(path.slice(0, end));
  }
  return pointers;
}

/** Orders JSON pointers step by step, indices of lists by number: `/items/9` comes before `/items/10`. */
export function comparePointers(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const [one, other] = [left[at] as string, right[at] as string];
    if (one === other) continue;
    if (INDEX.test(one) && INDEX.test(other)) return Number(one) - Number(other);
    return one < other ? -1 : 1;
  }
  return left.length - right.length;
}

const INDEX = /^\d+$/;
