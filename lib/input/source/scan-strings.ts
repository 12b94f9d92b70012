import { addAll } from '../../model/lists.ts';
import { RUN_TIME } from './api-names.ts';
import type { Piece } from './embedded.ts';
import { MOST_PUT_IN, piecesOf, readEmbedded } from './embedded.ts';
import type { Found } from './found.ts';
import { readMentions } from './mentions.ts';
import type { Scanned } from './scan.ts';
import type { Token } from './tokens.ts';
import { closingOf, enclosedIn, isSign, startsLine } from './tokens.ts';

/** How the strings of a program are read. */
export interface StringRules {
  /** Whether a string says nothing to the program, as documentation does. */
  readonly isPassedOver: (at: number) => boolean;
  /** Whether strings beside one another are one. */
  readonly joinsBeside: boolean;
}

/** Reads the strings: paths of the API server, and manifests. Those that are put together are read as one. */
export function readStrings(scanned: Scanned, rules: StringRules, found: Found): void {
  const { tokens } = scanned;
  const budget = { left: MOST_PUT_IN * scanned.text.length };
  const enclosed = enclosedIn(tokens);
  const isBeside = (at: number): boolean =>
    rules.joinsBeside &&
    tokens[at]?.type === 'string' &&
    (enclosed[at] === true || !startsLine(tokens, at, scanned.text));
  const joined = new Set<number>();
  tokens.forEach(({ type, text, offset }, at) => {
    if (type !== 'string' || rules.isPassedOver(at)) return;
    readMentions(text, offset, found);
    if (joined.has(at)) return;
    const parts = [at];
    for (let next = at + 1; ; ) {
      const part = isBeside(next) ? next : addedAt(tokens, next);
      if (part === null) break;
      parts.push(part);
      joined.add(part);
      next = endOfPart(tokens, part);
    }
    if (!parts.some((part) => tokens[part]?.type === 'string' && /\/apis?\/|apiVersion/.test(tokens[part].text)))
      return;
    const pieces: Piece[] = [];
    for (const part of parts) addAll(pieces, piecesOfPart(part, scanned, budget));
    readEmbedded(pieces, found);
  });
}

/** The index of the string or name that a `+` at an index adds; `null` where none stands there, or it adds something else. */
function addedAt(tokens: readonly Token[], at: number): number | null {
  const added = tokens[at + 1];
  return isSign(tokens[at], '+') && (added?.type === 'string' || added?.type === 'word') ? at + 1 : null;
}

/** The index after a string, or after a name with what it is called with: strings in there are none of the sum. */
function endOfPart(tokens: readonly Token[], at: number): number {
  let next = at + 1;
  while (tokens[at]?.type === 'word') {
    if (isSign(tokens[next], '.') && tokens[next + 1]?.type === 'word') next += 2;
    else if (isSign(tokens[next], '(') || isSign(tokens[next], '[')) next = closingOf(tokens, next) + 1;
    else break;
  }
  return next;
}

/** How many letters may still be put in, in all strings of the program. */
interface Budget {
  left: number;
}

function piecesOfPart(at: number, scanned: Scanned, budget: Budget): Piece[] {
  const token = scanned.tokens[at] as Token;
  if (token.type === 'string') return piecesWithHoles(token, scanned, budget);
  const end = endOfPart(scanned.tokens, at);
  const name = end === at + 1 ? token.text : '';
  return [{ text: putIn(name, scanned, budget), offset: token.offset, verbatim: false }];
}

function piecesWithHoles(token: Token, scanned: Scanned, budget: Budget): Piece[] {
  const plain = (text: string, offset: number): Piece[] =>
    token.form === 'raw' ? [{ text, offset, verbatim: true }] : piecesOf(text, offset);
  const pattern = scanned.holes(token);
  if (pattern === null) return plain(token.text, token.offset);
  const pieces: Piece[] = [];
  let last = 0;
  for (const { 0: whole, index, groups } of token.text.matchAll(new RegExp(pattern, 'g'))) {
    addAll(pieces, plain(token.text.slice(last, index), token.offset + last));
    const text = groups?.['sign']?.[0] ?? putIn(groups?.['name'] ?? '', scanned, budget);
    pieces.push({ text, offset: token.offset + index, verbatim: false });
    last = index + whole.length;
  }
  addAll(pieces, plain(token.text.slice(last), token.offset + last));
  return pieces;
}

/** What stands for a name where it is put into a string. */
function putIn(name: string, { constants }: Scanned, budget: Budget): string {
  const text = constants.get(name);
  if (text === undefined || text.length > budget.left) return RUN_TIME;
  budget.left -= text.length;
  return text;
}
