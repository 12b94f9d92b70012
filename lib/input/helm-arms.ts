import type { Guarded } from '../model/resource.ts';
import type { Capabilities, Outcome } from './helm-condition.ts';
import { evaluate } from './helm-condition.ts';
import type { Action } from './template-actions.ts';

/** What stands between two actions of one `if`, and what its guard makes of it at the Target. */
export interface Arm {
  /** Offset after the action that opens it. */
  readonly start: number;
  /** Offset of the action that closes it. */
  readonly end: number;
  /** `null` where its conditions do not ask for the cluster. */
  readonly guarded: Guarded | null;
  /** The arms it stands in are those before it in the list that contain it. */
  readonly control: number;
}

interface Open {
  readonly control: number;
  readonly isIf: boolean;
  /** What the conditions of the arms before came to. */
  readonly before: Outcome[];
  now: Outcome | null;
  start: number;
}

/** The arms of every `if` in a text, the outer ones and the earlier ones first. */
export function armsOf(text: string, actions: readonly Action[], capabilities: Capabilities): Arm[] {
  const arms: Arm[] = [];
  const open: Open[] = [];
  let controls = 0;
  const finish = (control: Open, end: number): void => {
    if (!control.isIf) return;
    arms.push({ start: control.start, end, guarded: guardOf(control), control: control.control });
  };
  for (const action of actions) {
    const words = wordsOf(text, action);
    const last = open.at(-1);
    switch (action.role) {
      case 'open':
      case 'define': {
        const condition = /^if\b([\s\S]*)$/.exec(words)?.[1];
        const now = condition === undefined ? null : evaluate(condition, capabilities);
        open.push({ control: controls++, isIf: condition !== undefined, before: [], now, start: action.end });
        break;
      }
      case 'else':
        if (last === undefined) break;
        finish(last, action.start);
        if (last.now !== null) last.before.push(last.now);
        last.now = elseCondition(words, capabilities);
        last.start = action.end;
        break;
      case 'close':
        if (last !== undefined) finish(last, action.start);
        open.pop();
        break;
    }
  }
  return arms.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** What stands in an action without its delimiters and trim marks. */
export function wordsOf(text: string, { start, end }: Action): string {
  // The blanks are left to `trim`: a pattern for those at the end begins anew at each of a long run in the midst.
  return text
    .slice(start + 2, end - 2)
    .replace(/^-|-$/g, '')
    .trim();
}

function elseCondition(words: string, capabilities: Capabilities): Outcome | null {
  const condition = /^else\s+if\b([\s\S]*)$/.exec(words)?.[1];
  return condition === undefined ? null : evaluate(condition, capabilities);
}

function guardOf({ before, now }: Open): Guarded | null {
  if (now?.holds === false || before.some(({ holds }) => holds === true)) return 'not-taken';
  return now?.asks === true || before.some(({ asks }) => asks) ? 'taken' : null;
}

/** The guard of an offset: that of the arms it stands in, of which one that is not taken decides. */
export function guardAt(arms: readonly Arm[], offset: number): Guarded | null {
  let found: Guarded | null = null;
  for (const { start, end, guarded } of arms) {
    if (start > offset) break;
    if (offset >= end || guarded === null) continue;
    if (guarded === 'not-taken') return 'not-taken';
    found = guarded;
  }
  return found;
}
