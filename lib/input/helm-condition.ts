import type { Release } from '../model/release.ts';
import type { Value } from './helm-functions.ts';
import { FUNCTIONS, truthy } from './helm-functions.ts';

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

/** What is known of an expression. */
export interface Known {
  readonly value: Value;
  /** Whether it asks for the cluster's APIs or release at all. */
  readonly asks: boolean;
  /** The path it is written as (`.Capabilities.KubeVersion`), so that more steps can follow; `null` where it is none. */
  readonly path: string | null;
  /** Where the value is not known, but is one of a few texts: these. */
  readonly texts?: readonly string[];
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
  const value = pipeline(tokens, context);
  const texts = value === undefined ? textsOf(tokens, context) : undefined;
  return { value, asks, path, ...(texts === undefined ? {} : { texts }) };
}

/** The texts that a variable may hold, or a helper may print. */
function textsOf(tokens: readonly Token[], context: Context): readonly string[] | undefined {
  const [head = '', name = ''] = tokens;
  if (head === 'ternary') {
    const choices = operandsOf(tokens)
      .slice(1, 3)
      .map((operand) => operandValue(operand, context));
    return choices.every((text) => typeof text === 'string') ? choices : undefined;
  }
  const known = head === 'include' || head === 'template' ? helperIn(name, context) : context.names.variable(head);
  return known?.texts;
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

/** What helpers of Bitnami's library chart print at every release of it: the chart is often not there to be read. */
const LIBRARY: ReadonlyMap<string, (capabilities: Capabilities) => string> = new Map([
  ['common.capabilities.kubeVersion', versionOf],
  ['common.capabilities.psp.supported', ({ apis }) => (apis.has('policy/v1beta1/PodSecurityPolicy') ? 'true' : '')],
]);

/** What is known of the helper whose name stands in quotes. */
function helperIn(quoted: Token, { capabilities, names }: Context): Known | undefined {
  const name = /^["`]([^"`]+)["`]$/.exec(quoted)?.[1];
  if (name === undefined) return undefined;
  const known = names.helper(name);
  const print = known === undefined ? LIBRARY.get(name) : undefined;
  return print === undefined ? known : { value: print(capabilities), asks: true, path: null };
}

/** The literal text that an action prints: `"v1"`, `print "v1"`, `printf "v1"`; `null` where it computes it. */
export function literalOf(expression: string): string | null {
  const match = /^(?:print(?:f|ln)?\s+)?(?:"([^"\\%]*)"|`([^`%]*)`)(?:\s*\|\s*(?:quote|squote|trim))?$/.exec(
    expression.trim(),
  );
  return match === null ? null : (match[1] ?? match[2] ?? null);
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
    } else if (depth === 0 && PART_OF_VERSION.test(token) && isVersionGiven(operands.at(-1))) {
      operands.push([`${token.slice(1)}Of`, '(', ...(operands.pop() as readonly Token[]), ')']);
    } else if (depth > 0) inside.push(token);
    else operands.push(token);
  }
  return operands;
}

const PART_OF_VERSION = /^\.(?:Major|Minor|Patch)$/;

function isVersionGiven(operand: Operand | undefined): boolean {
  return typeof operand === 'object' && operand[0] === 'semver';
}

function commandValue(operands: readonly Operand[], piped: { readonly value: Value } | null, context: Context): Value {
  const [head, ...rest] = operands;
  if (head === undefined) return undefined;
  const args = (): Value[] => [
    ...rest.map((operand) => operandValue(operand, context)),
    ...(piped === null ? [] : [piped.value]),
  ];
  if (typeof head !== 'string') return rest.length === 0 && piped === null ? pipeline(head, context) : undefined;
  if (CHOOSING.has(head)) {
    const choices = rest.map((operand) => ({ value: operandValue(operand, context), asks: asks(operand, context) }));
    if (piped !== null) choices.push({ value: piped.value, asks: false });
    return firstOf(head === 'default' ? choices.reverse() : choices);
  }
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

/** The functions that give the first of their arguments which is something; `default` has it last. */
const CHOOSING: ReadonlySet<string> = new Set(['or', 'coalesce', 'default']);

interface Choice {
  readonly value: Value;
  readonly asks: boolean;
}

/**
 * The first choice that is something. One that is not known may be it, so what comes after it counts only where that is the
 * cluster's own answer, which charts let users override, or where either is true.
 */
function firstOf(choices: readonly Choice[]): Value {
  const isKnown = choices.every(({ value }) => value !== undefined);
  const first = choices.find(({ value }) => value !== undefined && truthy(value));
  if (first !== undefined && (first.asks || first.value === true || !isUnknownBefore(choices, first)))
    return first.value;
  return isKnown ? choices.at(-1)?.value : undefined;
}

function isUnknownBefore(choices: readonly Choice[], choice: Choice): boolean {
  return choices.slice(0, choices.indexOf(choice)).some(({ value }) => value === undefined);
}

function asks(operand: Operand, context: Context): boolean {
  const tokens = typeof operand === 'string' ? [operand] : operand;
  return tokens.some((token, at) => asksFor(token, tokens[at - 1], context));
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
