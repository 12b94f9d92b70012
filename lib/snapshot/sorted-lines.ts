/** Lines of a text that each begin with `"<key>":`, sorted by {@link compareText}; a key is found by halves. */
export class SortedLines {
  readonly #text: string;
  readonly #begin: number;
  readonly #end: number;

  /** @param end the offset after the last line's line feed. */
  constructor(text: string, begin: number, end: number) {
    this.#text = text;
    this.#begin = begin;
    this.#end = end;
  }

  /** The line of a key, without its line feed; `undefined` where there is none. */
  get(key: string): string | undefined {
    const start = this.#firstFrom(key);
    return start < this.#end && this.#keyAt(start) === key ? this.#lineAt(start) : undefined;
  }

  /** The keys that begin with a prefix, each with its line, in order. */
  *withPrefix(prefix: string): Generator<readonly [key: string, line: string]> {
    for (let start = this.#firstFrom(prefix); start < this.#end; ) {
      const key = this.#keyAt(start);
      if (!key.startsWith(prefix)) return;
      const line = this.#lineAt(start);
      yield [key, line];
      start += line.length + 1;
    }
  }

  /** The key and line that hold an offset. */
  around(offset: number): readonly [key: string, line: string] {
    const start = this.#startOf(offset);
    return [this.#keyAt(start), this.#lineAt(start)];
  }

  /** Where the first line begins whose key is not before this one. */
  #firstFrom(key: string): number {
    let [low, high] = [this.#begin, this.#end];
    while (low < high) {
      const start = this.#startOf((low + high) >> 1);
      if (this.#keyAt(start) < key) low = this.#text.indexOf('\n', start) + 1;
      else high = start;
    }
    return low;
  }

  #startOf(offset: number): number {
    return this.#text.lastIndexOf('\n', offset - 1) + 1;
  }

  #keyAt(start: number): string {
    return this.#text.slice(start + 1, this.#text.indexOf('":', start));
  }

  #lineAt(start: number): string {
    return this.#text.slice(start, this.#text.indexOf('\n', start));
  }
}
