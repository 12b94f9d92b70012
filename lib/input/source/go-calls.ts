import { apiOfConstruct, apiOfObject, apiOfResource, isVersionName, pathsIn, RUN_TIME } from './api-names.ts';
import type { Found } from './found.ts';
import type { Import } from './go-imports.ts';
import type { Scanned } from './scan.ts';
import { memberNamed, textOfValue, written } from './scan.ts';
import type { Member, Token } from './tokens.ts';
import { closingOf, isSign, membersOf, openingOf } from './tokens.ts';

/** The types that name what is of a group, without its version, and the key of its name. */
const UNVERSIONED: Readonly<Record<string, 'Kind' | 'Resource'>> = { GroupKind: 'Kind', GroupResource: 'Resource' };

/** Where cdk8s writes the constructs of Kubernetes for Go. */
const CONSTRUCTS = /(?:^|\/)imports\/k8s$/;

/** Reads what calls in a program in Go name by several arguments: groups and versions apart, steps of paths, constructs of cdk8s. */
export function readCalls(scanned: Scanned, imports: readonly Import[], found: Found): void {
  const { tokens, text } = scanned;
  const constructs = new Set(imports.filter(({ path }) => CONSTRUCTS.test(path)).map(({ name }) => name));
  tokens.forEach((token, at) => {
    if (token.type !== 'word') return;
    const open = at + 1;
    if (isSign(tokens[open], '{') && Object.hasOwn(UNVERSIONED, token.text)) readVersionBehind(scanned, at, found);
    if (!isSign(tokens[open], '(')) return;
    if (token.text === 'AbsPath') readSteps(scanned, open, found);
    if (token.text === 'RESTMapping') readMapping(scanned, at, found);
    const isConstruct = isSign(tokens[at - 1], '.') && constructs.has(tokens[at - 2]?.text ?? '');
    const api = isConstruct && token.text.startsWith('New') ? apiOfConstruct(token.text.slice('New'.length)) : null;
    if (api !== null) found.use(token.offset, text.slice((tokens[at - 2] ?? token).offset, tokens[open]?.offset), api);
  });
}

/** `GroupKind{...}.WithVersion("v1beta1")`, and `RESTMapping(schema.GroupKind{...}, "v1beta1")`. */
function readVersionBehind(scanned: Scanned, at: number, found: Found): void {
  const { tokens, text } = scanned;
  const type = tokens[at]?.text as string;
  const close = closingOf(tokens, at + 1);
  const isMethod = isSign(tokens[close + 1], '.') && tokens[close + 2]?.text === 'WithVersion';
  const call = isMethod ? close + 3 : isSign(tokens[close + 1], ',') ? callAround(scanned, at) : -1;
  if (!isSign(tokens[call], '(')) return;
  const version = membersOf(tokens, call, text)[isMethod ? 0 : 1]?.value ?? [];
  const members = membersOf(tokens, at + 1, text);
  const key = UNVERSIONED[type] as string;
  const part = (name: string, place: number): Member | undefined =>
    memberNamed(members, new RegExp(`^${name}$`)) ?? (members[place]?.key === null ? members[place] : undefined);
  const [group, name] = [part('Group', 0), part(key, 1)].map((member) =>
    member === undefined ? '' : textOfValue(member.value, scanned),
  );
  const versionText = textOfValue(version, scanned);
  const { offset } = tokens[at] as Token;
  if (group == null || name == null || versionText === null) {
    // Of what is all in variables nothing would be known that a reader could look for.
    if (group != null || name != null || versionText !== null)
      found.runTime(offset, written([...tokens.slice(at, close + 1), ...version]));
    return;
  }
  const api =
    key === 'Kind'
      ? apiOfObject(group === '' ? versionText : `${group}/${versionText}`, name)
      : apiOfResource(group, versionText, name);
  if (api !== null) found.use(offset, `${group}/${versionText} ${name}`, api);
}

/** `RESTMapping(it, "v1beta1")`: a version that the program writes down, of what only a run tells. */
function readMapping(scanned: Scanned, at: number, found: Found): void {
  const [of, version, ...others] = membersOf(scanned.tokens, at + 1, scanned.text);
  const text = version === undefined || others.length > 0 ? null : textOfValue(version.value, scanned);
  const isOpen = of?.value.every(({ text: sign }) => sign !== '{') === true;
  // Of `v1` there is seldom something to say.
  if (isOpen && text !== null && isVersionName(text) && text !== 'v1')
    found.runTime((scanned.tokens[at] as Token).offset, `RESTMapping(${written(of.value)}, ${text})`);
}

/** The parenthesis of the call of `RESTMapping` whose first argument begins with a type, `schema.GroupKind`; -1 where none does. */
function callAround({ tokens }: Scanned, at: number): number {
  const first = isSign(tokens[at - 1], '.') ? at - 2 : at;
  return isSign(tokens[first - 1], '(') && tokens[first - 2]?.text === 'RESTMapping' ? first - 1 : -1;
}

/** `AbsPath("/apis", "extensions", "v1beta1", "ingresses")`: one argument alone is read as all strings are. */
function readSteps(scanned: Scanned, open: number, found: Found): void {
  const steps = membersOf(scanned.tokens, open, scanned.text);
  const [first] = steps[0]?.value ?? [];
  if (first === undefined || steps.length < 2) return;
  const path = `/${steps.flatMap(({ value }) => stepsOf(textOfValue(value, scanned))).join('/')}`;
  for (const { text, api } of pathsIn(path)) {
    const shown = text.replaceAll(RUN_TIME, '...');
    if (api !== null) found.use(first.offset, shown, api);
    else if (HALF_KNOWN.test(text)) found.runTime(first.offset, shown);
  }
}

/** A long constant may be an argument of thousands of calls; no path of the API server is longer. */
const MOST_LETTERS = 1000;

function stepsOf(text: string | null): readonly string[] {
  return text === null || text.length > MOST_LETTERS ? [RUN_TIME] : text.split('/').filter((step) => step !== '');
}

/** A path whose group, or whose version, the program writes down. */
const HALF_KNOWN = /^\/apis\/(?:[a-z]|[^/]*\/v[1-9])/;

/**
 * `{group: "extensions", version: "v1beta1"}`: a row of a program's own. What the program does with it is not known; types of
 * Kubernetes have their fields in capital letters.
 */
export function readRows(scanned: Scanned, found: Found): void {
  const { tokens, text } = scanned;
  tokens.forEach((token, at) => {
    if (token.type !== 'string' || !isVersionName(token.text)) return;
    if (tokens[at - 2]?.text !== 'version' || !isSign(tokens[at - 1], ':')) return;
    const open = openBefore(scanned, at);
    const members = open === -1 ? [] : membersOf(tokens, open, text);
    const group = memberNamed(members, /^group$/);
    const name = memberNamed(members, /^(?:resource|plural)$/);
    const groupText = group === undefined ? null : textOfValue(group.value, scanned);
    const api =
      groupText === null ? null : apiOfResource(groupText, token.text, textOfValue(name?.value ?? [], scanned));
    if (api !== null) found.mention(token.offset, `${groupText}/${token.text}`, api);
  });
}

/** How far before a version the brace of its row is looked for. */
const MOST_TOKENS = 60;

function openBefore({ tokens }: Scanned, at: number): number {
  for (let before = at - 1; before > at - MOST_TOKENS && before >= 0; before--) {
    if (isSign(tokens[before], '{')) return before;
    if (isSign(tokens[before], '}') || isSign(tokens[before], ')')) before = Math.max(0, openingOf(tokens, before));
  }
  return -1;
}
