import type { GroupVersionKind } from '../model/gvk.ts';
import { compareGvk, gvkKey } from '../model/gvk.ts';
import type { Evidence, Lifecycle } from '../model/lifecycle.ts';
import type { Release } from '../model/release.ts';
import { compareReleases, earlier, isAtLeast, nextRelease, runsOf } from '../model/release.ts';
import type { LifecycleFact } from '../snapshot/facts.ts';
import { asciiJson } from '../snapshot/serialize.ts';
import type { SnapshotInfo } from '../snapshot/snapshot.ts';
import { deriveReplacements } from './derive.ts';
import type { MigrationFact } from './lifecycle-facts.ts';
import { parseGvk } from './lifecycle-facts.ts';
import type { Timeline, TimelineKind, TimelineRelease } from './timeline.ts';

/** What a Timeline is made of. */
export interface TimelineSources {
  /** Every Snapshot's own description, in any order, with the digest of the file that holds the Snapshot. */
  readonly snapshots: readonly { readonly info: SnapshotInfo; readonly sha256: string }[];
  /** `facts/api-lifecycle.json`. */
  readonly lifecycles: readonly LifecycleFact[];
  /** `facts/migrations.json`. */
  readonly migrations: readonly MigrationFact[];
  /** `facts/serving-policy.json`. */
  readonly betaOffByDefaultSince: Release | null;
  /** `facts/serving-policy.json`. */
  readonly servingExceptions: readonly ServingException[];
}

/** Releases, both included, that served an API by default though it was alpha, or did not though it was beta. */
export interface ServingException {
  readonly group: string;
  readonly version: string;
  /** Absent: all kinds. */
  readonly kind?: string;
  readonly from: Release;
  readonly to: Release;
}

/**
 * Lays Snapshots and facts along time. Of the releases in which an API came and went three sources speak, and where they
 * differ the answer is the one that users meet on a real server:
 *
 * - removed: the migration guide; else the earlier of absence from the Snapshots and the type definitions' tag (a tag
 *   that comes true first turns the API off by default; alphas often go before their tag);
 * - introduced: the tag, but the first Snapshot where that is earlier, and the first release with the type where the
 *   tag is from before it.
 */
export function buildTimeline(sources: TimelineSources): Timeline {
  const snapshots = [...sources.snapshots].sort((a, b) => compareReleases(a.info.release, b.info.release));
  const releases = snapshots.map(({ info, sha256 }): TimelineRelease => {
    return { release: info.release, sha256, preliminary: info.preliminary };
  });
  const kinds = new Map<string, Sightings>();
  for (const { info } of snapshots) {
    for (const resource of info.resources) {
      const sightings = sightingsOf(kinds, resource);
      sightings.releases.add(info.release);
      sightings.below &&= resource.parent !== undefined || resource.name === null;
      if (resource.parent === undefined && resource.name !== null) sightings.resource = resource.name;
      sightings.namespaced = resource.namespaced ?? sightings.namespaced;
    }
  }
  for (const fact of sources.lifecycles) sightingsOf(kinds, fact).declared = fact;
  for (const fact of sources.migrations) {
    const gvk = parseGvk(fact.from);
    if (gvk !== null) sightingsOf(kinds, gvk).guide = fact;
  }
  const typesSince = oldest(sources.lifecycles.map((fact) => fact.typesFirstIn));
  const order = releases.map(({ release }) => release);
  // A plain list of resources leaves out what exists only below one: absence from it says nothing of such a kind.
  const whole = snapshots.filter(({ info }) => info.knows.subresources).map(({ info }) => info.release);
  const entries = [...kinds.values()].map((sightings) => {
    const newest = (sightings.below ? whole : order).at(-1) ?? null;
    return timelineKind(sightings, order, newest, typesSince);
  });
  for (const [at, entry] of entries.entries()) {
    const exception = sources.servingExceptions.find((candidate) => isOf(candidate, entry));
    if (exception !== undefined) entries[at] = { ...entry, otherwiseByDefault: [exception.from, exception.to] };
  }
  return {
    betaOffByDefaultSince: sources.betaOffByDefaultSince,
    releases,
    kinds: deriveReplacements(entries, order.at(-1) ?? null).sort(compareGvk),
  };
}

function isOf({ group, version, kind }: ServingException, gvk: GroupVersionKind): boolean {
  return group === gvk.group && version === gvk.version && (kind === undefined || kind === gvk.kind);
}

interface Sightings {
  readonly gvk: GroupVersionKind;
  readonly releases: Set<Release>;
  /** Seen only below another resource, or without a resource of its own. */
  below: boolean;
  resource: string | null;
  namespaced: boolean | null;
  declared?: LifecycleFact;
  guide?: MigrationFact;
}

function sightingsOf(kinds: Map<string, Sightings>, { group, version, kind }: GroupVersionKind): Sightings {
  const gvk = { group, version, kind };
  const known = kinds.get(gvkKey(gvk));
  if (known !== undefined) return known;
  const fresh: Sightings = { gvk, releases: new Set(), below: true, resource: null, namespaced: null };
  kinds.set(gvkKey(gvk), fresh);
  return fresh;
}

/** @param newest the last release whose Snapshot would hold the kind if it were served. */
function timelineKind(
  sightings: Sightings,
  order: readonly Release[],
  newest: Release | null,
  typesSince: Release | null,
): TimelineKind {
  const { gvk, declared, guide } = sightings;
  const seen = runsOf(order.filter((release) => sightings.releases.has(release)));
  const lastSeen = seen.at(-1)?.[1];
  const stillSeen = lastSeen !== undefined && isAtLeast(lastSeen, newest);
  const absentSince = lastSeen === undefined || stillSeen ? null : nextRelease(lastSeen);
  // What is sent to another resource (an Eviction to a Pod) is accepted in more versions than the documents show.
  const observedRemoved = declared !== undefined && sightings.below ? declared.observedRemoved : absentSince;
  const guideTo = guide?.to == null ? null : parseGvk(guide.to);
  const replacement = guideTo ?? declared?.replacement ?? null;
  const gone = removal(guide, declared?.removed ?? null, observedRemoved);
  const deprecated = declared?.deprecated ?? null;
  const use = guide?.use ?? declared?.use;
  return {
    ...gvk,
    resource: sightings.resource,
    namespaced: sightings.namespaced,
    introduced: introducedIn(declared, seen[0]?.[0] ?? null, typesSince),
    // An alpha that went before it was due was never deprecated.
    deprecated: deprecated !== null && isAtLeast(deprecated, gone.removed) ? null : deprecated,
    ...gone,
    replacement,
    ...(replacement === null ? {} : { replacementBy: guideTo === null ? 'declared' : 'guide' }),
    ...(use === undefined ? {} : { use }),
    seen,
    ...(declared === undefined ? {} : { declared: declaration(declared) }),
    ...(guide === undefined
      ? {}
      : {
          guide: {
            removed: guide.stopsServing,
            replacement: guideTo,
            replacementAvailable: guide.replacementAvailable,
          },
        }),
  };
}

function declaration(fact: LifecycleFact): NonNullable<TimelineKind['declared']> {
  return {
    introduced: fact.introduced,
    deprecated: fact.deprecated,
    removed: fact.removed,
    replacement: fact.replacement,
    types: [fact.typesFirstIn, fact.typesLastIn],
  };
}

function removal(
  guide: MigrationFact | undefined,
  declared: Release | null,
  observed: Release | null,
): Pick<Lifecycle, 'removed'> & { readonly removedBy?: Evidence } {
  if (guide !== undefined) return { removed: guide.stopsServing, removedBy: 'guide' };
  const removed = earlier(declared, observed);
  if (removed === null) return { removed };
  return { removed, removedBy: removed === observed ? 'snapshot' : 'declared' };
}

function introducedIn(
  declared: LifecycleFact | undefined,
  firstSeen: Release | null,
  typesSince: Release | null,
): Release | null {
  const types = declared?.typesFirstIn ?? null;
  // Types were read from `typesSince` on: a kind that is in the oldest of them may be older than they show.
  const sinceTypes = types === null || types === typesSince ? null : types;
  const observed = earlier(firstSeen, sinceTypes);
  const tag = declared?.introduced ?? null;
  if (tag === null || observed === null) return tag ?? observed;
  if (sinceTypes !== null && compareReleases(tag, observed) < 0) return observed;
  return earlier(tag, observed);
}

function oldest(releases: readonly (Release | null)[]): Release | null {
  return releases.reduce((least, release) => earlier(least, release), null);
}

/** Writes a Timeline, one release and one kind a line, so that git shows what changed. */
export function serializeTimeline({ betaOffByDefaultSince, releases, kinds }: Timeline): string {
  const lines = (values: readonly object[]) => values.map(asciiJson).join(',\n');
  return `{"betaOffByDefaultSince":${JSON.stringify(betaOffByDefaultSince)},\n"releases":[\n${lines(releases)}\n],\n"kinds":[\n${lines(kinds)}\n]}\n`;
}
