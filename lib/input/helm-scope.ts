import type { Capabilities, Known, Names, Outcome } from './helm-condition.ts';
import { evaluate, knownOf, NOT_KNOWN } from './helm-condition.ts';
import type { Role } from './template-actions.ts';

/** Whether what stands at a place is printed at the Target. */
export type Reach = 'surely' | 'perhaps' | 'never';

/** An `if`, `range`, `with`, `define` ... and the arm of it that is being read. */
export interface Block {
  readonly isIf: boolean;
  /** Whether what stands in it is printed, as far as the blocks around it tell. */
  readonly around: Reach;
  /** Of the arms before: whether the condition of one of them holds, whether one may hold, and whether one asks for the cluster. */
  held: boolean;
  mayHold: boolean;
  asked: boolean;
  /** What the condition of the arm comes to; `null` for the last `else`, and for what is no `if`. */
  now: Outcome | null;
  /** Whether the arm is the last `else`. */
  isLast: boolean;
  /** The variables declared in the arm, and what their names stood for before. */
  readonly declared: { readonly name: string; readonly before: Variable | undefined }[];
  readonly isDefine: boolean;
}

interface Variable {
  readonly known: Known;
  /** How many blocks are around its declaration. */
  readonly depth: number;
}

const DECLARED_IN_CONDITION = /^(\$\w+)\s*:=\s*/;
const ASSIGNMENT = /^(\$\w+)\s*(:?=)\s*/;
const LOOP_VARIABLES = /^range\s+(\$\w+)\s*(?:,\s*(\$\w+)\s*)?:=/;

/**
 * Follows the actions of a template or of a helper, one after the other, and knows at each what its variables hold at the
 * Target. What is assigned in an arm that may not be taken leaves nothing known, where it was something else before.
 */
export class Scope implements Names {
  readonly #capabilities: Capabilities;
  readonly #variables = new Map<string, Variable>();
  readonly #blocks: Block[] = [];
  readonly helper: Names['helper'];

  /** @param helper what the helpers of the chart print, by their names. */
  constructor(capabilities: Capabilities, helper: Names['helper'] = () => undefined) {
    this.#capabilities = capabilities;
    this.helper = helper;
  }

  variable(name: string): Known | undefined {
    return this.#variables.get(name)?.known;
  }

  /** The innermost block. */
  get block(): Block | undefined {
    return this.#blocks.at(-1);
  }

  /** Whether what follows is printed. */
  get reach(): Reach {
    const block = this.block;
    return block === undefined ? 'surely' : reachOf(block);
  }

  /** Whether no arm of the innermost block may be taken, as far as its arms so far tell. */
  get mayTakeNone(): boolean {
    const { block } = this;
    return block !== undefined && !block.isLast && !block.held && block.now?.holds !== true;
  }

  /** @param words what stands in the action. */
  take(role: Role, words: string): void {
    const last = this.block;
    switch (role) {
      case 'open':
      case 'define':
        this.#open(role, words);
        break;
      case 'else':
        if (last === undefined) break;
        this.#forget(last);
        last.held ||= last.now?.holds === true;
        last.mayHold ||= last.now?.holds === null;
        last.asked ||= last.now?.asks === true;
        last.now = this.#outcome(/^else\s+if\b/, words, last);
        last.isLast = words === 'else';
        break;
      case 'close':
        if (last !== undefined) this.#forget(last);
        this.#blocks.pop();
        break;
      case 'silent':
        this.#assign(words);
        break;
    }
  }

  #open(role: 'open' | 'define', words: string): void {
    const isIf = /^if\b/.test(words);
    const block: Block = {
      isIf,
      around: this.reach,
      held: false,
      mayHold: false,
      asked: false,
      now: null,
      isLast: false,
      declared: [],
      isDefine: role === 'define',
    };
    this.#blocks.push(block);
    if (isIf) block.now = this.#outcome(/^if\b/, words, block);
    else if (/^with\b/.test(words)) this.#outcome(/^with\b/, words, block);
    else {
      for (const name of LOOP_VARIABLES.exec(words)?.slice(1) ?? []) {
        if (name !== undefined) this.#declare(name, NOT_KNOWN, block);
      }
    }
  }

  /** What a condition comes to, which may give its value a name: `if $v := .Values.version`. */
  #outcome(opener: RegExp, words: string, block: Block): Outcome | null {
    const found = opener.exec(words);
    if (found === null) return null;
    const condition = words.slice(found[0].length).trim();
    const declared = DECLARED_IN_CONDITION.exec(condition);
    if (declared === null) return evaluate(condition, this.#capabilities, this);
    const expression = condition.slice(declared[0].length);
    this.#declare(declared[1] as string, knownOf(expression, this.#capabilities, this), block);
    return evaluate(expression, this.#capabilities, this);
  }

  #assign(words: string): void {
    const [written, name, operator] = ASSIGNMENT.exec(words) ?? [];
    if (written === undefined || name === undefined) return;
    const value = knownOf(words.slice(written.length), this.#capabilities, this);
    if (operator === ':=') {
      this.#declare(name, value, this.block);
      return;
    }
    const { known = NOT_KNOWN, depth } = this.#variables.get(name) ?? { depth: 0 };
    const reach = this.#reachFrom(depth);
    if (reach === 'never') return;
    this.#variables.set(name, { known: reach === 'surely' ? value : either(known, value), depth });
  }

  /** Whether what follows is come to wherever the innermost of so many blocks is. */
  #reachFrom(depth: number): Reach {
    if (this.#blocks.length - depth > MOST_BLOCKS) return this.reach;
    return this.#blocks.slice(depth).reduce<Reach>((around, block) => reachOf({ ...block, around }), 'surely');
  }

  #declare(name: string, known: Known, block: Block | undefined): void {
    block?.declared.push({ name, before: this.#variables.get(name) });
    this.#variables.set(name, { known, depth: this.#blocks.length });
  }

  /** A variable ends with the arm that declares it. */
  #forget({ declared }: Block): void {
    for (const { name, before } of declared.splice(0).reverse()) {
      if (before === undefined) this.#variables.delete(name);
      else this.#variables.set(name, before);
    }
  }
}

function reachOf({ isIf, isDefine, around, held, mayHold, now }: Block): Reach {
  if (isDefine || around === 'never') return around;
  if (!isIf) return 'perhaps';
  if (held || now?.holds === false) return 'never';
  return now?.holds === null || mayHold ? 'perhaps' : around;
}

/** What is known of a value that is the one or the other. */
function either(one: Known, other: Known): Known {
  const asks = one.asks || other.asks;
  if (one.value === other.value && one.path === other.path && one.texts === other.texts) return { ...one, asks };
  const texts = new Set([...textsOf(one), ...textsOf(other)]);
  const areKnown = textsOf(one).length > 0 && textsOf(other).length > 0 && texts.size <= MOST_TEXTS;
  return { ...NOT_KNOWN, asks, ...(areKnown ? { texts: [...texts] } : {}) };
}

/** How many blocks between a variable and an assignment to it are looked at: far more than charts write. */
const MOST_BLOCKS = 100;

/** How many texts of one variable are told apart: far more than there are versions of an API. */
const MOST_TEXTS = 8;

function textsOf({ value, texts }: Known): readonly string[] {
  return typeof value === 'string' ? [value] : (texts ?? []);
}
