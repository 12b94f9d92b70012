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
}

const WORD = /[\p{L}_$][\p{L}\p{N}_$]*(?:-[\p{L}\p{N}_$]+)*/uy;
const NUMBER = /\d[\w.]*/y;
const BLANK = /\s+/y;

/**
 * Takes a program apart, by no more of its grammar than what its words, strings and comments look like. It never fails:
 * what it does not know is a sign of one letter.
 *
 * @param dashes whether a word may hold dashes, as in HCL.
 */
export function tokensOf(text: string, lexis: Lexis, dashes = false): Token[] {
  const tokens: Token[] = [];
  const match = (pattern: RegExp, at: number): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  for (let at = 0; at < text.length; ) {
    const skipped = match(BLANK, at) ?? match(lexis.comment, at);
    if (skipped !== null) {
      at += skipped[0].length;
      continue;
    }
    const string = match(lexis.string, at);
    if (string?.groups !== undefined) {
      const { prefix = '' } = string.groups;
      const quote = string.groups['quote'] ?? string.groups['quote2'] ?? '';
      const inner = string.groups['text'] ?? string.groups['text2'] ?? '';
      const offset = at + string[0].indexOf(inner, prefix.length + quote.length);
      tokens.push({ type: 'string', text: inner, offset, form: lexis.form(prefix, quote) });
      at += string[0].length;
      continue;
    }
    const word = match(WORD, at)?.[0];
    const own = word === undefined || dashes ? word : (word.split('-')[0] as string);
    const number = own === undefined ? match(NUMBER, at)?.[0] : undefined;
    const token = own ?? number ?? (text[at] as string);
    tokens.push({
      type: own !== undefined ? 'word' : number !== undefined ? 'number' : 'sign',
      text: token,
      offset: at,
    });
    at += token.length;
  }
  return tokens;
}

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

/** The index of the sign that closes the one at an index; that of the last token where none does. */
export function closingOf(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const { type, text } = tokens[at] as Token;
    if (type !== 'sign') continue;
    if (text in CLOSING) depth++;
    else if (text === '}' || text === ')' || text === ']') {
      depth--;
      if (depth === 0) return at;
    }
  }
  return tokens.length - 1;
}

/** The index of the sign that opens what is closed at an index; -1 where none does. */
export function openingOf(tokens: readonly Token[], close: number): number {
  let depth = 0;
  for (let at = close; at >= 0; at--) {
    const { type, text } = tokens[at] as Token;
    if (type !== 'sign') continue;
    if (text === '}' || text === ')' || text === ']') depth++;
    else if (text in CLOSING) {
      depth--;
      if (depth === 0) return at;
    }
  }
  return -1;
}

/** A value under a key, or (with the key `null`) an argument by its place. */
export interface Member {
  readonly key: string | null;
  /** The tokens of the value. */
  readonly value: readonly Token[];
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
  let current: Token[] = [];
  const finish = () => {
    if (current.length > 0) members.push(memberOf(current));
    current = [];
  };
  for (let at = open + 1; at < close; at++) {
    const token = tokens[at] as Token;
    const previous = current.at(-1);
    const isNextLine =
      byLine &&
      previous !== undefined &&
      text.slice(previous.offset + previous.text.length, token.offset).includes('\n');
    if (isNextLine && !/^[=:]$/.test(token.text) && previous?.text !== '=') finish();
    if (token.type === 'sign' && token.text === ',') {
      finish();
      continue;
    }
    current.push(token);
    if (token.type === 'sign' && token.text in CLOSING) {
      const end = closingOf(tokens, at);
      for (at++; at <= end && at < close; at++) current.push(tokens[at] as Token);
      at--;
    }
  }
  finish();
  return members;
}

function memberOf(tokens: readonly Token[]): Member {
  const [first, second] = tokens;
  const isKey = first?.type === 'word' || first?.type === 'string';
  const isPair =
    isKey && second?.type === 'sign' && (second.text === ':' || second.text === '=') && tokens[2]?.text !== '=';
  return isPair ? { key: first.text, value: tokens.slice(2) } : { key: null, value: tokens };
}
