import type { InputError } from './errors.ts';
import type { Finding, Severity } from './finding.ts';
import type { GroupVersionKind } from './gvk.ts';
import type { Boundary, Lifecycle, Replacement } from './lifecycle.ts';
import type { Release } from './release.ts';
import type { Stability } from './stability.ts';

/** All that one audit found. Sorted, without a clock or an absolute path: the same input gives the same Report. */
export interface Report {
  readonly target: Release;
  readonly snapshot: {
    readonly release: Release;
    readonly sha256: string;
    readonly standing: Standing;
  };
  readonly summary: Summary;
  /** Every API in use, the least stable first. */
  readonly apis: readonly ApiUse[];
  /** With `from`: what each release after it up to the Target takes away, of what the input uses; else empty. */
  readonly between: readonly ReleaseLosses[];
  readonly findings: readonly Finding[];
  readonly errors: readonly InputError[];
  /** Places in templates whose apiVersion or kind is computed, so that nothing can be said of them. */
  readonly computed: readonly ComputedApi[];
  /** Files that hold no Kubernetes object, and why. */
  readonly passedOver: readonly PassedOver[];
}

/**
 * What the answers stand on: the Target's own `released` Snapshot, its `preliminary` one (kinds only, before the release),
 * nothing but declarations where the Target lies `beyond` all Snapshots, or a document that the user `gave`.
 */
export type Standing = 'released' | 'preliminary' | 'beyond' | 'given';

export interface Summary {
  /** Files read: `audited + passedOver + templates + unread`. */
  readonly files: number;
  /** Files of which every document was read. */
  readonly audited: number;
  /** Files that hold nothing of Kubernetes. */
  readonly passedOver: number;
  /** Files that are, at least in part, templates and were read as text. */
  readonly templates: number;
  /** Files that have an entry in `errors`, though other parts of them may have been audited. */
  readonly unread: number;
  /** YAML and JSON documents parsed. */
  readonly documents: number;
  readonly resources: number;
  readonly references: number;
  /** Resources by stability. */
  readonly reliance: Readonly<Record<Stability, number>>;
  readonly findings: Readonly<Record<Severity, number>>;
}

export interface ApiUse extends GroupVersionKind {
  readonly stability: Stability;
  readonly boundary: Boundary;
  /** How many resources use it. */
  readonly count: number;
  readonly lifecycle: Lifecycle;
  readonly replacement: Replacement | null;
  /** At the Target; `null` where not known. */
  readonly enabledByDefault: boolean | null;
}

export interface ReleaseLosses {
  readonly release: Release;
  readonly removed: readonly UseCount[];
  readonly deprecated: readonly UseCount[];
}

export interface UseCount extends GroupVersionKind {
  readonly count: number;
}

export interface ComputedApi {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The text that stands there, as written. */
  readonly text: string;
}

export interface PassedOver {
  readonly file: string;
  readonly reason: PassedOverReason;
}

/** Why a file was passed over. The words are in `lib/report/messages.ts`. */
export type PassedOverReason = 'empty' | 'not-kubernetes' | 'unparsable-not-kubernetes' | 'binary';
