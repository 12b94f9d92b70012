import { satisfies } from './helm-semver.ts';

/** A value of the template language as far as it is known; `undefined` is a value that is not. */
export type Value = boolean | string | number | undefined;

/** Whether a value counts as true in a condition, as Go's templates have it. */
export function truthy(value: Exclude<Value, undefined>): boolean {
  return value !== false && value !== '' && value !== 0;
}

type Apply = (args: readonly Value[]) => Value;

/** The functions of Go templates and of Sprig that guards are made of; each takes a piped value as its last. */
export const FUNCTIONS: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ['and', (args) => (args.some(isFalse) ? false : args.every(isTrue) ? true : undefined)],
  ['not', ([value]) => (value === undefined ? undefined : !truthy(value))],
  ['eq', ([a, ...others]) => (areOfOneType(a, ...others) ? others.includes(a) : undefined)],
  ['ne', ([a, b]) => (areOfOneType(a, b) ? a !== b : undefined)],
  ['lt', ordered((order) => order < 0)],
  ['le', ordered((order) => order <= 0)],
  ['gt', ordered((order) => order > 0)],
  ['ge', ordered((order) => order >= 0)],
  [
    'semverCompare',
    ([constraint, version]) =>
      typeof constraint === 'string' && typeof version === 'string' ? satisfies(version, constraint) : undefined,
  ],
  ['empty', ([value]) => (value === undefined ? undefined : !truthy(value))],
  ['ternary', ([yes, no, condition]) => (condition === undefined ? undefined : truthy(condition) ? yes : no)],
  ['int', toNumber],
  ['int64', toNumber],
  ['atoi', toNumber],
  ['float64', toNumber],
  ['toString', ([value]) => (value === undefined ? undefined : String(value))],
  ['print', ([value, ...more]) => (more.length > 0 || value === undefined ? undefined : String(value))],
  ['printf', ([format, ...values]) => (typeof format === 'string' ? formatted(format, values) : undefined)],
  ['quote', ([value]) => (value === undefined ? undefined : `"${value}"`)],
  ['squote', ([value]) => (value === undefined ? undefined : `'${value}'`)],
  ['semver', ([value]) => value],
  // `(semver x).Minor`, as `helm-condition.ts` writes it.
  ['MajorOf', partOfVersion(0)],
  ['MinorOf', partOfVersion(1)],
  ['PatchOf', partOfVersion(2)],
  ['trim', ofTexts((value) => value.trim())],
  ['trimAll', ofTexts((letters, value) => withoutAround(value, letters))],
  ['replace', ofTexts((old, other, value) => value.replaceAll(old, () => other))],
  ['substr', ([start, end, text]) => (typeof text === 'string' ? partOf(text, start, end) : undefined)],
  ['contains', ofTexts((part, value) => value.includes(part))],
  ['hasPrefix', ofTexts((part, value) => value.startsWith(part))],
  ['hasSuffix', ofTexts((part, value) => value.endsWith(part))],
  [
    'regexReplaceAll',
    ofTexts((pattern, value, other) =>
      ONE_LETTER.test(pattern) && !other.includes('$') ? value.replace(new RegExp(pattern, 'g'), other) : undefined,
    ),
  ],
  ['trimPrefix', ofTexts((part, value) => (value.startsWith(part) ? value.slice(part.length) : value))],
  ['trimSuffix', ofTexts((part, value) => (value.endsWith(part) ? value.slice(0, value.length - part.length) : value))],
]);

/** A pattern of one letter, or of some in a row: what is not a digit, say. No other pattern is matched here. */
const ONE_LETTER = /^\[\^?[\w.+-]+\]\+?$/;

function ofTexts(apply: (...texts: string[]) => Value): Apply {
  return (args) => (args.every((value) => typeof value === 'string') ? apply(...(args as string[])) : undefined);
}

/** Go refuses to compare a text with a number. */
function areOfOneType(value: Value, ...others: readonly Value[]): boolean {
  return value !== undefined && others.every((other) => typeof other === typeof value);
}

/** `%s`, `%v` and `%d` with the values in their order; `undefined` for any other format. */
function formatted(format: string, values: readonly Value[]): Value {
  const pieces = format.split(/%[svd]/);
  if (pieces.length !== values.length + 1 || values.includes(undefined) || format.includes('%%')) return undefined;
  if (pieces.some((piece) => piece.includes('%'))) return undefined;
  return pieces.map((piece, at) => `${at === 0 ? '' : values[at - 1]}${piece}`).join('');
}

function partOfVersion(at: number): Apply {
  return ([version]) => toNumber([typeof version === 'string' ? version.replace(/^v/, '').split('.')[at] : undefined]);
}

/** Sprig's `substr`: an end before the start, or behind the text, is that of the text. */
function partOf(text: string, start: Value, end: Value): Value {
  if (typeof start !== 'number' || typeof end !== 'number') return undefined;
  if (start < 0) return text.slice(0, Math.max(0, end));
  return end < 0 || end > text.length ? text.slice(start) : text.slice(start, Math.max(start, end));
}

function withoutAround(text: string, letters: string): string {
  let [start, end] = [0, text.length];
  while (start < end && letters.includes(text[start] as string)) start++;
  while (end > start && letters.includes(text[end - 1] as string)) end--;
  return text.slice(start, end);
}

function isTrue(value: Value): boolean {
  return value !== undefined && truthy(value);
}

function isFalse(value: Value): boolean {
  return value !== undefined && !truthy(value);
}

function toNumber([value]: readonly Value[]): Value {
  const number = typeof value === 'string' ? Number.parseInt(value, 10) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Go compares only what is of one type. */
function ordered(is: (order: number) => boolean): Apply {
  return ([a, b]) => {
    if (typeof a === 'number' && typeof b === 'number') return is(a - b);
    if (typeof a === 'string' && typeof b === 'string') return is(a < b ? -1 : a > b ? 1 : 0);
    return undefined;
  };
}
