/** A word, string, number or sign of a program; comments and blanks are none. */
export interface Token {
  readonly type: 'word' | 'string' | 'sign' | 'number';
  /** As written; of a string what stands between its quotes, escapes and all. */
  readonly text: string;
  /** Of the text, 0-based; of a string of what stands between its quotes. */
  readonly offset: number;
  /** Of a string: whether it has no escapes (`raw`), or holds expressions in braces (`format`). */
  readonly form?: 'plain' | 'raw' | 'format';
}

/** How a language writes what is no word. */
export interface Lexis {
  /** What begins a comment that ends with the line, and one that has an end of its own. */
  readonly comment: RegExp;
  /** A string; a sticky pattern whose groups `prefix`, `quote` and `text` (or `quote2` and `text2`) say what it is made of. */
  readonly string: RegExp;
  readonly form: (prefix: string, quote: string) => 'plain' | 'raw' | 'format';
  /** What begins a string or a comment that goes on for lines, to its end; a sticky pattern. */
  readonly opening: RegExp;
}

const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const WORD_WITH_DASHES = /[\p{L}_$][\p{L}\p{N}_$]*(?:-[\p{L}\p{N}_$]+)*/uy;
const NUMBER = /\d[\w.]*/y;
const BLANK = /\s+/y;

/** What begins a string that ends with its line, if it ends before. */
const QUOTE = /["']/y;

/** How often a program may be looked through, altogether, for the ends of strings and comments that have none. */
const MOST_LOOKS = 50;

/** A program that cannot be taken apart in a time that anybody would wait. */
export class Unreadable extends Error {}

/**
 * Takes a program apart, by no more of its grammar than what its words, strings and comments look like. What it
 * does not know is a sign of one letter.
 *
 * @param dashes whether a word may hold dashes, as in HCL.
 * @throws Unreadable where thousands of strings or comments begin and do not end, and where one is millions of letters long.
 */
export function tokensOf(text: string, lexis: Lexis, dashes = false): Token[] {
  const tokens: Token[] = [];
  const match = (pattern: RegExp, at: number): RegExpExecArray | null => {
    pattern.lastIndex = at;
    try {
      return pattern.exec(text);
    } catch (error) {
      // A pattern keeps the stack for each letter of a string: millions of them fill it.
      if (!(error instanceof RangeError)) throw error;
      throw new Unreadable('a string or comment in it is too long');
    }
  };
  let looked = 0;
  /** Notes how far was looked for an end that is not there. */
  const noteOpen = (at: number, length: number) => {
    const opening = match(lexis.opening, at)?.[0].length;
    // A string has an opening and a closing; what is shorter is another one, as the `""` that `"""` begins with.
    if (opening !== undefined && length < 2 * opening) looked += text.length - at;
    else if (length === 0 && match(QUOTE, at) !== null) looked += endOfLine(text, at) - at;
    if (looked > MOST_LOOKS * text.length)
      throw new Unreadable('too many strings or comments in it begin and do not end');
  };
  for (let at = 0; at < text.length; ) {
    const skipped = match(BLANK, at) ?? match(lexis.comment, at);
    if (skipped !== null) {
      at += skipped[0].length;
      continue;
    }
    const string = match(lexis.string, at);
    noteOpen(at, string?.[0].length ?? 0);
    if (string?.groups !== undefined) {
      const { prefix = '' } = string.groups;
      const quote = string.groups['quote'] ?? string.groups['quote2'] ?? '';
      const inner = string.groups['text'] ?? string.groups['text2'] ?? '';
      const offset = at + string[0].indexOf(inner, prefix.length + quote.length);
      tokens.push({ type: 'string', text: inner, offset, form: lexis.form(prefix, quote) });
      at += string[0].length;
      continue;
    }
    const word = match(dashes ? WORD_WITH_DASHES : WORD, at)?.[0];
    const number = word === undefined ? match(NUMBER, at)?.[0] : undefined;
    const token = word ?? number ?? (text[at] as string);
    tokens.push({
      type: word !== undefined ? 'word' : number !== undefined ? 'number' : 'sign',
      text: token,
      offset: at,
    });
    at += token.length;
  }
  return tokens;
}

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

/** The signs that open and close something, by their indexes in either direction; -1 for all others. */
interface Pairs {
  readonly closing: Int32Array;
  readonly opening: Int32Array;
}

const pairs = new WeakMap<readonly Token[], Pairs>();

/** Found once for a program: thousands of signs may stand around one another. */
function pairsOf(tokens: readonly Token[]): Pairs {
  const known = pairs.get(tokens);
  if (known !== undefined) return known;
  const found = { closing: new Int32Array(tokens.length).fill(-1), opening: new Int32Array(tokens.length).fill(-1) };
  const open: number[] = [];
  tokens.forEach(({ type, text }, at) => {
    if (type !== 'sign') return;
    if (text in CLOSING) open.push(at);
    else if (isClosing(tokens[at])) {
      const from = open.pop();
      if (from === undefined) return;
      found.closing[from] = at;
      found.opening[at] = from;
    }
  });
  pairs.set(tokens, found);
  return found;
}

/** The index of the sign that closes the one at an index; that of the last token where none does. */
export function closingOf(tokens: readonly Token[], open: number): number {
  const at = pairsOf(tokens).closing[open] ?? -1;
  return at === -1 ? tokens.length - 1 : at;
}

/** The index of the sign that opens what is closed at an index; -1 where none does. */
export function openingOf(tokens: readonly Token[], close: number): number {
  return pairsOf(tokens).opening[close] ?? -1;
}

/** Whether each token stands in brackets of any kind, closed ones: the end of a line is no end of a statement there. */
export function enclosedIn(tokens: readonly Token[]): readonly boolean[] {
  const { closing, opening } = pairsOf(tokens);
  let depth = 0;
  return tokens.map((_, at) => {
    if (opening[at] !== -1) depth--;
    const isEnclosed = depth > 0;
    if (closing[at] !== -1) depth++;
    return isEnclosed;
  });
}

/** Whether a token is the first of its line. */
export function startsLine(tokens: readonly Token[], at: number, text: string): boolean {
  const [previous, token] = [tokens[at - 1], tokens[at]];
  if (previous === undefined || token === undefined) return true;
  return text.slice(previous.offset + previous.text.length, token.offset).includes('\n');
}

/** Whether a token is a certain sign, and no string that looks like it. */
export function isSign(token: Token | undefined, text: string): boolean {
  return token?.type === 'sign' && token.text === text;
}

/** Whether a token is a sign that opens something. */
export function isOpening(token: Token | undefined): boolean {
  return token?.type === 'sign' && token.text in CLOSING;
}

/** Whether a token is a sign that closes something. */
export function isClosing(token: Token | undefined): boolean {
  return token?.type === 'sign' && /^[)\]}]$/.test(token.text);
}

/** A value under a key, or (with the key `null`) an argument by its place. */
export interface Member {
  readonly key: string | null;
  /** The tokens of the value: its first ones where they are more than are ever looked at, {@link MOST_VALUE_TOKENS}. */
  readonly value: readonly Token[];
}

/** More of them than are ever shown of a value, and than a dotted name has. */
const MOST_VALUE_TOKENS = 200;

/**
 * A member whose tokens are copied out when they are asked for: most are not. Each stands in all that is around it, so that no
 * more are copied than are looked at.
 */
class TokenMember implements Member {
  readonly key: string | null;
  readonly #tokens: readonly Token[];
  readonly #from: number;
  readonly #to: number;

  constructor(tokens: readonly Token[], from: number, to: number) {
    const [first, second, third] = tokens.slice(from, Math.min(from + 3, to));
    const isKey = first?.type === 'word' || first?.type === 'string';
    const isPair =
      isKey && second?.type === 'sign' && (second.text === ':' || second.text === '=') && third?.text !== '=';
    this.key = isPair ? first.text : null;
    this.#tokens = tokens;
    this.#from = isPair ? from + 2 : from;
    this.#to = to;
  }

  get value(): readonly Token[] {
    return this.#tokens.slice(this.#from, Math.min(this.#to, this.#from + MOST_VALUE_TOKENS));
  }
}

/**
 * The members between an opening sign and its closing one: `a: b`, `"a": b` or `a = b`, apart from each other by commas
 * or (`byLine`) by the ends of lines.
 *
 * @param text the program, which tells where lines end.
 */
export function membersOf(tokens: readonly Token[], open: number, text: string, byLine = false): Member[] {
  const close = closingOf(tokens, open);
  const members: Member[] = [];
  let from = open + 1;
  const finish = (to: number) => {
    if (to > from) members.push(new TokenMember(tokens, from, to));
    from = to;
  };
  for (let at = open + 1; at < close; at++) {
    const token = tokens[at] as Token;
    const previous = at > from ? (tokens[at - 1] as Token) : undefined;
    const isNextLine =
      byLine &&
      previous !== undefined &&
      text.slice(previous.offset + previous.text.length, token.offset).includes('\n');
    if (isNextLine && !/^[=:]$/.test(token.text) && previous?.text !== '=') finish(at);
    if (token.type !== 'sign') continue;
    if (token.text === ',') {
      finish(at);
      from = at + 1;
    } else if (token.text in CLOSING) at = Math.min(closingOf(tokens, at), close - 1);
  }
  finish(close);
  return members;
}

/** Where a line ends that may go on behind a backslash, as a string does. */
function endOfLine(text: string, at: number): number {
  let end = text.indexOf('\n', at);
  while (end > 0 && text[end - 1] === '\\') end = text.indexOf('\n', end + 1);
  return end === -1 ? text.length : end;
}
