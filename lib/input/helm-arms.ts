import { lastAtMost } from '../model/last-at-most.ts';
import type { Guarded } from '../model/resource.ts';
import type { Capabilities } from './helm-condition.ts';
import type { Block } from './helm-scope.ts';
import { Scope } from './helm-scope.ts';
import type { Action } from './template-actions.ts';

/** What stands between two actions of one `if`, and what its guard makes of it at the Target. */
export interface Arm {
  /** Offset after the action that opens it. */
  readonly start: number;
  /** Offset of the action that closes it. */
  readonly end: number;
  /** `null` where its conditions do not ask for the cluster. */
  readonly guarded: Guarded | null;
}

/** Sees each action that prints, while what stands before it is known. */
type Visit = (action: Action, words: string) => void;

/**
 * The arms of every `if` in a text, the outer ones and the earlier ones first.
 *
 * @param scope what the names in the text stand for; it follows the actions.
 * @param visit called with each action that prints, when the scope has come to it.
 */
export function armsOf(
  text: string,
  actions: readonly Action[],
  capabilities: Capabilities,
  scope: Scope = new Scope(capabilities),
  visit: Visit = () => {},
): Arm[] {
  const arms: Arm[] = [];
  const starts: number[] = [];
  const finish = (end: number): void => {
    const { block } = scope;
    if (block?.isIf === true) arms.push({ start: starts.at(-1) ?? 0, end, guarded: guardOf(block) });
  };
  for (const action of actions) {
    const { role, start, end } = action;
    const words = wordsOf(text, action);
    if (role === 'print') visit(action, words);
    if (role === 'else' || role === 'close') finish(start);
    scope.take(role, words);
    if (role === 'else' || role === 'close') starts.pop();
    if (role === 'open' || role === 'define' || role === 'else') starts.push(end);
  }
  return arms.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** What stands in an action without its delimiters and trim marks. */
export function wordsOf(text: string, { start, end }: Action): string {
  const from = text[start + 2] === '-' ? start + 3 : start + 2;
  const to = text[end - 3] === '-' ? end - 3 : end - 2;
  return text.slice(from, Math.max(from, to)).trim();
}

function guardOf({ held, asked, now }: Block): Guarded | null {
  if (now?.holds === false || held) return 'not-taken';
  return now?.asks === true || asked ? 'taken' : null;
}

/** Tells of the offsets of a text which arms they stand in. */
export interface ArmIndex {
  /** The innermost arm; `null` where an offset stands in none. */
  innermostAt(offset: number): Arm | null;
  /** That of the arms it stands in, of which one that is not taken decides. */
  guardAt(offset: number): Guarded | null;
}

/** A stretch of a text that begins at an offset, and ends where the next one begins. */
interface Stretch {
  readonly at: number;
  readonly arm: Arm | null;
  readonly guarded: Guarded | null;
}

/** @param arms of one text, as {@link armsOf} gives them: each stands in another whole, or not at all. */
export function armIndex(arms: readonly Arm[]): ArmIndex {
  const stretches: Stretch[] = [{ at: 0, arm: null, guarded: null }];
  const open: Stretch[] = [];
  const around = (): Omit<Stretch, 'at'> => open.at(-1) ?? { arm: null, guarded: null };
  const closeUpTo = (offset: number): void => {
    for (let last = open.at(-1)?.arm; last != null && endOf(last) <= offset; last = open.at(-1)?.arm) {
      open.pop();
      stretches.push({ ...around(), at: endOf(last) });
    }
  };
  for (const arm of arms) {
    closeUpTo(arm.start);
    const outer = around().guarded;
    const stretch = { at: arm.start, arm, guarded: outer === 'not-taken' ? outer : (arm.guarded ?? outer) };
    open.push(stretch);
    stretches.push(stretch);
  }
  closeUpTo(Number.POSITIVE_INFINITY);
  const stretchAt = (offset: number) => stretches[lastAtMost(stretches, ({ at }) => at, offset)] as Stretch;
  return {
    innermostAt: (offset) => stretchAt(offset).arm,
    guardAt: (offset) => stretchAt(offset).guarded,
  };
}

/** An arm without a letter is one all the same: it stands at its place. */
function endOf({ start, end }: Arm): number {
  return Math.max(end, start + 1);
}
