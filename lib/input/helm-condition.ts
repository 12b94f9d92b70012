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

/** What is known of an expression. */
export interface Known {
  readonly value: Value;
  /** Whether it asks for the cluster's APIs or release at all. */
  readonly asks: boolean;
  /** The path it is written as (`.Capabilities.KubeVersion`), so that more steps can follow; `null` where it is none. */
  readonly path: string | null;
}

/** Of a value of which nothing is known. */
export const NOT_KNOWN: Known = { value: undefined, asks: false, path: null };

/** What the names in an expression stand for. */
export interface Names {
  /** A variable, with its dollar; `undefined` where there is none. */
  variable(name: string): Known | undefined;
  /** What the helper of a name prints; `undefined` where there is none. */
  helper(name: string): Known | undefined;
}

const NO_NAMES: Names = { variable: () => undefined, helper: () => undefined };

interface Context {
  readonly capabilities: Capabilities;
  readonly names: Names;
}

type Operand = string | readonly Token[];
type Token = string;

/** A string that does not close goes on to the end: its end is not looked for again from each quote in it. */
const TOKEN = /"(?:\\[\s\S]|[^"\\])*(?:"|\\?$)|`[^`]*(?:`|$)|[()|]|[^\s()|"`]+/g;
const MAX_TOKENS = 500;

/** Evaluates the condition of an `if`: the three-valued logic of what is known at the Target and what is not. */
export function evaluate(condition: string, capabilities: Capabilities, names: Names = NO_NAMES): Outcome {
  // Most conditions ask for values alone.
  if (!/\.Capabilities\b|\$\w|\binclude\b|\.kubeVersion\b/.test(condition)) return { holds: null, asks: false };
  const { value, asks } = knownOf(condition, capabilities, names);
  return { holds: value === undefined || !asks ? null : truthy(value), asks };
}

/** What an expression comes to at the Target: that of a condition, or of an action that prints or assigns it. */
export function knownOf(expression: string, capabilities: Capabilities, names: Names = NO_NAMES): Known {
  const context = { capabilities, names };
  const written = expression.match(TOKEN) ?? [];
  if (written.length > MAX_TOKENS) return NOT_KNOWN;
  const tokens = written.map((token) => spelledOut(token, names));
  const asks = tokens.some((token, at) => asksFor(token, tokens[at - 1], context));
  const [only] = tokens;
  const path = tokens.length === 1 && only !== undefined && /^[.$]/.test(only) ? only : null;
  return { value: pipeline(tokens, context), asks, path };
}

/** A word that begins with a variable which holds a path, as that path: `$kube.Minor` is `.Capabilities.KubeVersion.Minor`. */
function spelledOut(token: Token, names: Names): Token {
  const [name] = /^\$\w+/.exec(token) ?? [];
  const path = name === undefined ? null : names.variable(name)?.path;
  if (name === undefined || path == null || path.length > LONGEST_PATH) return token;
  return (path === '.' || path === '$') && token.length > name.length
    ? token.slice(name.length)
    : path + token.slice(name.length);
}

/** Paths of variables of paths would grow. */
const LONGEST_PATH = 200;

/**
 * Whether a word asks for the cluster: by itself, as the value by which charts let users override its version, or as a variable
 * or a helper that asks.
 */
function asksFor(token: Token, before: Token | undefined, context: Context): boolean {
  const isCall = before === 'include' || before === 'template';
  if (/^["`]/.test(token)) return isCall && helperIn(token, context)?.asks === true;
  return /\.Capabilities\b|\.kubeVersion$/.test(token) || context.names.variable(token)?.asks === true;
}

/** The version of the cluster, as the library charts of Bitnami print it: they are often not there to be read. */
const LIBRARY_VERSIONS = new Set(['common.capabilities.kubeVersion']);

/** What is known of the helper whose name stands in quotes. */
function helperIn(quoted: Token, { capabilities, names }: Context): Known | undefined {
  const name = /^["`]([^"`]+)["`]$/.exec(quoted)?.[1];
  if (name === undefined) return undefined;
  const isVersion = LIBRARY_VERSIONS.has(name);
  return names.helper(name) ?? (isVersion ? { value: versionOf(capabilities), asks: true, path: null } : undefined);
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

function pipeline(tokens: readonly Token[], context: Context): Value {
  const commands = splitAt(tokens, '|');
  let piped: { readonly value: Value } | null = null;
  for (const command of commands) piped = { value: commandValue(operandsOf(command), piped, context) };
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

function commandValue(operands: readonly Operand[], piped: { readonly value: Value } | null, context: Context): Value {
  const [head, ...rest] = operands;
  if (head === undefined) return undefined;
  const args = (): Value[] => [
    ...rest.map((operand) => operandValue(operand, context)),
    ...(piped === null ? [] : [piped.value]),
  ];
  if (typeof head !== 'string') return rest.length === 0 && piped === null ? pipeline(head, context) : undefined;
  if (/\.Capabilities\.APIVersions\.Has$/.test(head)) {
    return serves(args()[0], context.capabilities);
  }
  if (head === 'has' && rest.some((operand) => /\.Capabilities\.APIVersions$/.test(String(operand)))) {
    return serves(args()[0], context.capabilities);
  }
  if ((head === 'include' || head === 'template') && typeof rest[0] === 'string')
    return helperIn(rest[0], context)?.value;
  const apply = FUNCTIONS.get(head);
  if (apply !== undefined) return apply(args());
  return rest.length === 0 && piped === null ? operandValue(head, context) : undefined;
}

function serves(api: Value, { apis, groups }: Capabilities): Value {
  if (typeof api !== 'string') return undefined;
  if (apis.has(api)) return true;
  const group = /^v\d/.test(api) ? '' : api.slice(0, Math.max(0, api.indexOf('/')));
  return groups.has(group) ? false : undefined;
}

function operandValue(operand: Operand, context: Context): Value {
  const { capabilities, names } = context;
  if (typeof operand !== 'string') return pipeline(operand, context);
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
  return names.variable(operand)?.value;
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
  ['empty', ([value]) => (value === undefined ? undefined : !truthy(value))],
  ['ternary', ([yes, no, condition]) => (condition === undefined ? undefined : truthy(condition) ? yes : no)],
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
