import type { GroupVersionKind } from '../model/gvk.ts';
import { compareText, gvkKey, gvkOf } from '../model/gvk.ts';
import { listsBy } from '../model/lists.ts';
import type { Release } from '../model/release.ts';
import { isAtLeast, isLater } from '../model/release.ts';
import { compareVersions, stabilityOf } from '../model/stability.ts';
import type { TimelineKind } from './timeline.ts';

/**
 * Finds a successor for every alpha or beta kind for which nobody declares one: the same kind in the newest GA version
 * (else the newest beta that is more stable or newer), first in its own group, then in a group that took over from its
 * own (some other kind's declared replacement says so), then in the one other group that has a kind of this name; of
 * another group rather a version that was there when the kind went. A kind that is itself gone is no successor.
 *
 * Where there is none of these, the next version of its own group follows it, be it alpha, and gone later in turn: that may
 * be what a Target serves.
 *
 * @param newest the last release that is known: what is declared to go later is there.
 */
export function deriveReplacements(kinds: readonly TimelineKind[], newest: Release | null): TimelineKind[] {
  const byKind = listsBy(kinds, ({ kind }) => kind);
  const successors = successorGroups(kinds);
  return kinds.map((entry): TimelineKind => {
    if (entry.replacement !== null || entry.use !== undefined || stabilityOf(entry.version) === 'ga') return entry;
    const all = byKind.get(entry.kind) ?? [];
    const namesakes = all.filter(({ removed }) => newest === null || !isAtLeast(newest, removed));
    const isNewer = (other: TimelineKind) =>
      other.group === entry.group && compareVersions(other.version, entry.version) < 0;
    const found =
      best(namesakes.filter(isNewer)) ??
      bestInTime(
        namesakes.filter((other) => successors.get(entry.group)?.has(other.group)),
        entry,
      ) ??
      bestInTime(onlyOtherGroup(namesakes, entry, newest), entry) ??
      next(all.filter(isNewer), entry);
    if (found === undefined) return entry;
    return { ...entry, replacement: gvkOf(found), replacementBy: 'derived' };
  });
}

function successorGroups(kinds: readonly TimelineKind[]): Map<string, Set<string>> {
  const successors = new Map<string, Set<string>>();
  for (const { group, replacement } of kinds) {
    if (replacement === null || replacement.group === group) continue;
    const known = successors.get(group) ?? new Set();
    successors.set(group, known.add(replacement.group));
  }
  return successors;
}

/** The most stable, newest of the candidates that are GA or beta. */
function best(candidates: readonly TimelineKind[]): GroupVersionKind | undefined {
  return candidates
    .filter(({ version }) => stabilityOf(version) === 'ga' || stabilityOf(version) === 'beta')
    .sort((a, b) => compareVersions(a.version, b.version) || compareText(gvkKey(a), gvkKey(b)))[0];
}

/** In another group, rather a version that was there when the kind went than a newer one of after that. */
function bestInTime(candidates: readonly TimelineKind[], { removed }: TimelineKind): GroupVersionKind | undefined {
  const inTime = candidates.filter(({ introduced }) => removed !== null && isAtLeast(removed, introduced));
  return best(inTime) ?? best(candidates);
}

/** The next of newer versions that is there when the kind went. */
function next(newer: readonly TimelineKind[], entry: TimelineKind): TimelineKind | undefined {
  return newer
    .filter(({ removed }) => removed === null || (entry.removed !== null && isLater(removed, entry.removed)))
    .sort((a, b) => compareVersions(b.version, a.version))[0];
}

/** A kind's name says little across groups: only a kind that is gone by now, and only one other group, will do. */
function onlyOtherGroup(
  namesakes: readonly TimelineKind[],
  entry: TimelineKind,
  newest: Release | null,
): readonly TimelineKind[] {
  if (newest === null || !isAtLeast(newest, entry.removed)) return [];
  const others = namesakes.filter(({ group }) => group !== entry.group);
  return new Set(others.map(({ group }) => group)).size === 1 ? others : [];
}
