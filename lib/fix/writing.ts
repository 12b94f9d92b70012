import type { Entry, MappingNode, Node } from '../model/node.ts';
import type { StepEdit } from './edits.ts';
import { editsOf } from './edits.ts';
import { expectedValue } from './expected.ts';
import type { Plan } from './plan.ts';
import { isMove } from './plan.ts';
import type { Reason, Step } from './step.ts';
import type { Json, JsonMapping } from './value.ts';

/** How a plan is written into a text. */
export interface Written {
  readonly edits: readonly StepEdit[];
  /** What the resource is to be afterwards. */
  readonly expected: Json;
}

/** A plan without what the text does not allow, which is among what is left; `written` is `null` where nothing is to be done. */
export interface Writable {
  readonly plan: Plan;
  readonly written: Written | null;
}

/** So often what cannot be written is taken out of a plan: what is found unwritable is found all at once, but for odd cases. */
const MOST_TRIES = 4;

/**
 * Finds how the groups of a plan can be written into a text: each as a whole, or it is left.
 *
 * @param planWithout makes the plan anew where the resource's API cannot be moved, for the reason given: what else is done
 * may depend on it.
 */
export function writable(
  text: string,
  node: MappingNode,
  value: JsonMapping,
  plan: Plan,
  planWithout: (reason: Reason) => Plan,
): Writable {
  let at = plan;
  for (let tries = 0; at.groups.length > 0; tries++) {
    const expected = expectedValue(value, at.steps);
    const edits: ReturnType<typeof editsOf> =
      expected === null ? { unwritable: at.steps.map((_, step) => step) } : editsOf(text, node, at.steps);
    if (!('unwritable' in edits)) return { plan: at, written: { edits, expected: expected as Json } };
    const failing = new Set(edits.unwritable);
    const isFailing = tries === MOST_TRIES ? () => true : (step: number) => failing.has(step);
    at = without(at, isFailing, planWithout, edits.why === undefined ? {} : { why: edits.why });
  }
  return { plan: at, written: null };
}

/** A plan without the groups that a step fails in. */
function without(
  plan: Plan,
  isFailing: (step: number) => boolean,
  planWithout: (reason: Reason) => Plan,
  why: { readonly why?: 'comments' } = {},
): Plan {
  const groups: (readonly Step[])[] = [];
  const left: Reason[] = [];
  let at = 0;
  for (const group of plan.groups) {
    const first = at;
    at += group.length;
    const failed = group.find((_, index) => isFailing(first + index));
    if (failed === undefined) groups.push(group);
    else if (isMove(group)) return planWithout({ reason: 'layout', path: failed.path, ...why });
    else left.push({ reason: 'part-layout', path: failed.path, ...why });
  }
  return { ...plan, groups, steps: groups.flat(), left: [...plan.left, ...left] };
}

/** A plan without the parts whose places are shared by an anchor: what is done to one of its users is done to all of them. */
export function withoutShared(text: string, root: MappingNode, plan: Plan): Plan {
  const isFailing = plan.groups.flatMap((group) => {
    const isShared = !isMove(group) && group.some(({ path }) => isSharedAt(text, root, path));
    return group.map(() => isShared);
  });
  return without(
    plan,
    (step) => isFailing[step] === true,
    () => plan,
  );
}

/** Whether a path goes through something that has an anchor, or is an alias of it. */
function isSharedAt(text: string, root: MappingNode, path: readonly (string | number)[]): boolean {
  let at: Node | undefined = root;
  for (const step of path) {
    let next: Node | undefined;
    let before: number = at.start;
    if (at.type === 'sequence') next = at.items[Number(step)];
    else if (at.type === 'mapping') {
      const entry: Entry | undefined = at.entries.findLast(({ key }) => key.value === step);
      next = entry?.value;
      before = entry?.key.end ?? before;
    }
    if (next === undefined) return false;
    if (next.start < before || next.end > Math.max(at.end, next.start)) return true;
    if (
      /&[^\s,[\]{}]+\s+(?:!\S*\s+)?["']?$/.test(text.slice(Math.max(before, next.start - LONGEST_ANCHOR), next.start))
    )
      return true;
    at = next;
  }
  return false;
}

/** So far before a value its anchor is looked for. */
const LONGEST_ANCHOR = 200;
