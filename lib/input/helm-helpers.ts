import type { Guarded } from '../model/resource.ts';
import type { Arm } from './helm-arms.ts';
import { armIndex, armsOf, wordsOf } from './helm-arms.ts';
import type { Names } from './helm-condition.ts';
import { evaluate, knownOf, literalOf } from './helm-condition.ts';
import type { ChartContext, Helpers } from './helm-printed.ts';
import { MAX_DEPTH, scopeIn } from './helm-printed.ts';
import type { Action } from './template-actions.ts';
import { actionsOf } from './template-actions.ts';

/** One of the texts that a helper may print. */
export interface Alternative {
  readonly text: string;
  readonly guarded: Guarded | null;
  /** What must hold for it, where the only other one is printed if it does not. */
  readonly when?: string;
}

const MAX_ALTERNATIVES = 20;
const PRINTABLE = /^[A-Za-z0-9][\w./-]*$/;

/** Collects the `define` blocks of templates; of two of one name the later counts, as in Helm. */
export function collectHelpers(texts: Iterable<string>): Helpers {
  const helpers = new Map<string, string>();
  for (const text of texts) {
    const open: { readonly name: string | null; readonly start: number }[] = [];
    for (const action of actionsOf(text)) {
      if (action.role === 'open') open.push({ name: null, start: action.end });
      if (action.role === 'define') {
        const name = /^define\s+["`]([^"`]+)["`]/.exec(wordsOf(text, action))?.[1] ?? null;
        open.push({ name, start: action.end });
      }
      if (action.role !== 'close') continue;
      const closed = open.pop();
      if (closed?.name != null) helpers.set(closed.name, text.slice(closed.start, action.start));
    }
  }
  return helpers;
}

/** The name of the helper that an action prints as it is: `include "shop.apiVersion" .`; `null` where it does not. */
function helperNameOf(words: string): string | null {
  return /^(?:include|template)\s+["`]([^"`]+)["`]\s[^|()]*$/.exec(words)?.[1] ?? null;
}

/** What an expression may be piped to without being another apiVersion or kind in YAML. */
const DRESSING: ReadonlySet<string> = new Set(['quote', 'squote', 'trim', 'trimSuffix "-"']);
const MOST_DRESSINGS = 4;

function undressed(words: string): string {
  let bare = words;
  for (let count = 0; count < MOST_DRESSINGS; count++) {
    const pipe = bare.lastIndexOf('|');
    if (pipe === -1 || !DRESSING.has(bare.slice(pipe + 1).trim())) break;
    bare = bare.slice(0, pipe).trimEnd();
  }
  return bare;
}

/**
 * What an action may print that is to be an apiVersion or a kind: what {@link alternativesOf} finds, a literal that the values
 * may override, which it is by default, or what a variable holds.
 */
export function alternativesOfName(
  written: string,
  context: ChartContext,
  names: Names,
  depth = 0,
): readonly Alternative[] | null {
  const words = undressed(written);
  const fallback = fallbackIn(words);
  if (fallback !== null) return literal(fallback);
  return alternativesOf(words, context, names, depth) ?? alternativesHeld(words, context, names);
}

/**
 * What an action may print, where that is one of a few literals: `"v1"`, `ternary "v1" "v1beta1" (...)`, or a helper that comes
 * to such.
 *
 * @param written what stands in the action.
 * @param names what the names in it stand for.
 * @returns `null` where it computes what it prints.
 */
export function alternativesOf(
  written: string,
  context: ChartContext,
  names: Names,
  depth = 0,
): readonly Alternative[] | null {
  const words = undressed(written);
  const text = literalOf(words);
  if (text !== null) return literal(text);
  const { yes, no, condition } = ternaryIn(words) ?? {};
  if (yes !== undefined && no !== undefined && condition !== undefined) {
    const { holds, asks } = evaluate(condition, context.capabilities, names);
    const guard = (taken: boolean): Guarded | null => (holds === !taken ? 'not-taken' : asks ? 'taken' : null);
    return [
      { text: yes, guarded: guard(true), when: condition },
      { text: no, guarded: guard(false) },
    ];
  }
  const name = helperNameOf(words);
  return name === null || depth > MAX_DEPTH ? null : rememberedAlternatives(name, context, depth);
}

/** The literal that is printed unless a value says otherwise: `default "policy/v1" .Values.api`. */
function fallbackIn(words: string): string | null {
  const [, before, after] =
    /^(?:default\s+"([^"\\]*)"\s+\$?\.[\w.]+|\$?\.[\w.]+\s*\|\s*default\s+"([^"\\]*)")$/.exec(words) ?? [];
  return before ?? after ?? null;
}

function ternaryIn(words: string): Partial<Record<string, string>> | undefined {
  return (TERNARY.exec(words) ?? PIPED_TERNARY.exec(words))?.groups;
}

const TERNARY = /^ternary\s+"(?<yes>[\w./-]+)"\s+"(?<no>[\w./-]+)"\s+(?<condition>\(.*\)|[$.][\w.]+)$/;
const PIPED_TERNARY = /^(?<condition>.*\S)\s*\|\s*ternary\s+"(?<yes>[\w./-]+)"\s+"(?<no>[\w./-]+)"$/;

/** The texts that are known of an expression: of a variable, say. */
function alternativesHeld(words: string, context: ChartContext, names: Names): readonly Alternative[] | null {
  if (!/\.Capabilities\b|\$\w|\binclude\b|\btemplate\b|\bprintf?\b/.test(words)) return null;
  const name = helperNameOf(words);
  const known = name === null ? knownOf(words, context.capabilities, names) : names.helper(name);
  if (known === undefined) return null;
  const { value, texts, asks } = known;
  const found = (typeof value === 'string' ? [value] : (texts ?? [])).map(literal);
  if (found.length === 0 || found.includes(null)) return null;
  return found.flatMap((one) => (one ?? []).map(({ text }) => ({ text, guarded: asks ? 'taken' : null })));
}

/** Helpers call helpers, each of them in many arms, and templates call one helper again and again. */
function rememberedAlternatives(name: string, context: ChartContext, depth: number): readonly Alternative[] | null {
  const known = remembered.get(context) ?? new Map<string, readonly Alternative[] | null>();
  remembered.set(context, known);
  const key = `${depth} ${name}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = alternativesOfHelper(name, context, depth);
  known.set(key, found);
  return found;
}

const remembered = new WeakMap<ChartContext, Map<string, readonly Alternative[] | null>>();

/**
 * What a helper may print. An arm that prints what the values say is left out: charts let users override their choice so,
 * and by default it is empty.
 */
function alternativesOfHelper(name: string, context: ChartContext, depth: number): readonly Alternative[] | null {
  const body = context.helpers.get(name);
  if (body === undefined) return null;
  const actions = actionsOf(body);
  const scope = scopeIn(context, depth);
  const ofActions = new Map<Action, readonly Alternative[] | null>();
  const arms = armsOf(body, actions, context.capabilities, scope, (action, words) => {
    ofActions.set(action, alternativesOfName(words, context, scope, depth + 1));
  });
  const { innermostAt, guardAt } = armIndex(arms);
  const alternatives: Alternative[] = [];
  /** The arm that has printed last. */
  let last: Arm | null | undefined;
  for (const { at, text, action } of piecesOf(body, actions)) {
    const arm = innermostAt(at);
    const found = action === null ? literal(text) : (ofActions.get(action) ?? null);
    if (found?.length === 0) continue;
    if ((last !== undefined && areJoined(last, arm)) || (found === null && arm === null)) return null;
    last = arm;
    const outer = guardAt(at);
    for (const one of found ?? []) alternatives.push({ text: one.text, guarded: both(outer, one.guarded) });
    if (alternatives.length > MAX_ALTERNATIVES) return null;
  }
  return alternatives.length === 0 ? null : alternatives;
}

/** Whether what two arms print is one text, since the one stands in the other; `null` is the whole helper. */
function areJoined(one: Arm | null, other: Arm | null): boolean {
  if (one === null || other === null) return true;
  return one.start <= other.start ? other.start < one.end || one === other : one.start < other.end;
}

/** Nothing for blanks; `null` for what cannot be an apiVersion or a kind. Quotes around it are YAML's, not its own. */
function literal(text: string): readonly Alternative[] | null {
  const written = text.trim();
  const trimmed = /^(?:"([^"]*)"|'([^']*)')$/.exec(written)?.slice(1).join('') ?? written;
  if (trimmed === '') return [];
  return PRINTABLE.test(trimmed) ? [{ text: trimmed, guarded: null }] : null;
}

interface Piece {
  readonly at: number;
  readonly text: string;
  /** The action that prints it; `null` for text. */
  readonly action: Action | null;
}

/** What a body prints, piece by piece. */
function* piecesOf(body: string, actions: readonly Action[]): Generator<Piece> {
  let at = 0;
  for (const action of actions) {
    yield { at, text: body.slice(at, action.start), action: null };
    if (action.role === 'print') yield { at: action.start, text: '', action };
    at = action.end;
  }
  yield { at, text: body.slice(at), action: null };
}

function both(outer: Guarded | null, inner: Guarded | null): Guarded | null {
  return outer === 'not-taken' || inner === 'not-taken' ? 'not-taken' : (inner ?? outer);
}
