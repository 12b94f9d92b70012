import type { GroupVersionKind } from '../model/gvk.ts';
import type { Change, Comings, Diff } from './change.ts';

/** Which changes of a Diff to keep; absent is all. */
export interface DiffFilter {
  /** API groups, the core group as `core` or the empty text; case does not matter. */
  readonly groups?: readonly string[];
  /** Kinds or schema types; case does not matter. */
  readonly kinds?: readonly string[];
  /** Classes; `breaking` is both that break. */
  readonly classes?: readonly string[];
}

/** The Diff with the changes that pass. A change of a shared type passes by any kind that it reaches; a gate by none. */
export function filterDiff(whole: Diff, { groups, kinds, classes }: DiffFilter): Diff {
  const wantedGroups = groups === undefined ? null : new Set(groups.map(groupOf));
  const wantedKinds = kinds === undefined ? null : new Set(kinds.map((kind) => kind.toLowerCase()));
  const passes = (gvk: GroupVersionKind) =>
    (wantedGroups === null || wantedGroups.has(groupOf(gvk.group))) &&
    (wantedKinds === null || wantedKinds.has(gvk.kind.toLowerCase()));
  const changes = whole.changes.filter((change) => {
    if (classes !== undefined && !classes.some((wanted) => hasClass(change, wanted))) return false;
    if (wantedGroups === null && wantedKinds === null) return true;
    return kindsOf(change).some(passes);
  });
  // Of one kind nobody asks which groups and versions came with others.
  const keeps = (name: string) => wantedKinds === null && (wantedGroups === null || wantedGroups.has(groupOf(name)));
  const keepsVersion = (name: string) => keeps(name.includes('/') ? name.slice(0, name.indexOf('/')) : 'core');
  return {
    ...whole,
    changes,
    groups: only(whole.groups, keeps),
    groupVersions: only(whole.groupVersions, keepsVersion),
  };
}

/** A group by the name that people give it, in small letters as all of them are. */
function groupOf(name: string): string {
  const small = name.toLowerCase();
  return small === 'core' ? '' : small;
}

/** Whether anything of a Diff is kept by a filter. */
export function touchesAny(whole: Diff, filter: DiffFilter): boolean {
  const { changes, groups, groupVersions } = filterDiff(whole, filter);
  return [changes, groups.added, groups.removed, groupVersions.added, groupVersions.removed].some(
    (kept) => kept.length > 0,
  );
}

function only({ added, removed }: Comings, keeps: (name: string) => boolean): Comings {
  return { added: added.filter(keeps), removed: removed.filter(keeps) };
}

/** The kinds that a change is about. */
function kindsOf(change: Change): readonly GroupVersionKind[] {
  if ('gate' in change) return [];
  if ('definition' in change) {
    const type = change.definition.slice(change.definition.lastIndexOf('.') + 1);
    return [...change.reach.kinds, ...change.reach.kinds.map((gvk) => ({ ...gvk, kind: type }))];
  }
  return 'other' in change && change.other !== null ? [change.gvk, change.other] : [change.gvk];
}

/** Whether a change is of a class; `breaking` is both that break. */
export function hasClass({ classes }: Change, wanted: string): boolean {
  return classes.some((name) => name === wanted || (wanted === 'breaking' && name.startsWith('breaking-')));
}
