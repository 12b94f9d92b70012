import type { Release } from '../model/release.ts';
import { satisfies } from './helm-semver.ts';

/** What a cluster of the Target answers to a chart that asks for its `.Capabilities`. */
export interface Capabilities {
  readonly release: Release;
  /** What it serves, in the two forms Helm knows: `policy/v1` and `policy/v1/PodDisruptionBudget`. */
  readonly apis: ReadonlySet<string>;
  /** Every group that any release of Kubernetes has: what the cluster has of other groups is not known. */
  readonly groups: ReadonlySet<string>;
}

/** What a condition of a template comes to. */
export interface Outcome {
  /** `null` where only rendering would tell: it asks for values. */
  readonly holds: boolean | null;
  /** Whether it asks for the cluster's APIs or release at all. */
  readonly asks: boolean;
}

/** A value of the template language as far as it is known; `undefined` is a value that is not. */
type Value = boolean | string | number | undefined;
type Operand = string | readonly Token[];
type Token = string;

/** A string that does not close goes on to the end: its end is not looked for again from each quote in it. */
const TOKEN = /"(?:\\[\s\S]|[^"\\])*(?:"|\\?$)|`[^`]*(?:`|$)|[()|]|[^\s()|"`]+/g;
const MAX_TOKENS = 500;

/** Evaluates the condition of an `if`: the three-valued logic of what is known at the Target and what is not. */
export function evaluate(condition: string, capabilities: Capabilities): Outcome {
  const tokens = condition.match(TOKEN) ?? [];
  const asks = /\.Capabilities\b/.test(condition) || namesKubeVersion(condition);
  if (!asks || tokens.length > MAX_TOKENS) return { holds: null, asks: false };
  const value = pipeline(tokens, capabilities);
  return { holds: value === undefined ? null : truthy(value), asks };
}

/** How charts name what holds the cluster's version: a variable, or a helper that lets the user override it. */
function namesKubeVersion(text: string): boolean {
  return (text.toLowerCase().match(/\w+/g) ?? []).some((word) => {
    const at = word.indexOf('kube');
    return at !== -1 && word.includes('version', at);
  });
}

/** The literal text that an action prints: `"v1"`, `print "v1"`, `printf "v1"`; `null` where it computes it. */
export function literalOf(expression: string): string | null {
  const match = /^(?:print(?:f|ln)?\s+)?(?:"([^"\\%]*)"|`([^`%]*)`)(?:\s*\|\s*(?:quote|squote|trim))?$/.exec(
    expression.trim(),
  );
  return match === null ? null : (match[1] ?? match[2] ?? null);
}

function truthy(value: Exclude<Value, undefined>): boolean {
  return value !== false && value !== '' && value !== 0;
}

function pipeline(tokens: readonly Token[], capabilities: Capabilities): Value {
  const commands = splitAt(tokens, '|');
  let piped: { readonly value: Value } | null = null;
  for (const command of commands) piped = { value: commandValue(operandsOf(command), piped, capabilities) };
  return piped?.value;
}

/** Splits at a token that stands outside of all parentheses. */
function splitAt(tokens: readonly Token[], separator: Token): Token[][] {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (token === separator && depth === 0) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

/** The operands of a command: words, and the insides of its parentheses. */
function operandsOf(tokens: readonly Token[]): Operand[] {
  const operands: Operand[] = [];
  let depth = 0;
  let inside: Token[] = [];
  for (const token of tokens) {
    if (token === '(' && depth++ === 0) {
      inside = [];
    } else if (token === ')' && --depth === 0) {
      operands.push(inside);
    } else if (depth > 0) inside.push(token);
    else operands.push(token);
  }
  return operands;
}

function commandValue(
  operands: readonly Operand[],
  piped: { readonly value: Value } | null,
  capabilities: Capabilities,
): Value {
  const [head, ...rest] = operands;
  if (head === undefined) return undefined;
  const args = (): Value[] => [
    ...rest.map((operand) => operandValue(operand, capabilities)),
    ...(piped === null ? [] : [piped.value]),
  ];
  if (typeof head !== 'string') return rest.length === 0 && piped === null ? pipeline(head, capabilities) : undefined;
  if (/\.Capabilities\.APIVersions\.Has$/.test(head)) {
    return serves(args()[0], capabilities);
  }
  if (head === 'has' && rest.some((operand) => /\.Capabilities\.APIVersions$/.test(String(operand)))) {
    return serves(args()[0], capabilities);
  }
  if (head === 'include' && namesKubeVersion(String(rest[0]))) return versionOf(capabilities);
  const apply = FUNCTIONS.get(head);
  if (apply !== undefined) return apply(args());
  return rest.length === 0 && piped === null ? operandValue(head, capabilities) : undefined;
}

function serves(api: Value, { apis, groups }: Capabilities): Value {
  if (typeof api !== 'string') return undefined;
  if (apis.has(api)) return true;
  const group = /^v\d/.test(api) ? '' : api.slice(0, Math.max(0, api.indexOf('/')));
  return groups.has(group) ? false : undefined;
}

function operandValue(operand: Operand, capabilities: Capabilities): Value {
  if (typeof operand !== 'string') return pipeline(operand, capabilities);
  if (operand.startsWith('"') || operand.startsWith('`')) {
    const isClosed = operand.length > 1 && operand.endsWith(operand[0] as string);
    return isClosed ? operand.slice(1, -1) : undefined;
  }
  if (operand === 'true' || operand === 'false') return operand === 'true';
  if (/^-?\d+$/.test(operand)) return Number(operand);
  const field = /\.Capabilities\.KubeVersion(?:\.(\w+))?$/.exec(operand);
  if (field !== null) {
    const [major, minor] = capabilities.release.split('.');
    return field[1] === 'Major' ? major : field[1] === 'Minor' ? minor : versionOf(capabilities);
  }
  return /^\$\w+$/.test(operand) && namesKubeVersion(operand) ? versionOf(capabilities) : undefined;
}

function versionOf({ release }: Capabilities): string {
  return `v${release}.0`;
}

type Apply = (args: readonly Value[]) => Value;

/** The functions of Go templates and of Sprig that guards are made of; each takes a piped value as its last. */
const FUNCTIONS: ReadonlyMap<string, Apply> = new Map<string, Apply>([
  ['and', (args) => (args.some(isFalse) ? false : args.every(isTrue) ? true : undefined)],
  ['or', (args) => (args.some(isTrue) ? true : args.every(isFalse) ? false : undefined)],
  ['not', ([value]) => (value === undefined ? undefined : !truthy(value))],
  ['eq', ([a, ...others]) => (a === undefined || others.includes(undefined) ? undefined : others.includes(a))],
  ['ne', ([a, b]) => (a === undefined || b === undefined ? undefined : a !== b)],
  ['lt', ordered((order) => order < 0)],
  ['le', ordered((order) => order <= 0)],
  ['gt', ordered((order) => order > 0)],
  ['ge', ordered((order) => order >= 0)],
  [
    'semverCompare',
    ([constraint, version]) =>
      typeof constraint === 'string' && typeof version === 'string' ? satisfies(version, constraint) : undefined,
  ],
  ['default', ([fallback, value]) => (value === undefined || !truthy(value) ? fallback : value)],
  ['coalesce', (args) => args.find((value) => value !== undefined && truthy(value))],
  ['int', toNumber],
  ['int64', toNumber],
  ['atoi', toNumber],
  ['float64', toNumber],
  ['toString', ([value]) => (value === undefined ? undefined : String(value))],
  ['print', ([value, ...more]) => (more.length > 0 || value === undefined ? undefined : String(value))],
  ['printf', ([value, ...more]) => (more.length > 0 ? undefined : value)],
  [
    'trimPrefix',
    ([prefix, value]) =>
      typeof prefix === 'string' && typeof value === 'string' && value.startsWith(prefix)
        ? value.slice(prefix.length)
        : value,
  ],
  [
    'trimSuffix',
    ([suffix, value]) =>
      typeof suffix === 'string' && typeof value === 'string' && value.endsWith(suffix)
        ? value.slice(0, value.length - suffix.length)
        : value,
  ],
]);

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
