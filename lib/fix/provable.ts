import { rootsOf } from '../input/roots.ts';
import type { Node } from '../model/node.ts';
import type { Resource } from '../model/resource.ts';
import type { StepEdit } from './edits.ts';
import { endOf } from './layout.ts';
import { nodeAt } from './places.ts';
import type { Plan } from './plan.ts';
import type { TextEdit } from './text-edit.ts';
import { applyEdits, onceEach, overlap } from './text-edit.ts';
import type { Json, Path } from './value.ts';
import { hiddenEntries, isSame, jsonOf, pathOf, put, valuesIn } from './value.ts';
import type { Writable } from './writing.ts';

/** One resource and what is to be done to it. */
export interface Job {
  readonly resource: Resource;
  readonly plan: Plan;
  readonly edits: readonly StepEdit[];
  /** What the resource is to be afterwards. */
  readonly expected: Json;
  /** The same with less to be done, for where the whole cannot be shown to do what it is to; the most first. */
  readonly weaker?: readonly (() => Writable)[];
}

/**
 * How much may be read to find out which jobs do what they are to do, in characters; a value takes as long as twenty. It is
 * about half a second's work. Most texts are read once, and twice for each time that the jobs of one document can be halved where
 * one of them fails.
 */
const READ_FOR_PROOFS = 6_000_000;
const CHARACTERS_A_VALUE = 20;

/** So often a text may be read, however long or short it is. */
const LEAST_PROOFS = 4;
const MOST_PROOFS = 100;

/**
 * The jobs that are {@link provable}; of those that are not, what is left of them when parts are given up, where that is. Every
 * resource has one job at most.
 */
export function provableInPart(text: string, jobs: readonly Job[]): readonly Job[] {
  let kept = jobs.length === 0 ? [] : provable(text, jobs);
  const rounds = jobs.reduce((most, { weaker = [] }) => Math.max(most, weaker.length), 0);
  for (let round = 0; round < rounds && kept.length < jobs.length; round++) {
    const done = new Set(kept.map(({ resource }) => resource));
    const retried = jobs.flatMap((job): readonly Job[] => {
      const weaker = done.has(job.resource) ? undefined : job.weaker?.[round]?.();
      const isLess = weaker !== undefined && weaker.plan.steps.length < job.plan.steps.length;
      return !isLess || weaker.written === null ? [] : [{ ...job, plan: weaker.plan, ...weaker.written }];
    });
    if (retried.length === 0) continue;
    const again = new Set(provable(text, [...kept, ...retried]));
    if (kept.every((job) => again.has(job))) kept = [...again];
  }
  return kept;
}

/**
 * The jobs whose edits do what they are to do, together with all others that do: the edited text reads, document by document, as
 * it did, but for what was to change. Where too many fail for each to be tried, some that would do are not among them.
 */
export function provable(text: string, jobs: readonly Job[]): readonly Job[] {
  const roots = rootsOf(text);
  const size = roots.reduce((sum, root) => sum + sizeOf(root), text.length);
  const proof = { text, roots, left: Math.min(Math.max(READ_FOR_PROOFS / size, LEAST_PROOFS), MOST_PROOFS) };
  const found = search(proof, jobs);
  return found === jobs || unproved(proof, found).length === 0 ? found : [];
}

function sizeOf(root: Node | string): number {
  return typeof root === 'string' ? 0 : valuesIn(root) * CHARACTERS_A_VALUE;
}

/** A text whose jobs are being proved. */
interface Proof {
  readonly text: string;
  readonly roots: readonly (Node | string)[];
  /** How often the text may yet be read. */
  left: number;
}

/** Documents have nothing to do with each other: the jobs of each are halved until those are found that fail, of all at a time. */
function search(proof: Proof, jobs: readonly Job[]): readonly Job[] {
  if (jobs.length === 0 || proof.left-- <= 0) return [];
  const groups = unproved(proof, jobs);
  if (groups.length === 0) return jobs;
  const failed = new Set(groups.flat());
  const several = groups.filter((group) => group.length > 1);
  return [
    ...jobs.filter((job) => !failed.has(job)),
    ...search(
      proof,
      several.flatMap((group) => group.slice(0, group.length >> 1)),
    ),
    ...search(
      proof,
      several.flatMap((group) => group.slice(group.length >> 1)),
    ),
  ];
}

/** The edits of several resources: what is shared by an anchor, within one or among several, and to become the same is edited once. */
export function editsOfAll(jobs: readonly Job[]): readonly TextEdit[] {
  return onceEach(jobs.flatMap((job) => job.edits.map(({ start, end, text }) => ({ start, end, text }))));
}

/** The jobs in each document that does not read as it is to when all are done; all jobs as one, where that is not to be told. */
function unproved({ text, roots }: Proof, jobs: readonly Job[]): readonly (readonly Job[])[] {
  const edits = editsOfAll(jobs);
  if (overlap(edits)) return [jobs];
  const after = rootsOf(applyEdits(text, edits));
  if (roots.length !== after.length) return [jobs];
  const byPlace = [...jobs].sort((a, b) => startOf(a) - startOf(b));
  const failed: (readonly Job[])[] = [];
  let next = 0;
  for (const [at, root] of roots.entries()) {
    const edited = after[at] as Node | string;
    if (typeof root === 'string') {
      if (root !== edited) return [jobs];
      continue;
    }
    // Documents stand one behind the other, and a resource within its own.
    const first = next;
    while (next < byPlace.length && startOf(byPlace[next] as Job) <= root.end) next++;
    const own = byPlace.slice(first, next);
    if (typeof edited !== 'string' && readsAsWanted(text, root, edited, own)) continue;
    if (own.length === 0) return [jobs];
    failed.push(own);
  }
  return next === byPlace.length ? failed : [jobs];
}

/** Whether a document reads as it did, but for what jobs are to change in it. */
function readsAsWanted(text: string, root: Node, edited: Node, jobs: readonly Job[]): boolean {
  let wanted = jsonOf(root);
  const copies = new Set<Json>();
  for (const { resource, expected } of jobs) {
    const steps = pathOf(root, resource.path);
    const node = nodeAt(root, steps);
    const isHere =
      node !== null && node.start === resource.node?.start && endOf(text, node) === endOf(text, resource.node);
    if (!isHere) return false;
    wanted = replaced(wanted, steps, expected, copies);
  }
  // A key that is there twice reads as one: the number of them must not grow.
  return isSame(wanted, jsonOf(edited)) && hiddenEntries(root) === hiddenEntries(edited);
}

function startOf({ resource }: Job): number {
  return resource.node?.start ?? 0;
}

/** A value with another one at a path. @param copies what was copied on the way to others, and need not be again. */
function replaced(value: Json, [step, ...rest]: Path, by: Json, copies: Set<Json>): Json {
  if (step === undefined) return by;
  const copy = (copies.has(value) ? value : Array.isArray(value) ? [...value] : { ...(value as object) }) as Copy;
  copies.add(copy);
  put(copy, String(step), replaced(copy[step] as Json, rest, by, copies));
  return copy;
}

type Copy = Record<string | number, Json>;
