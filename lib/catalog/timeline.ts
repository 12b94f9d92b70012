import type { GroupVersionKind } from '../model/gvk.ts';
import type { Evidence, Lifecycle } from '../model/lifecycle.ts';
import type { Release } from '../model/release.ts';
import { readBundledText } from '../snapshot/folder.ts';

/**
 * All Snapshots laid along time, with what the type definitions and the migration guide declare: enough to answer any
 * question about a GroupVersionKind without opening a Snapshot. It is `openapi-snapshots/index.json`, made by
 * `npm run snapshots` (see {@link buildTimeline}).
 */
export interface Timeline {
  /** A beta API of a kind that had no beta before this release is off by default (KEP-3136); `null`: never. */
  readonly betaOffByDefaultSince: Release | null;
  /** Oldest first. */
  readonly releases: readonly TimelineRelease[];
  /** Sorted by GVK. */
  readonly kinds: readonly TimelineKind[];
}

export interface TimelineRelease {
  readonly release: Release;
  /** Of the bundled Snapshot's bytes. */
  readonly sha256: string;
  /** Why the Snapshot is less than the release, in words; `null` where it is not. */
  readonly preliminary: string | null;
}

/** First and last release, both included. */
export type Span = readonly [first: Release, last: Release];

/** One GVK along time: the answers (`introduced` ... `use`), and below them what each source says. */
export interface TimelineKind extends GroupVersionKind, Lifecycle {
  /** Name of the resource in paths; `null` where no document tells it, or it is no resource of its own. */
  readonly resource: string | null;
  readonly namespaced: boolean | null;
  /** What `removed` rests on; absent where that is `null`. */
  readonly removedBy?: Evidence;
  readonly replacement: GroupVersionKind | null;
  /** `derived`: nobody declares it, but the same kind goes on in a more stable version. Absent without a replacement. */
  readonly replacementBy?: 'guide' | 'declared' | 'derived';
  /** What does what it did, where that is no other version of it: another kind (`apps/v1 StatefulSet`), or no API. */
  readonly use?: string;
  /** The releases whose Snapshots hold it, as a resource or below one. */
  readonly seen: readonly Span[];
  /** Releases that served it by default though it was alpha, or did not though it was beta. */
  readonly otherwiseByDefault?: Span;
  /** What Kubernetes' type definitions declare of it, and the releases whose types hold it (`null`: still there). */
  readonly declared?: Lifecycle & {
    readonly replacement: GroupVersionKind | null;
    readonly types: readonly [first: Release | null, last: Release | null];
  };
  /** What the deprecated API migration guide says of it. */
  readonly guide?: {
    readonly removed: Release;
    readonly replacement: GroupVersionKind | null;
    readonly replacementAvailable: Release | null;
  };
}

let loaded: Timeline | null = null;

/**
 * The bundled Timeline; read once per process.
 *
 * @throws ApiAuditError where the package is incomplete.
 */
export function loadTimeline(): Timeline {
  loaded ??= JSON.parse(readBundledText('index.json')) as Timeline;
  return loaded;
}
