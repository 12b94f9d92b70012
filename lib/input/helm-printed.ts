import { wordsOf } from './helm-arms.ts';
import type { Capabilities, Known } from './helm-condition.ts';
import { knownOf, NOT_KNOWN } from './helm-condition.ts';
import type { Reach } from './helm-scope.ts';
import { Scope } from './helm-scope.ts';
import { actionsOf } from './template-actions.ts';

/** The named templates of a chart and its subcharts, which share one set of names: the text of each by its name. */
export type Helpers = ReadonlyMap<string, string>;

/** What actions may print, and what is asked to tell. */
export interface ChartContext {
  readonly helpers: Helpers;
  readonly capabilities: Capabilities;
  /** What a helper of a library chart that is not there prints at the Target, one of these texts; absent where none is known. */
  readonly library?: (helper: string) => readonly string[] | undefined;
}

/** How deep helpers may call one another: far beyond what charts do, and an end for those that call themselves. */
export const MAX_DEPTH = 8;
/** How many texts are told apart, and how long they are: far beyond a version, or `true`. */
const MAX_TEXTS = 8;
const MAX_LENGTH = 200;

/** A scope for a text of a chart: what its helpers print is known in it. */
export function scopeIn(context: ChartContext, depth = 0): Scope {
  return new Scope(context.capabilities, (name) => printedBy(name, context, depth));
}

/** Helpers call helpers, and templates call one helper again and again: each is read once for each depth. */
function printedBy(name: string, context: ChartContext, depth: number): Known | undefined {
  const body = context.helpers.get(name);
  if (body === undefined) return ofLibrary(context.library?.(name));
  if (depth > MAX_DEPTH) return NOT_KNOWN;
  const known = remembered.get(context) ?? new Map<string, Known>();
  remembered.set(context, known);
  const key = `${depth} ${name}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = printedOf(body, scopeIn(context, depth + 1), context.capabilities);
  known.set(key, found);
  return found;
}

function ofLibrary(texts: readonly string[] | undefined): Known | undefined {
  if (texts === undefined) return undefined;
  const [value] = texts;
  return texts.length === 1 ? { value, asks: true, path: null } : { value: undefined, asks: true, path: null, texts };
}

const remembered = new WeakMap<ChartContext, Map<string, Known>>();

/** One of the texts that something may print: known letter by letter, what a value says, or not known. */
type Text = string | typeof OF_VALUES | typeof UNKNOWN;
const OF_VALUES = Symbol('of values');
const UNKNOWN = Symbol('unknown');

/** The texts that a block may print: those of the arms before, and those of this one. */
interface Draft {
  readonly before: Text[];
  texts: readonly Text[];
}

/**
 * What a helper prints at the Target, by all its arms that may be taken. Where it asks for the cluster, arms that print what the
 * values say are left out if there are others: charts let users override their choice so, and by default it is empty.
 */
function printedOf(body: string, scope: Scope, capabilities: Capabilities): Known {
  const whole: Draft = { before: [], texts: [''] };
  const open: Draft[] = [];
  const innermost = (): Draft => open.at(-1) ?? whole;
  let asks = false;
  const print = (text: Text): void => {
    if (text !== '') innermost().texts = innermost().texts.map((one) => joined(one, text));
  };
  let at = 0;
  for (const action of actionsOf(body)) {
    const { role, start, end } = action;
    const words = wordsOf(body, action);
    print(body.slice(at, start));
    at = end;
    if (role === 'print') {
      const found = knownOf(words, capabilities, scope);
      asks ||= found.asks;
      print(found.value !== undefined ? String(found.value) : isOfValues(found) ? OF_VALUES : UNKNOWN);
    }
    if (role === 'else') finishArm(innermost(), scope.reach);
    const closed = role === 'close' ? open.pop() : undefined;
    if (closed !== undefined && scope.block?.isDefine !== true) {
      finishArm(closed, scope.reach);
      if (scope.mayTakeNone || closed.before.length === 0) closed.before.push('');
      const texts = few(closed.before);
      const around = innermost();
      around.texts = few(around.texts.flatMap((one) => texts.map((text) => joined(one, text))));
    }
    scope.take(role, words);
    if (role === 'open' || role === 'define') open.push({ before: [], texts: [''] });
    asks ||= scope.block?.now?.asks === true;
  }
  print(body.slice(at));
  const texts = new Set(whole.texts.map((text) => (typeof text === 'string' ? text.trim() : text)));
  // What charts let users override is the cluster's answer.
  if (asks && texts.size > 1) texts.delete(OF_VALUES);
  const known = [...texts].filter((text) => typeof text === 'string');
  if (known.length < texts.size) return { value: undefined, asks, path: null };
  return known.length > 1
    ? { value: undefined, asks, path: null, texts: known }
    : { value: known[0], asks, path: null };
}

/** Whether what is printed has nothing to do with the cluster, or overrides its version (`.Values.global.kubeVersion`). */
function isOfValues({ asks, path }: Known): boolean {
  return !asks || (path !== null && /^\$?\.Values\./.test(path));
}

/** Notes what an arm prints, where it may be taken. */
function finishArm(draft: Draft, reach: Reach): void {
  if (reach !== 'never') draft.before.push(...draft.texts);
  draft.texts = [''];
}

function joined(one: Text, other: Text): Text {
  if (one === UNKNOWN || other === UNKNOWN) return UNKNOWN;
  if (one === OF_VALUES || other === OF_VALUES) return OF_VALUES;
  return one.length + other.length > MAX_LENGTH ? UNKNOWN : one + other;
}

/** Each of some texts once; of too many nothing is known. */
function few(texts: readonly Text[]): readonly Text[] {
  const all = new Set(texts);
  return all.size > MAX_TEXTS ? [UNKNOWN] : [...all];
}
