import { lastAtMost } from '../model/last-at-most.ts';
import type { Position, Positions } from '../model/location.ts';
import { LineIndex } from '../model/location.ts';
import type { Guarded } from '../model/resource.ts';
import { blanks } from './blanks.ts';
import { armIndex, armsOf } from './helm-arms.ts';
import type { Alternative } from './helm-helpers.ts';
import { alternativesOf, alternativesOfName } from './helm-helpers.ts';
import type { ChartContext } from './helm-printed.ts';
import { scopeIn } from './helm-printed.ts';
import type { Scope } from './helm-scope.ts';
import type { Defaults } from './helm-values.ts';
import { printedByDefault } from './helm-values.ts';
import { actionsOf } from './template-actions.ts';

/** A template of a chart, as far as it can be told without rendering what it prints at the Target. */
export interface Expanded {
  readonly text: string;
  /** Where the offsets of `text` stand in the template itself. */
  readonly lines: Positions;
  readonly guardAt: (offset: number) => Guarded | null;
}

/** A stretch of the new text that stands for an action of the old. */
interface Edit {
  readonly from: { readonly start: number; readonly end: number };
  readonly text: string;
  /** Offsets in `text`, and the guard of what stands there. */
  readonly guards: readonly { readonly start: number; readonly end: number; readonly guarded: Guarded }[];
}

/**
 * Writes out the helpers that print an apiVersion or a kind, and asks the guards of the template.
 *
 * @param options.prune whether the branches that the Target does not take are left out; offsets stay as they are.
 * @param options.defaults the values of the chart, of which an apiVersion or a kind may be made.
 */
export function expandTemplate(
  text: string,
  context: ChartContext,
  { prune, defaults }: { readonly prune: boolean; readonly defaults?: Defaults | undefined },
): Expanded {
  const actions = actionsOf(text);
  const scope = scopeIn(context);
  const edits: Edit[] = [];
  const arms = armsOf(text, actions, context.capabilities, scope, (action, words) => {
    const alternatives = isOfName(text, action.start)
      ? ofName(words, context, scope, defaults)
      : (alternativesOf(words, context, scope) ?? []);
    const wanted = prune ? alternatives.filter(({ guarded }) => guarded !== 'not-taken') : alternatives;
    if (wanted.length > 0) edits.push({ from: action, ...written(wanted) });
  });
  const base = prune
    ? blanked(
        text,
        arms.filter(({ guarded }) => guarded === 'not-taken'),
      )
    : text;
  const shifts = [{ at: 0, original: 0, isEdit: false }];
  const guards: { start: number; end: number; guarded: Guarded }[] = [];
  const pieces: string[] = [];
  let at = 0;
  let length = 0;
  const push = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
  };
  for (const { from, text: replacement, guards: own } of edits) {
    if (base.slice(from.start, from.start + 2).trim() === '') continue;
    push(base.slice(at, from.start));
    for (const { start, end, guarded } of own) guards.push({ start: length + start, end: length + end, guarded });
    shifts.push({ at: length, original: from.start, isEdit: true });
    push(replacement);
    shifts.push({ at: length, original: from.end, isEdit: false });
    at = from.end;
  }
  push(base.slice(at));
  const index = new LineIndex(text);
  const outer = armIndex(arms);
  const original = (offset: number): number => {
    const shift = lastAtOrBefore(shifts, offset);
    return shift.isEdit ? shift.original : shift.original + offset - shift.at;
  };
  return {
    text: pieces.join(''),
    lines: { position: (offset): Position => index.position(original(offset)) },
    guardAt: (offset) => {
      const near = guards[lastAtMost(guards, ({ start }) => start, offset)];
      const own = near !== undefined && offset < near.end ? near.guarded : null;
      return own === 'not-taken' ? own : (outer.guardAt(original(offset)) ?? own);
    },
  };
}

/** What an action may print that is, or is part of, an apiVersion or a kind. */
function ofName(
  words: string,
  context: ChartContext,
  scope: Scope,
  defaults: Defaults | undefined,
): readonly Alternative[] {
  const value = defaults === undefined ? undefined : printedByDefault(words, defaults);
  return value === undefined ? (alternativesOfName(words, context, scope) ?? []) : [{ text: value, guarded: null }];
}

/** Whether what stands at an offset is, or is part of, an apiVersion or a kind. */
function isOfName(text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - FURTHEST), offset);
  const newline = before.lastIndexOf('\n');
  if (newline === -1 && offset > FURTHEST) return false;
  return /^(?:\s*-)*\s*(?:apiVersion|kind):/.test(before.slice(newline + 1));
}

/** How far behind the beginning of its line an action is looked at: a line may have thousands of actions. */
const FURTHEST = 500;

/** Writes alternatives as the branches of one line, which the reader of templates understands. */
function written(alternatives: readonly Alternative[]): Omit<Edit, 'from'> {
  const only = alternatives[0];
  if (alternatives.length === 1 && only !== undefined) {
    const guards = only.guarded === null ? [] : [{ start: 0, end: only.text.length, guarded: only.guarded }];
    return { text: only.text, guards };
  }
  const guards: { start: number; end: number; guarded: Guarded }[] = [];
  let text = '';
  const { when } = alternatives[0] ?? {};
  alternatives.forEach((alternative, index) => {
    if (when === undefined) text += index === 0 ? '{{if .}}' : '{{else if .}}';
    else text += index === 0 ? `{{if ${when}}}` : '{{else}}';
    if (alternative.guarded !== null) {
      guards.push({ start: text.length, end: text.length + alternative.text.length, guarded: alternative.guarded });
    }
    text += alternative.text;
  });
  return { text: `${text}{{end}}`, guards };
}

/** @param arms by where they begin; they may stand in one another. */
function blanked(text: string, arms: readonly { readonly start: number; readonly end: number }[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end } of arms) {
    if (end <= at) continue;
    const from = Math.max(start, at);
    pieces.push(text.slice(at, from), blanks(text.slice(from, end)));
    at = end;
  }
  return pieces.join('') + text.slice(at);
}

/** The last of some places at an offset or before it; the first where there is none. */
function lastAtOrBefore<T extends { readonly at: number }>(list: readonly T[], offset: number): T {
  return list[
    Math.max(
      0,
      lastAtMost(list, ({ at }) => at, offset),
    )
  ] as T;
}
