import type { Action } from './template-actions.ts';
import { insideOf } from './template-actions.ts';

/** The branches that must be taken for a stretch of a template to be rendered, the outermost first. */
export type Branches = readonly Branch[];

/** One arm of an `if`, `range`, `with` ... */
export interface Branch {
  readonly control: Control;
  /** 0 for the first arm, 1 after the first `else`; where no arm is taken, one more than the last. */
  readonly arm: number;
}

/** An `if`, `range`, `with` ... of a part of a template. While the part is read, its arms become more. */
export interface Control {
  /** Counts those of a part. */
  readonly id: number;
  /** What each arm asks; `null` for one that asks nothing, or what cannot be compared. */
  readonly conditions: (Condition | null)[];
  /** Whether one of the arms is taken for certain. */
  exhaustive: boolean;
}

/** A condition of a template, so that two that are the same can be told by their keys. */
interface Condition {
  readonly key: string;
  /** What it must come to: `not x` has the key of `x`. */
  readonly value: boolean;
}

interface Open {
  readonly control: Control;
  readonly isDefine: boolean;
  /** What gave the dot its meaning here: the innermost control around that is no `if`. */
  readonly dot: number | null;
  arm: number;
}

/** The controls that are open where a part of a template is read. */
export class OpenControls {
  readonly #open: Open[] = [];
  #count = 0;
  #defines = 0;
  /** Counts the assignments: after one, a condition of a variable may come to something else. */
  #assigned = 0;
  /** The same for what is set in a map, which any condition may ask for. */
  #set = 0;

  /** Whether a `define` is open. */
  get isDefined(): boolean {
    return this.#defines > 0;
  }

  /**
   * Takes in an action and what it does to the controls that are open.
   *
   * @param written the action with its delimiters.
   * @returns whether it begins or ends a `define`.
   */
  take({ role }: Action, written: string): boolean {
    const last = this.#open.at(-1);
    const words = wordsIn(written);
    switch (role) {
      case 'open':
      case 'define': {
        const isDefine = role === 'define';
        const control: Control = { id: this.#count++, conditions: [], exhaustive: false };
        const condition = conditionIn(words);
        this.#addArm(control, condition, last?.dot ?? null);
        this.#open.push({ control, isDefine, dot: condition === null ? control.id : (last?.dot ?? null), arm: 0 });
        if (isDefine) this.#defines++;
        return isDefine;
      }
      case 'else':
        if (last === undefined) return false;
        last.arm++;
        last.control.exhaustive ||= words === 'else' || conditionIn(words) === NOT_KNOWN;
        this.#addArm(last.control, conditionIn(words), last.dot);
        return false;
      case 'close':
        this.#open.pop();
        if (last?.isDefine === true) this.#defines--;
        return last?.isDefine === true;
      case 'silent':
        this.#assigned++;
        if (/\bset\b/.test(written)) this.#set++;
        return false;
      default:
        return false;
    }
  }

  /** The branches in which what follows stands. */
  branches(): Branches {
    return this.#open
      .slice(0, MOST_NESTED)
      .filter(({ isDefine }) => !isDefine)
      .map(({ control, arm }) => ({ control, arm }));
  }

  /** What stands in a `range` or a `with` has another dot, so that the same words ask for something else. */
  #addArm({ conditions }: Control, words: string | null, dot: number | null): void {
    if (words === null || words === NOT_KNOWN || words.length > LONGEST_CONDITION) {
      conditions.push(null);
      return;
    }
    const denied = /^not (?:([^\s()]+)|\(([^()]*)\))$/.exec(words);
    const asked = (denied?.[1] ?? denied?.[2] ?? words).trim();
    const assigned = /\$\w/.test(asked) ? this.#assigned : 0;
    conditions.push({ key: `${dot} ${this.#set} ${assigned} ${asked}`, value: denied === null });
  }
}

/** The condition of the arms that are written out for a helper which prints one of several texts: one of them is taken. */
const NOT_KNOWN = '.';
/** How many of the blocks around a text are told apart: what stands deeper counts for the outer ones. */
const MOST_NESTED = 100;
/** Nobody writes the same long condition twice. */
const LONGEST_CONDITION = 500;

/** What stands in an action without its delimiters and trim marks. */
function wordsIn(written: string): string {
  return insideOf(written)
    .replace(/^[-+~=]/, '')
    .replace(/[-+~]$/, '')
    .trim();
}

/** The condition of an `if` or of an `else if`, its blanks made one; `null` for what is neither. */
function conditionIn(words: string): string | null {
  const found = /^(?:(?:else\s+)?if|elif|elsif)\b/.exec(words);
  return found === null ? null : words.slice(found[0].length).trim().split(/\s+/).join(' ');
}

/**
 * Whether what stands in some branches can be rendered together with what stands in others: no control puts them in
 * different arms, and no condition has to hold for the one and not for the other. What they have in common is around
 * what they have not.
 */
export function compatible(a: Branches, b: Branches): boolean {
  return canStandTogether(a, b) && !contradict(a, b);
}

/** The same, without what the conditions ask. */
export function canStandTogether(a: Branches, b: Branches): boolean {
  const parting = a.findIndex(({ control, arm }, at) => b[at]?.control !== control || b[at]?.arm !== arm);
  return parting === -1 || a[parting]?.control !== b[parting]?.control;
}

/** Whether all branches of the one are branches of the other. */
export function encloses(a: Branches, b: Branches): boolean {
  const [outer, inner] = a.length <= b.length ? [a, b] : [b, a];
  return outer.every(({ control, arm }, at) => inner[at]?.control === control && inner[at]?.arm === arm);
}

function contradict(a: Branches, b: Branches): boolean {
  if (a.length === 0 || b.length === 0) return false;
  const known = factsOf(a);
  for (const [key, value] of factsOf(b)) if ((known.get(key) ?? value) !== value) return true;
  return false;
}

/** How many controls, from the innermost, and how many arms before are asked: far more than two values of an object have. */
const MOST_CONTROLS = 8;
const MOST_ARMS = 8;

const remembered = new WeakMap<Branches, ReadonlyMap<string, boolean>>();

/** What conditions come to where some branches are taken: that of each arm holds, and those of the arms before do not. */
function factsOf(branches: Branches): ReadonlyMap<string, boolean> {
  const before = remembered.get(branches);
  if (before !== undefined) return before;
  const facts = new Map<string, boolean>();
  for (const { control, arm } of branches.slice(-MOST_CONTROLS)) {
    for (const condition of control.conditions.slice(0, Math.min(arm, MOST_ARMS))) {
      if (condition !== null) facts.set(condition.key, !condition.value);
    }
    const own = control.conditions[arm];
    if (own != null) facts.set(own.key, own.value);
  }
  remembered.set(branches, facts);
  return facts;
}
