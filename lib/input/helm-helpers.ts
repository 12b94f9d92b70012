import type { Guarded } from '../model/resource.ts';
import type { Arm } from './helm-arms.ts';
import { armIndex, armsOf, wordsOf } from './helm-arms.ts';
import type { Capabilities } from './helm-condition.ts';
import { evaluate, literalOf } from './helm-condition.ts';
import type { Action } from './template-actions.ts';
import { actionsOf } from './template-actions.ts';

/** The named templates of a chart and its subcharts, which share one set of names: the text of each by its name. */
export type Helpers = ReadonlyMap<string, string>;

/** One of the texts that a helper may print. */
export interface Alternative {
  readonly text: string;
  readonly guarded: Guarded | null;
}

/** How deep helpers may call one another: far beyond what charts do, and an end for those that call themselves. */
const MAX_DEPTH = 8;
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
  return (
    /^(?:include|template)\s+["`]([^"`]+)["`]\s[^|()]*(?:\|\s*(?:quote|squote|trim|trimSuffix "-"))?$/.exec(
      words,
    )?.[1] ?? null
  );
}

/** What actions may print, and what is asked to tell. */
export interface ChartContext {
  readonly helpers: Helpers;
  readonly capabilities: Capabilities;
}

/**
 * What an action may print, where that is one of a few literals: `"v1"`, `ternary "v1" "v1beta1" (...)`, or a helper that
 * comes to such.
 *
 * @param words what stands in the action.
 * @returns `null` where it computes what it prints.
 */
export function alternativesOf(words: string, context: ChartContext, depth = 0): readonly Alternative[] | null {
  const text = literalOf(words);
  if (text !== null) return literal(text);
  const [, yes, no, condition] = TERNARY.exec(words) ?? [];
  if (yes !== undefined && no !== undefined && condition !== undefined) {
    const { holds, asks } = evaluate(condition, context.capabilities);
    const guard = (taken: boolean): Guarded | null => (holds === !taken ? 'not-taken' : asks ? 'taken' : null);
    return [
      { text: yes, guarded: guard(true) },
      { text: no, guarded: guard(false) },
    ];
  }
  const name = helperNameOf(words);
  return name === null || depth > MAX_DEPTH ? null : rememberedAlternatives(name, context, depth);
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

const TERNARY = /^ternary\s+"([\w./-]+)"\s+"([\w./-]+)"\s+\((.*)\)$/;

/**
 * What a helper may print. An arm that prints what the values say is left out: charts let users override their choice so,
 * and by default it is empty.
 */
function alternativesOfHelper(name: string, context: ChartContext, depth: number): readonly Alternative[] | null {
  const body = context.helpers.get(name);
  if (body === undefined) return null;
  const actions = actionsOf(body);
  const { innermostAt, guardAt } = armIndex(armsOf(body, actions, context.capabilities));
  const alternatives: Alternative[] = [];
  /** Arms that have printed: what else they print would be joined to it. */
  const printed = new Set<Arm | null>();
  for (const { at, text, action } of piecesOf(body, actions)) {
    const arm = innermostAt(at);
    const found = action === null ? literal(text) : alternativesOf(wordsOf(body, action), context, depth + 1);
    if (found?.length === 0) continue;
    if (printed.has(arm) || printed.has(null) || (found === null && arm === null)) return null;
    printed.add(arm);
    const outer = guardAt(at);
    for (const one of found ?? []) alternatives.push({ text: one.text, guarded: both(outer, one.guarded) });
    if (alternatives.length > MAX_ALTERNATIVES) return null;
  }
  return alternatives.length === 0 ? null : alternatives;
}

/** Nothing for blanks; `null` for what cannot be an apiVersion or a kind. */
function literal(text: string): readonly Alternative[] | null {
  const trimmed = text.trim();
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
