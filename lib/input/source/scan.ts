import { apiOfObject, apiOfResource, RUN_TIME } from './api-names.ts';
import type { Piece } from './embedded.ts';
import { addAll, MOST_PUT_IN, piecesOf, readEmbedded } from './embedded.ts';
import type { Found } from './found.ts';
import type { Member, Token } from './tokens.ts';
import { closingOf, membersOf } from './tokens.ts';

/** A program of a language that is read by its words and signs, without a grammar. */
export interface Scanned {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Texts that names in it stand for, where each is given once. */
  readonly constants: ReadonlyMap<string, string>;
  /** The keys under which objects and resources are written, in the spellings of the language. */
  readonly keys: Keys;
  /** Whether the end of a line ends a member too. */
  readonly byLine: boolean;
  /** What is put into a string in a run, as `%s` or `{name}`; its first group is the name, where it has one. */
  readonly holes: (token: Token) => RegExp | null;
}

/** A key is matched whole. */
export interface Keys {
  readonly apiVersion: RegExp;
  readonly kind: RegExp;
  readonly group: RegExp;
  readonly version: RegExp;
  readonly resource: RegExp;
}

/** The names that are given a text once: `NAME = "text"`, `NAME := "text"`, `NAME string = "text"`. */
export function constantsOf(tokens: readonly Token[]): Map<string, string> {
  const found = new Map<string, string | null>();
  tokens.forEach((token, at) => {
    if (token.type !== 'word' || tokens[at - 1]?.text === '.' || isArgument(tokens, at)) return;
    let next = at + 1;
    if (tokens[next]?.text === 'string' || tokens[next]?.text === ':') next++;
    if (tokens[next]?.text !== '=' || tokens[next + 1]?.text === '=') return;
    const value = tokens[next + 1];
    const follows = tokens[next + 2];
    const isWhole = value?.type === 'string' && value.form !== 'format' && !/^[+%.]$/.test(follows?.text ?? '');
    found.set(token.text, isWhole && !found.has(token.text) ? value.text : null);
  });
  return new Map([...found].filter((entry): entry is [string, string] => entry[1] !== null));
}

/** Whether a name begins an argument of a call, as keywords of Python do. Go has its constants in parentheses, too. */
function isArgument(tokens: readonly Token[], at: number): boolean {
  const [before, previous] = [tokens[at - 2], tokens[at - 1]];
  if (previous?.type !== 'sign') return false;
  const isCall = before?.type === 'word' && before.text !== 'const' && before.text !== 'var';
  return previous.text === ',' || (previous.text === '(' && isCall);
}

/** The text that a value is; `null` where only a run tells. */
export function textOfValue(value: readonly Token[], { constants, holes }: Scanned): string | null {
  const last = value.at(-1);
  if (last === undefined) return null;
  if (value.length === 1 && last.type === 'string') return holes(last)?.test(last.text) === true ? null : last.text;
  const isName = value.every(({ type, text }, at) => (at % 2 === 0 ? type === 'word' : text === '.'));
  return isName ? (constants.get(last.text) ?? null) : null;
}

/** Reads the strings: paths of the API server, and manifests. */
export function readStrings(scanned: Scanned, found: Found): void {
  const budget = { left: MOST_PUT_IN * scanned.text.length };
  for (const token of scanned.tokens) {
    if (token.type !== 'string' || !/\/apis?\/|apiVersion/.test(token.text)) continue;
    readEmbedded(piecesWithHoles(token, scanned, budget), found);
  }
}

/** @param budget how many letters may still be put in, in all strings of the program. */
function piecesWithHoles(token: Token, { constants, holes }: Scanned, budget: { left: number }): Piece[] {
  const plain = (text: string, offset: number): Piece[] =>
    token.form === 'raw' ? [{ text, offset, verbatim: true }] : piecesOf(text, offset);
  const pattern = holes(token);
  if (pattern === null) return plain(token.text, token.offset);
  const pieces: Piece[] = [];
  let last = 0;
  for (const { 0: whole, 1: name = '', index } of token.text.matchAll(new RegExp(pattern, 'g'))) {
    addAll(pieces, plain(token.text.slice(last, index), token.offset + last));
    const text = constants.get(name);
    const isKnown = text !== undefined && text.length <= budget.left;
    if (isKnown) budget.left -= text.length;
    pieces.push({ text: isKnown ? text : RUN_TIME, offset: token.offset + index, verbatim: false });
    last = index + whole.length;
  }
  addAll(pieces, plain(token.text.slice(last), token.offset + last));
  return pieces;
}

/** Reads what is written in braces and parentheses: objects with apiVersion and kind, and groups with versions. */
export function readGroups(scanned: Scanned, found: Found): void {
  scanned.tokens.forEach((token, at) => {
    if (token.type !== 'sign' || (token.text !== '{' && token.text !== '(')) return;
    const members = membersOf(scanned.tokens, at, scanned.text, scanned.byLine);
    readObject(members, scanned, found);
    readResource(members, scanned, found);
  });
}

function memberNamed(members: readonly Member[], key: RegExp): Member | undefined {
  return members.find((member) => member.key !== null && key.test(member.key));
}

function readObject(members: readonly Member[], scanned: Scanned, found: Found): void {
  const apiVersion = memberNamed(members, scanned.keys.apiVersion)?.value;
  const kind = apiVersion === undefined ? undefined : memberNamed(members, scanned.keys.kind)?.value;
  const [first] = apiVersion ?? [];
  if (apiVersion === undefined || kind === undefined || first === undefined) return;
  const [version, name] = [textOfValue(apiVersion, scanned), textOfValue(kind, scanned)];
  if (version !== null && name !== null) {
    const api = apiOfObject(version, name);
    if (api !== null) found.use(first.offset, `${version} ${name}`, api);
  } else if (version !== null || name !== null)
    found.runTime(first.offset, written(version === null ? apiVersion : kind));
}

function readResource(members: readonly Member[], scanned: Scanned, found: Found): void {
  const { keys } = scanned;
  const [named, versioned] = [memberNamed(members, keys.group), memberNamed(members, keys.version)];
  if (named === undefined || versioned === undefined) return;
  const [group, version] = [named.value, versioned.value];
  const resource = memberNamed(members, keys.resource)?.value;
  const what = resource ?? memberNamed(members, keys.kind)?.value;
  const [first] = group;
  if (first === undefined) return;
  const texts = [group, version, what].map((value) => (value === undefined ? '' : textOfValue(value, scanned)));
  const [groupText, versionText, name] = texts as [string | null, string | null, string | null];
  if (groupText === null || versionText === null || name === null) {
    if (what !== undefined) found.runTime(first.offset, written([...group, ...version]));
    return;
  }
  const isKind = resource === undefined && what !== undefined;
  const api = isKind
    ? apiOfObject(groupText === '' ? versionText : `${groupText}/${versionText}`, name)
    : apiOfResource(groupText, versionText, name);
  if (api !== null) found.use(first.offset, `${groupText}/${versionText} ${name}`.trim(), api);
}

/** Tokens as they stand in the program, more or less. */
export function written(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join('');
}

/** The index of the token after the parentheses that begin at an index; the index itself where none do. */
export function afterCall(tokens: readonly Token[], at: number): number {
  return tokens[at]?.text === '(' && tokens[at]?.type === 'sign' ? closingOf(tokens, at) + 1 : at;
}
