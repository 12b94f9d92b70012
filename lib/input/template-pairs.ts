import { compatible, encloses } from './template-branches.ts';
import type { Candidate } from './template-groups.ts';

/** Whether a candidate is written out. */
export function isLiteral({ read }: Candidate): boolean {
  return read.type === 'literal';
}

/** An apiVersion and a kind that can be rendered together. */
export interface Pair {
  readonly apiVersion: Candidate;
  readonly kind: Candidate;
}

/**
 * Pairs apiVersions with kinds that can be rendered together, each with its nearest: in the same branch, else in one
 * around or within it, else in any. Where a branch has several of each (the marker between two documents is printed
 * by the template), they go together in their order. Candidates are in the order of the text.
 */
export function pairsOf(apiVersions: readonly Candidate[], kinds: readonly Candidate[]): Pair[] {
  const pairs = new Map<string, Pair>();
  const add = (apiVersion: Candidate, kind: Candidate): void => {
    // Values that begin with the same piece stand at one place.
    const key = [apiVersion, kind].map(({ offset, text }) => `${offset} ${text}`).join('/');
    pairs.set(key, { apiVersion, kind });
  };
  const apiVersionsIn = byBranch(apiVersions);
  const kindsIn = byBranch(kinds);
  const kindsNear = neighbours(kinds);
  for (const apiVersion of apiVersions) {
    for (const kind of sameBranch(apiVersion, apiVersionsIn, kindsIn) ?? nearest(apiVersion, kindsNear(apiVersion)))
      add(apiVersion, kind);
  }
  const apiVersionsNear = neighbours(apiVersions);
  for (const kind of kinds) {
    for (const apiVersion of sameBranch(kind, kindsIn, apiVersionsIn) ?? nearest(kind, apiVersionsNear(kind)))
      add(apiVersion, kind);
  }
  return [...pairs.values()].sort((a, b) => a.apiVersion.offset - b.apiVersion.offset || a.kind.offset - b.kind.offset);
}

/** The candidates of each branch, and the number that each has in its own. */
interface ByBranch {
  readonly groups: ReadonlyMap<string, readonly Candidate[]>;
  readonly numbers: ReadonlyMap<Candidate, number>;
}

function byBranch(candidates: readonly Candidate[]): ByBranch {
  const groups = new Map<string, Candidate[]>();
  const numbers = new Map<Candidate, number>();
  for (const candidate of candidates) {
    const branch = branchOf(candidate);
    const group = groups.get(branch);
    numbers.set(candidate, group?.length ?? 0);
    if (group === undefined) groups.set(branch, [candidate]);
    else group.push(candidate);
  }
  return { groups, numbers };
}

/** How many candidates before, and how many after another, may go with it: far more than one object has. */
const MOST_NEIGHBOURS = 3;

/** Finds the candidates around another. Asked for others in the order of the text, it goes through them once. */
function neighbours(candidates: readonly Candidate[]): (other: Candidate) => readonly Candidate[] {
  let next = 0;
  return ({ offset }) => {
    while (next < candidates.length && (candidates[next] as Candidate).offset < offset) next++;
    return candidates.slice(Math.max(0, next - MOST_NEIGHBOURS), next + MOST_NEIGHBOURS);
  };
}

function branchOf({ branches }: Candidate): string {
  return branches.map(({ control, arm }) => `${control.id}.${arm}`).join('/');
}

function sameBranch(one: Candidate, siblings: ByBranch, others: ByBranch): Candidate[] | null {
  const branch = branchOf(one);
  const beside = others.groups.get(branch);
  const partner = beside?.[siblings.numbers.get(one) ?? 0] ?? beside?.at(-1);
  return partner === undefined ? null : [partner];
}

function nearest(one: Candidate, others: readonly Candidate[]): Candidate[] {
  const possible = others.filter((other) => compatible(one.branches, other.branches));
  const around = possible.filter((other) => encloses(one.branches, other.branches));
  return around.length > 0 ? around : possible;
}
