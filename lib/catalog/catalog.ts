import type { GroupVersion, GroupVersionKind } from '../model/gvk.ts';
import { gvkKey, gvkOf } from '../model/gvk.ts';
import type { Boundary, Evidence, Lifecycle, Replacement } from '../model/lifecycle.ts';
import type { Release } from '../model/release.ts';
import { compareReleases, isAtLeast, nextRelease } from '../model/release.ts';
import type { Stability } from '../model/stability.ts';
import { stabilityOf } from '../model/stability.ts';
import { bareState } from './bare-state.ts';
import type { ConfigReader } from './config-apis.ts';
import { clientFileState, configState } from './config-apis.ts';
import type { Component, CustomApis, CustomVersion } from './custom.ts';
import type { JudgingDocument } from './judging.ts';
import { adviseReplacement } from './replacement.ts';
import type { Timeline, TimelineKind, TimelineRelease } from './timeline.ts';
import { loadTimeline } from './timeline.ts';
import type { TimelineIndex } from './timeline-index.ts';
import { indexOf, kindKey } from './timeline-index.ts';

/**
 * Whether a release's API server serves an API: `by-default`; only `when-enabled` by an administrator; `not-yet`;
 * `removed`; `unknown` where nothing knows the API at all.
 */
export type Serving = 'by-default' | 'when-enabled' | 'not-yet' | 'removed' | 'unknown';

/** All that is known of one GVK at one release. */
export interface ApiState {
  readonly gvk: GroupVersionKind;
  readonly release: Release;
  readonly serving: Serving;
  readonly stability: Stability;
  readonly boundary: Boundary;
  readonly lifecycle: Lifecycle;
  /** Deprecated at the release, though perhaps still served. */
  readonly deprecated: boolean;
  /** `null` where nothing is known of the API. */
  readonly enabledByDefault: boolean | null;
  /** The best API to move to at the release, or (where none is served then) the one to move to later. */
  readonly replacement: Replacement | null;
  readonly advice: ReplacementAdvice;
  readonly evidence: Evidence;
  /** After `removed`: the last release whose server can still be told to serve it, else `null`. */
  readonly enableableUntil: Release | null;
  /** `removed` lies beyond the newest Snapshot and rests on a tag alone. */
  readonly removalIsPromise: boolean;
  /** The warning that a CRD in the input has its users told. */
  readonly deprecationWarning: string | null;
  /** Whether the answer is that of a document given by the user, which leaves out what its release would serve. */
  readonly notInDocument: boolean;
  /** The add-on that an API outside Kubernetes belongs to, where known. */
  readonly component: Component | null;
  /** What reads it, where it lives in files and no API server serves it; else `null`. */
  readonly reader: ConfigReader | null;
}

/** What goes with a replacement. */
export interface ReplacementAdvice {
  /** The first release that serves the replacement; `null` without one, or where it is not known. */
  readonly from: Release | null;
  /** The release serves the replacement, but only where it is enabled. */
  readonly whenEnabled: boolean;
  /** Where the replacement is not served yet at the release: the most stable API that does as well until then. */
  readonly meanwhile: Replacement | null;
  /** Where the API goes before the replacement comes: a version of its kind that is there in between, and since when. */
  readonly bridge: { readonly gvk: GroupVersionKind; readonly from: Release } | null;
  /** Nobody declares the replacement: the same kind goes on in it. */
  readonly derived: boolean;
  /** What takes the place where no API does. */
  readonly use: string | null;
}

/** What a release changes of the APIs, against the release before it. */
export interface ReleaseChanges {
  readonly release: Release;
  readonly introduced: readonly TimelineKind[];
  readonly deprecated: readonly TimelineKind[];
  readonly removed: readonly TimelineKind[];
}

/** What a Catalog can be told beyond the bundled data. */
export interface CatalogOptions {
  /** Default: the bundled one. */
  readonly timeline?: Timeline;
  /** APIs that CRDs in the input or add-ons define. */
  readonly custom?: CustomApis;
  /** A document that decides what is served, in place of the release's own Snapshot. */
  readonly judging?: JudgingDocument;
}

/**
 * Answers what is known of an API: since when, until when, replaced by what. It needs no Snapshot for that: the Timeline
 * says it all.
 */
export class Catalog {
  readonly #timeline: Timeline;
  readonly #index: TimelineIndex;
  readonly #custom: CustomApis | null;
  readonly #judging: JudgingDocument | null;
  readonly #states: TimelineIndex['states'];

  constructor(options: CatalogOptions = {}) {
    this.#timeline = options.timeline ?? loadTimeline();
    this.#custom = options.custom ?? null;
    this.#judging = options.judging ?? null;
    this.#index = indexOf(this.#timeline);
    this.#states = this.#judging === null ? this.#index.states : new Map();
  }

  /** Every release with a Snapshot, oldest first, the preliminary ones too. */
  get releases(): readonly TimelineRelease[] {
    return this.#timeline.releases;
  }

  /** The newest release with a Snapshot that is not preliminary: the default Target. */
  get newest(): Release {
    const released = this.#timeline.releases.filter(({ preliminary }) => preliminary === null);
    return (released.at(-1) as TimelineRelease).release;
  }

  /** Every GVK that any release ever had, sorted; those of CRDs and add-ons are not among them. */
  get kinds(): readonly TimelineKind[] {
    return this.#timeline.kinds;
  }

  /** What the Timeline holds of a GVK, source by source; `undefined` where no release ever had it. */
  entry(gvk: GroupVersionKind): TimelineKind | undefined {
    return this.#index.kinds.get(gvkKey(gvk));
  }

  /** The versions of one kind of one group, the most stable and newest first. */
  versionsOf(group: string, kind: string): readonly TimelineKind[] {
    return this.#index.versions.get(kindKey({ group, kind })) ?? [];
  }

  /** The versions of the kind that a resource of a group is (`ingresses`), in any release, as {@link versionsOf} gives them. */
  versionsOfResource(group: string, resource: string): readonly TimelineKind[] {
    return this.#index.resources().get(group)?.get(resource) ?? [];
  }

  /** The names of all resources that a group had in any release. */
  resourcesOf(group: string): readonly string[] {
    return [...(this.#index.resources().get(group)?.keys() ?? [])];
  }

  /** The kinds of a group and version in any release, sorted; empty where there never was such a group/version. */
  kindsOf({ group, version }: GroupVersion): readonly TimelineKind[] {
    return this.#timeline.kinds.filter((entry) => entry.group === group && entry.version === version);
  }

  /** All versions, in all groups, of the kinds of exactly this name, sorted. */
  named(kind: string): readonly TimelineKind[] {
    return this.#index.named.get(kind) ?? [];
  }

  /** All versions, in all groups, of the kinds or resources of this name (`Ingress`, `ingresses`); case does not matter. */
  namesakes(name: string): readonly TimelineKind[] {
    return this.#index.namesakes().get(name.toLowerCase()) ?? [];
  }

  /** Every API that a release serves, sorted: those on by default, with `enabled` also those that must be enabled. */
  servedAt(release: Release, options: { readonly enabled?: boolean } = {}): readonly TimelineKind[] {
    return this.#timeline.kinds.filter((entry) => {
      const serving = this.#serving(entry, release);
      return serving === 'by-default' || (serving === 'when-enabled' && options.enabled === true);
    });
  }

  /** What a release introduces, deprecates and removes; declared futures count, so it answers beyond the newest Snapshot. */
  changesIn(release: Release): ReleaseChanges {
    const { kinds } = this.#timeline;
    return {
      release,
      introduced: kinds.filter((entry) => entry.introduced === release),
      deprecated: kinds.filter((entry) => entry.deprecated === release),
      removed: kinds.filter((entry) => entry.removed === release),
    };
  }

  /** The answer to everything about one GVK at one release. Never throws: what nothing knows is `unknown`. */
  state(gvk: GroupVersionKind, release: Release): ApiState {
    const id = gvkOf(gvk);
    const entry = this.entry(id);
    if (entry === undefined) return this.#outsideState(id, release, this.#judging?.serves(id));
    const states = this.#states.get(entry) ?? new Map<Release, ApiState>();
    this.#states.set(entry, states);
    const state = states.get(release) ?? this.#stateOf(entry, release);
    states.set(release, state);
    return state;
  }

  #stateOf(entry: TimelineKind, release: Release): ApiState {
    const { introduced, deprecated, removed } = entry;
    const gvk = gvkOf(entry);
    // A kind that is in no document at all (AdmissionReview, List) is not missing from this one.
    const inDocument = entry.seen.length === 0 ? undefined : this.#judging?.serves(gvk);
    const byRelease = this.#serving(entry, release);
    const serving = inDocument === undefined ? byRelease : judged(inDocument, byRelease, entry, release);
    const { replacement, advice } = adviseReplacement(this, entry, release);
    return {
      ...bareState(gvk, release),
      serving,
      lifecycle: { introduced, deprecated, removed },
      deprecated: isAtLeast(release, deprecated),
      enabledByDefault: this.#enabledByDefault(entry, release),
      replacement,
      advice,
      evidence: this.#evidence(entry, release, serving, inDocument),
      enableableUntil: this.#enableableUntil(entry),
      removalIsPromise: entry.removedBy === 'declared' && isAtLeast(removed ?? this.newest, nextRelease(this.newest)),
      notInDocument: inDocument === false && (byRelease === 'by-default' || byRelease === 'when-enabled'),
    };
  }

  /** An API that no release ever served: one of configuration files, a custom resource, another tool's file, or unknown. */
  #outsideState(gvk: GroupVersionKind, release: Release, inDocument: boolean | undefined): ApiState {
    const known = this.#custom?.find(gvk);
    const isCustom = known !== undefined || inDocument === true;
    return (
      configState(gvk, release) ??
      (isCustom ? undefined : clientFileState(gvk, release)) ??
      foreignState(gvk, release, known, inDocument)
    );
  }

  /** Whether a release serves the GVK without being told to. */
  servesByDefault(gvk: GroupVersionKind, release: Release): boolean {
    const entry = this.entry(gvk);
    return entry !== undefined && this.#serving(entry, release) === 'by-default';
  }

  #serving(entry: TimelineKind, release: Release): Serving {
    if (isAtLeast(release, entry.removed)) {
      const until = this.#enableableUntil(entry);
      return until !== null && compareReleases(release, until) <= 0 ? 'when-enabled' : 'removed';
    }
    if (entry.introduced === null || compareReleases(release, entry.introduced) < 0) return 'not-yet';
    return this.#enabledByDefault(entry, release) ? 'by-default' : 'when-enabled';
  }

  /**
   * Alpha APIs are off by default. So is a beta API of a kind that became beta in 1.24 or later; a new beta of a kind that
   * had one before stays on, as its predecessor was (KEP-3136). Releases before 1.8 went against the first here and there.
   */
  #enabledByDefault(entry: TimelineKind, release: Release): boolean {
    const usual = this.#usuallyEnabled(entry);
    const [from, to] = entry.otherwiseByDefault ?? [null, null];
    return from !== null && isAtLeast(release, from) && compareReleases(release, to) <= 0 ? !usual : usual;
  }

  #usuallyEnabled(entry: TimelineKind): boolean {
    const stability = stabilityOf(entry.version);
    if (stability === 'alpha') return false;
    if (stability !== 'beta') return true;
    const first = this.#index.firstBeta.get(kindKey(entry));
    return first === undefined || !isAtLeast(first, this.#timeline.betaOffByDefaultSince);
  }

  /** The last Snapshot of a finished release that still holds what was off by default by then. */
  #enableableUntil(entry: TimelineKind): Release | null {
    const last = entry.seen.at(-1)?.[1];
    if (last === undefined) return null;
    const until = compareReleases(last, this.newest) <= 0 ? last : this.newest;
    return isAtLeast(until, entry.removed) ? until : null;
  }

  #evidence(entry: TimelineKind, release: Release, serving: Serving, inDocument: boolean | undefined): Evidence {
    if (inDocument !== undefined) return 'snapshot';
    if (serving === 'removed' || (serving === 'when-enabled' && isAtLeast(release, entry.removed))) {
      return entry.removedBy ?? 'snapshot';
    }
    if (isAtLeast(release, entry.deprecated)) return entry.removedBy === 'guide' ? 'guide' : 'declared';
    const seen = entry.seen.some(([first, last]) => isAtLeast(release, first) && compareReleases(release, last) <= 0);
    if (seen || (serving === 'not-yet' && entry.seen.length > 0)) return 'snapshot';
    return 'declared';
  }
}

/** What a document of the user's makes of the answer of its release: it decides what is served, not why or until when. */
function judged(inDocument: boolean, byRelease: Serving, entry: TimelineKind, release: Release): Serving {
  if (inDocument) return byRelease === 'removed' || byRelease === 'not-yet' ? 'when-enabled' : byRelease;
  if (byRelease === 'removed' || byRelease === 'not-yet') return byRelease;
  return isAtLeast(release, entry.removed) ? 'removed' : 'not-yet';
}

/** An API that no release of Kubernetes has: what the document, the CRDs of the input and the add-ons know of it. */
function foreignState(
  gvk: GroupVersionKind,
  release: Release,
  known: CustomVersion | undefined,
  inDocument: boolean | undefined,
): ApiState {
  // A CRD of the input is about to be applied: it says more than a document that was taken before.
  const byDocument = known?.evidence === 'crd' ? undefined : inDocument;
  const missing = byDocument === false && known !== undefined;
  const serving = byDocument === true ? 'by-default' : missing ? 'not-yet' : (known?.serving ?? 'unknown');
  return {
    ...bareState(gvk, release),
    serving,
    deprecated: known?.deprecated ?? false,
    replacement: known?.replacement ?? null,
    evidence: byDocument === true || missing ? 'snapshot' : (known?.evidence ?? 'name'),
    deprecationWarning: known?.deprecationWarning ?? null,
    notInDocument: missing,
    component: known?.component ?? null,
  };
}
