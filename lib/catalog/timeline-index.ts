import type { GroupVersionKind } from '../model/gvk.ts';
import { gvkKey } from '../model/gvk.ts';
import { addTo, listsBy } from '../model/lists.ts';
import { once } from '../model/once.ts';
import type { Release } from '../model/release.ts';
import { compareReleases } from '../model/release.ts';
import { compareVersions, stabilityOf } from '../model/stability.ts';
import type { ApiState } from './catalog.ts';
import type { Timeline, TimelineKind } from './timeline.ts';

type Kinds = readonly TimelineKind[];

/** The kinds of a Timeline, by all that they are looked up by. What not all audits ask for is made when one does. */
export interface TimelineIndex {
  /** By {@link gvkKey}. */
  readonly kinds: ReadonlyMap<string, TimelineKind>;
  /** By {@link kindKey}: the versions of a kind, the most stable and newest first. */
  readonly versions: ReadonlyMap<string, Kinds>;
  /** By name of the kind, as written. */
  readonly named: ReadonlyMap<string, Kinds>;
  /** By name of the kind or of its resource, in lower case. */
  readonly namesakes: () => ReadonlyMap<string, Kinds>;
  /** By group, then by name of the resource. */
  readonly resources: () => ReadonlyMap<string, ReadonlyMap<string, Kinds>>;
  /** By {@link kindKey}: when the first beta version of a kind came. */
  readonly firstBeta: ReadonlyMap<string, Release>;
  /** What was found out of them so far, by release: it never changes, and every share of an audit asks for it again. */
  readonly states: Map<TimelineKind, Map<Release, ApiState>>;
}

const indexes = new WeakMap<Timeline, TimelineIndex>();

/** The index of a Timeline, made once: there may be hundreds of Catalogs of the same one. */
export function indexOf(timeline: Timeline): TimelineIndex {
  const index = indexes.get(timeline) ?? newIndex(timeline);
  indexes.set(timeline, index);
  return index;
}

/** A text that is the same for all versions of a kind. */
export function kindKey({ group, kind }: Pick<GroupVersionKind, 'group' | 'kind'>): string {
  return `${group}/${kind}`;
}

function newIndex({ kinds }: Timeline): TimelineIndex {
  const versions = listsBy(kinds, kindKey);
  for (const list of versions.values()) list.sort((a, b) => compareVersions(a.version, b.version));
  return {
    kinds: new Map(kinds.map((entry) => [gvkKey(entry), entry])),
    versions,
    named: listsBy(kinds, ({ kind }) => kind),
    namesakes: once(() => namesakesAmong(kinds)),
    resources: once(() => resourcesAmong(kinds)),
    firstBeta: firstBetas(kinds),
    states: new Map(),
  };
}

function namesakesAmong(kinds: Kinds): Map<string, TimelineKind[]> {
  const lists = new Map<string, TimelineKind[]>();
  for (const entry of kinds) {
    const [kind, resource] = [entry.kind.toLowerCase(), entry.resource?.toLowerCase() ?? null];
    addTo(lists, kind, entry);
    if (resource !== null && resource !== kind) addTo(lists, resource, entry);
  }
  return lists;
}

function resourcesAmong(kinds: Kinds): Map<string, Map<string, TimelineKind[]>> {
  const named = kinds.filter(({ resource }) => resource !== null);
  const groups = listsBy(named, ({ group }) => group);
  return new Map([...groups].map(([group, list]) => [group, listsBy(list, ({ resource }) => resource as string)]));
}

function firstBetas(kinds: Kinds): Map<string, Release> {
  const firsts = new Map<string, Release>();
  for (const entry of kinds) {
    if (entry.introduced === null || stabilityOf(entry.version) !== 'beta') continue;
    const first = firsts.get(kindKey(entry));
    if (first === undefined || compareReleases(entry.introduced, first) < 0)
      firsts.set(kindKey(entry), entry.introduced);
  }
  return firsts;
}
