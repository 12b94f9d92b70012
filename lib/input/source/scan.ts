import { apiOfObject, apiOfPlugin, apiOfResource, isGroupName, isVersionName } from './api-names.ts';
import type { Found } from './found.ts';
import type { Member, Token } from './tokens.ts';
import { closingOf, isSign, membersOf } from './tokens.ts';

/** A program of a language that is read by its words and signs, without a grammar. */
export interface Scanned {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Texts that names in it stand for, where each is given once; dotted ones as they are written. */
  readonly constants: ReadonlyMap<string, string>;
  /** The keys under which objects and resources are written, in the spellings of the language. */
  readonly keys: Keys;
  /** Whether the end of a line ends a member too. */
  readonly byLine: boolean;
  /**
   * What is put into a string in a run, as `%s` or `{name}`; its group `name` is the name, where it is one. What stands for
   * a sign that would else begin such a thing is its group `sign`, as the `{{` of Python.
   */
  readonly holes: (token: Token) => RegExp | null;
  /** The keys of what stands in the brace at an index by its place only; `null` where it has no such keys. */
  readonly keysByPlace?: (at: number) => readonly string[] | null;
}

/** A key is matched whole. */
export interface Keys {
  readonly apiVersion: RegExp;
  readonly kind: RegExp;
  readonly group: RegExp;
  readonly version: RegExp;
  readonly resource: RegExp;
}

/** The text that a value is; `null` where only a run tells. */
export function textOfValue(value: readonly Token[], { constants, holes }: Scanned): string | null {
  const [first] = value;
  if (first === undefined) return null;
  const text = value.length === 1 ? first : wrappedIn(value);
  if (text?.type === 'string') return holes(text)?.test(text.text) === true ? null : text.text;
  const isName = value.every(({ type, text }, at) => (at % 2 === 0 ? type === 'word' : text === '.'));
  return isName ? (constants.get(written(value)) ?? null) : null;
}

/** The text of `jsii.String("a")`, `pulumi.String("a")` and `ptr.To("a")`. */
function wrappedIn(value: readonly Token[]): Token | undefined {
  const [, dot, wrapper, open, text, close] = value;
  const isWrapped = value.length === 6 && isSign(dot, '.') && isSign(open, '(') && isSign(close, ')');
  return isWrapped && /^(?:String|To)$/.test(wrapper?.text ?? '') ? text : undefined;
}

/** Reads what is written in braces and parentheses: objects with apiVersion and kind, and groups with versions. */
export function readGroups(scanned: Scanned, found: Found): void {
  scanned.tokens.forEach((token, at) => {
    if (token.type !== 'sign' || (token.text !== '{' && token.text !== '(')) return;
    const members = withKeys(
      membersOf(scanned.tokens, at, scanned.text, scanned.byLine),
      scanned.keysByPlace?.(at) ?? null,
    );
    readObject(members, scanned, found);
    readResource(members, scanned, found);
  });
}

/** Members of which none has a key are given theirs by their place, where they are as many. */
function withKeys(members: readonly Member[], keys: readonly string[] | null): readonly Member[] {
  if (keys?.length !== members.length || members.some(({ key }) => key !== null)) return members;
  return members.map((member, at) => ({ key: keys[at] ?? null, value: member.value }));
}

/** The member under a key, of some. */
export function memberNamed(members: readonly Member[], key: RegExp): Member | undefined {
  return members.find((member) => member.key !== null && key.test(member.key));
}

function readObject(members: readonly Member[], scanned: Scanned, found: Found): void {
  const apiVersion = memberNamed(members, scanned.keys.apiVersion)?.value;
  const [first] = apiVersion ?? [];
  if (apiVersion === undefined || first === undefined) return;
  const kind = memberNamed(members, scanned.keys.kind)?.value;
  const given = textOfValue(apiVersion, scanned);
  if (kind === undefined) {
    const plugin = given === null ? null : apiOfPlugin(given);
    if (plugin !== null) found.use(first.offset, `${given} ExecCredential`, plugin);
    return;
  }
  const name = textOfValue(kind, scanned);
  const group = memberNamed(members, scanned.keys.group)?.value;
  // Clients that look kinds up take a group beside a version, and call that an apiVersion all the same.
  const isSplit = group !== undefined && given !== null && isVersionName(given);
  const groupText = isSplit ? textOfValue(group, scanned) : '';
  if (groupText === null) {
    found.runTime(first.offset, written(group ?? []));
    return;
  }
  const version = groupText === '' || !isGroupName(groupText) ? given : `${groupText}/${given}`;
  if (version !== null && name !== null) {
    const api = apiOfObject(version, name);
    if (api !== null) found.use(first.offset, `${version} ${name}`, api);
  } else if (version !== null || name !== null) {
    found.settle(first.offset);
    found.runTime(first.offset, written(version === null ? apiVersion : kind));
  }
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
