import type { ApiState } from '../catalog/catalog.ts';
import type { ReferenceSort, Severity } from '../model/finding.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { gvkKey } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';
import { isLater } from '../model/release.ts';
import { isGone, isServed, representative } from './family.ts';
import type { Reference, ReferenceContext } from './reference.ts';
import type { SelectedText } from './select.ts';

/** Groups, versions and resources that are named crosswise: a rule of RBAC, of a webhook, of a policy. */
export interface Selection {
  readonly groups: readonly SelectedText[];
  /** `null` where the place names none, and all are meant. */
  readonly versions: readonly SelectedText[] | null;
  readonly resources: readonly SelectedText[];
  /** What is named in place of resources, where that is done by kind. */
  readonly kinds?: readonly SelectedText[];
}

export interface SelectionOptions {
  readonly sort: Extract<ReferenceSort, 'permission' | 'match'>;
  /** Whether only requests in the very versions named are meant (`matchPolicy: Exact`). */
  readonly exact: boolean;
}

/** One resource of one group, in the versions named. */
interface Named {
  readonly at: SelectedText;
  readonly versions: readonly GroupVersionKind[];
}

/**
 * The References of selections that stand in one object. Each names, for one resource of one group, the best version at
 * the Target. How much a finding may matter depends on what else the object selects: a permission for Ingresses of
 * `extensions` is left over where the same role has one for those of `networking.k8s.io`, and a gap where it has not.
 */
export function* referencesOfSelections(
  selections: readonly Selection[],
  options: SelectionOptions,
  context: ReferenceContext,
): Generator<Reference> {
  const selects = selectorOf(selections);
  for (const selection of selections) {
    for (const { at, versions } of namedIn(selection, context)) {
      const state = representative(versions, context);
      if (state === null) continue;
      const successor = isGone(state) || state.deprecated ? successorOf(state, context) : null;
      const covered = successor !== null && selects(successor, context);
      const next = context.catalog.entry(state.gvk)?.replacement ?? null;
      // What its own replacement went after is told once, of the replacement.
      const isTold = successor === null && next !== null && selects(next, context);
      yield {
        gvk: state.gvk,
        offset: at.node.start,
        path: at.path,
        sort: options.sort,
        ...(covered && isGone(state) ? { covered } : {}),
        ...(isTold ? { silent: true } : weight(state, successor, covered, options)),
      };
    }
  }
}

/** How much of a finding there may be. */
function weight(
  state: ApiState,
  successor: GroupVersionKind | null,
  covered: boolean,
  { sort, exact }: SelectionOptions,
): { readonly atMost?: Severity; readonly silent?: boolean } {
  if (isGone(state)) return covered ? { atMost: 'note' } : successor === null ? { atMost: 'warning' } : {};
  if (!isServed(state)) return { atMost: 'note' };
  if (state.stability === 'alpha') return { atMost: 'note' };
  if (!state.deprecated || covered) return { silent: true };
  // A permission holds in every version: nothing is to be done where none of them is to go.
  if (sort === 'permission' && state.lifecycle.removed === null) return { silent: true };
  // Until it goes, an old version matches requests in every version, unless only its own are asked for.
  const isGap = successor !== null && (sort === 'permission' ? successor.group !== state.gvk.group : exact);
  return { atMost: isGap ? 'warning' : 'note' };
}

/** What the Target serves in place of an API: its declared replacement, or the kind of that name in another group. */
function successorOf(state: ApiState, { catalog, target }: ReferenceContext): GroupVersionKind | null {
  const { gvk, replacement, advice } = state;
  const wanted = advice.meanwhile ?? replacement;
  if (wanted !== null && isServed(catalog.state(wanted, target))) return wanted;
  const served = catalog
    .namesakes(gvk.kind)
    .filter((other) => other.kind === gvk.kind && other.group !== gvk.group && other.resource !== null)
    .filter((other) => isServed(catalog.state(other, target)));
  return new Set(served.map(({ group }) => group)).size === 1 ? (served[0] as GroupVersionKind) : null;
}

/** Whether any of the selections selects a kind. There may be thousands of selections, and they ask of the same few kinds. */
function selectorOf(selections: readonly Selection[]) {
  const known = new Map<string, boolean>();
  const has = (names: readonly SelectedText[], name: string) =>
    names.some(({ node }) => node.value === '*' || parentOf(node.value) === name);
  const isSelected = (gvk: GroupVersionKind, { catalog }: ReferenceContext): boolean => {
    const resource = catalog.entry(gvk)?.resource ?? null;
    return selections.some(
      ({ groups, versions, resources, kinds = [] }) =>
        has(groups, gvk.group) &&
        (versions === null || has(versions, gvk.version)) &&
        (has(kinds, gvk.kind) || resource === null || has(resources, resource) || has(resources, '*')),
    );
  };
  return (gvk: GroupVersionKind, context: ReferenceContext): boolean => {
    const key = gvkKey(gvk);
    const answer = known.get(key) ?? isSelected(gvk, context);
    known.set(key, answer);
    return answer;
  };
}

/** The resource that a subresource belongs to: `deployments/scale` is of `deployments`. */
function parentOf(resource: string): string {
  const slash = resource.indexOf('/');
  return slash === -1 ? resource : resource.slice(0, slash);
}

function* namedIn({ groups, versions, resources, kinds = [] }: Selection, context: ReferenceContext): Generator<Named> {
  const anyVersion = versions === null || versions.some(({ node }) => node.value === '*');
  // A list as the catalog has it is kept whole: it is known what stands for it.
  const meantOf = (known: readonly GroupVersionKind[]) =>
    anyVersion ? known : known.filter((gvk) => versions.some(({ node }) => node.value === gvk.version));
  const groupsSeen = new Set<string>();
  for (const { node: group } of groups) {
    if (groupsSeen.has(group.value) || context.catalog.resourcesOf(group.value).length === 0) continue;
    groupsSeen.add(group.value);
    const seen = new Set<string>();
    for (const at of resources) {
      const resource = parentOf(at.node.value);
      for (const name of resource === '*' ? lastOf(group.value, context) : [resource]) {
        if (seen.has(name)) continue;
        seen.add(name);
        const known = meantOf(context.catalog.versionsOfResource(group.value, name));
        if (known.length > 0) yield { at, versions: known };
      }
    }
    for (const at of kinds) {
      const known = meantOf(context.catalog.versionsOf(group.value, at.node.value));
      if (known.length > 0) yield { at, versions: known };
    }
  }
}

/**
 * Of a group of which nothing is left, the resources that went last: they stand for the whole. None where the group lives
 * on, or never was.
 */
function lastOf(group: string, context: ReferenceContext): readonly string[] {
  const states = context.catalog
    .resourcesOf(group)
    .map((name) => ({ name, state: representative(context.catalog.versionsOfResource(group, name), context) }));
  if (states.some(({ state }) => state === null || !isGone(state))) return [];
  const last = states.reduce<Release | null>(
    (latest, { state }) => later(latest, state?.lifecycle.removed ?? null),
    null,
  );
  return states.filter(({ state }) => state?.lifecycle.removed === last).map(({ name }) => name);
}

function later(a: Release | null, b: Release | null): Release | null {
  return a === null || (b !== null && isLater(b, a)) ? b : a;
}
