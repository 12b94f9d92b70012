import type { Event } from 'js-yaml';
import { isFailure } from './events.ts';
import { parseYaml } from './yaml.ts';

/**
 * Parses a YAML text that only libyaml takes. By it Kubernetes, kubectl, kustomize and Helm read (go-yaml is a port of it). YAML
 * 1.2 wants each line of a quoted text and of a flow collection (`[a, b]`) to be indented further than the key or the dash
 * before it, and js-yaml holds to that; libyaml takes any indentation there. Generators of CRDs have long written descriptions so.
 * Nor does it want a blank before the comment behind these; and js-yaml takes no tab before or in a flow collection, which YAML does.
 *
 * @returns the events, and the text that their offsets count in: see {@link withLooseLinesJoined}. `null` where that is not
 *   what is wrong with it.
 */
export function parseLoosely(text: string): { readonly text: string; readonly events: readonly Event[] } | null {
  const joined = withLooseLinesJoined(text);
  const events = joined === null ? null : parseYaml(joined);
  return joined === null || events === null || isFailure(events) ? null : { text: joined, events };
}

/**
 * A text with blanks for the line breaks before lines that are not indented far enough, and for the tabs and comments that js-yaml
 * does not take. It is as long as it was, so that all offsets stay; a quoted text has more blanks there than the one that the
 * break stands for.
 *
 * @returns `null` where there is nothing of this, no end to a quote, or a key of several lines.
 */
export function withLooseLinesJoined(text: string): string | null {
  const gaps = new LooseLines(text).gaps();
  if (gaps === null || gaps.length === 0) return null;
  let joined = '';
  let at = 0;
  for (const { start, end } of gaps) {
    joined += text.slice(at, start) + ' '.repeat(end - start);
    at = end;
  }
  return joined + text.slice(at);
}

/** A stretch of a text, as offsets, for which blanks are to stand. */
interface Gap {
  readonly start: number;
  readonly end: number;
}

/** Goes through a text once, and finds what is to be blank. */
class LooseLines {
  readonly #text: string;
  readonly #gaps: Gap[] = [];
  /** Where the line begins that is gone through. */
  #line = 0;
  /** What is indented further than this belongs to a block scalar or to plain words; `null` where neither is open. */
  #above: number | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** `null` where a quote or a collection has no end, or is a key of several lines. */
  gaps(): readonly Gap[] | null {
    const text = this.#text;
    while (this.#line < text.length) {
      const at = this.#afterBlanks(this.#line);
      const isInside = this.#above !== null && at - this.#line > this.#above;
      let end: number | null = at;
      if (!isInside && !this.#isLineEnd(at) && text[at] !== '#') {
        this.#above = null;
        end = this.#content(at);
      }
      if (end === null) return null;
      const feed = text.indexOf('\n', end);
      this.#line = feed === -1 ? text.length : feed + 1;
    }
    return this.#gaps;
  }

  /** Goes through what begins at `at`: keys and dashes, until a value. Gives an offset in the line that it ends in. */
  #content(at: number): number | null {
    const text = this.#text;
    let parent = -1;
    if (at === this.#line && text.startsWith('---', at) && this.#isBlank(at + 3)) at = this.#afterBlanks(at + 3);
    while (!this.#isLineEnd(at)) {
      const sign = text[at] as string;
      if ('-?:'.includes(sign) && this.#isBlank(at + 1)) {
        parent = at - this.#line;
        at = this.#afterBlanks(at + 1);
      } else if (sign === '&' || sign === '!') {
        at = this.#afterBlanks(this.#afterWord(at));
      } else if (sign === '|' || sign === '>') {
        this.#above = parent;
        return at;
      } else if ('"\'[{'.includes(sign)) {
        const line = this.#line;
        const end = '[{'.includes(sign) ? this.#flow(at, parent) : this.#quoted(at, parent);
        if (end === null) return null;
        const next = this.#afterBlanks(end);
        if (text[next] !== ':') return this.#afterComment(end);
        // A key has one line to itself, to libyaml as well.
        if (text.slice(at, end).includes('\n')) return null;
        parent = at - line;
        at = this.#valueAfter(next);
      } else {
        const colon = this.#keyEnd(at);
        if (colon === null) {
          // Words in a line of their own go on in lines as far to the right.
          const above = parent === -1 ? at - this.#line - 1 : parent;
          this.#above = sign === '#' ? null : above;
          return at;
        }
        parent = at - this.#line;
        at = this.#valueAfter(colon);
      }
    }
    return at;
  }

  /** Where the value begins whose key ends with the colon at `at`. */
  #valueAfter(at: number): number {
    const start = at + 1;
    let end = start;
    while (this.#text[end] === ' ' || this.#text[end] === '\t') end++;
    const isFlow = '[{'.includes(this.#text[end] ?? ' ');
    if (isFlow && this.#text.slice(start, end).includes('\t')) this.#gaps.push({ start, end });
    return end;
  }

  /** Goes over a comment that no blank parts from what it follows. */
  #afterComment(at: number): number {
    if (this.#text[at] !== '#') return at;
    const feed = this.#text.indexOf('\n', at);
    const end = feed === -1 ? this.#text.length : feed;
    this.#gaps.push({ start: at, end });
    return end;
  }

  /** The offset of the colon behind a plain key that begins at `at`, in its line. */
  #keyEnd(at: number): number | null {
    const text = this.#text;
    for (; !this.#isLineEnd(at); at++) {
      if (text[at] === ':' && this.#isBlank(at + 1)) return at;
      if (text[at] === '#' && this.#isBlank(at - 1)) return null;
    }
    return null;
  }

  /** Where a quoted text ends that begins at `at`. */
  #quoted(at: number, parent: number): number | null {
    const text = this.#text;
    const quote = text[at];
    for (at++; at < text.length; at++) {
      const sign = text[at];
      if (sign === '\n') at = this.#lineBreak(at, parent, false) - 1;
      else if (sign === '\\' && quote === '"' && !this.#isLineEnd(at + 1)) at++;
      else if (sign === quote && quote === "'" && text[at + 1] === quote) at++;
      else if (sign === quote) return at + 1;
    }
    return null;
  }

  /** Where a flow collection ends that begins at `at`. */
  #flow(at: number, parent: number): number | null {
    const text = this.#text;
    let depth = 0;
    /** Whether a quote would begin a quoted text, and not stand in plain words. */
    let isStart = true;
    while (at < text.length) {
      const sign = text[at] as string;
      if (sign === '\n' || (sign === '#' && this.#isBlank(at - 1))) {
        at = this.#lineBreak(at, parent, true);
        continue;
      }
      if (sign === '\t') {
        this.#gaps.push({ start: at, end: at + 1 });
        at++;
        continue;
      }
      if (isStart && (sign === '"' || sign === "'")) {
        const end = this.#quoted(at, parent);
        if (end === null) return null;
        at = end;
        // What follows a quoted key's colon may be a quoted value without a blank.
        isStart = text[at] === ':';
        if (isStart) at++;
        continue;
      }
      if ('[{'.includes(sign)) depth++;
      else if (']}'.includes(sign)) depth--;
      at++;
      if (depth === 0) return at;
      isStart = '[{,'.includes(sign) || (sign === ':' && this.#isBlank(at)) || (isStart && this.#isBlank(at - 1));
    }
    return null;
  }

  /** Goes over the end of a line, and over what has nothing on it. Gives the offset of the next sign, in a line that it begins. */
  #lineBreak(at: number, parent: number, hasComments: boolean): number {
    const text = this.#text;
    let start = at;
    while (this.#isBlank(start - 1)) start--;
    for (;;) {
      if (hasComments && text[at] === '#') {
        const feed = text.indexOf('\n', at);
        at = feed === -1 ? text.length : feed;
      }
      if (text[at] !== '\n') break;
      this.#line = at + 1;
      at = this.#line;
      while (at < text.length && text[at] !== '\n' && this.#isBlank(at)) at++;
    }
    const isLoose = at - this.#line <= parent || text.slice(this.#line, at).includes('\t');
    if (!isLoose || at === text.length) return at;
    // Tabs at the end of the line were taken one by one.
    while ((this.#gaps.at(-1)?.start ?? -1) >= start) this.#gaps.pop();
    this.#gaps.push({ start, end: at });
    return at;
  }

  #afterBlanks(at: number): number {
    while (this.#text[at] === ' ') at++;
    return at;
  }

  #afterWord(at: number): number {
    while (!this.#isBlank(at)) at++;
    return at;
  }

  #isBlank(at: number): boolean {
    const sign = this.#text[at];
    return sign === undefined || ' \t\r\n'.includes(sign);
  }

  #isLineEnd(at: number): boolean {
    const sign = this.#text[at];
    return sign === undefined || sign === '\n' || (sign === '\r' && this.#text[at + 1] === '\n');
  }
}
