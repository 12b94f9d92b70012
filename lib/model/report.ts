import type { InputError } from './errors.ts';
import type { Finding, Severity } from './finding.ts';
import type { GroupVersionKind } from './gvk.ts';
import type { Boundary, Lifecycle, Replacement } from './lifecycle.ts';
import type { Release } from './release.ts';
import type { UnresolvedUse } from './source-use.ts';
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
  /** With `--supports`: the range that every release of must serve everything. Findings tell of it in `details.failsIn`. */
  readonly supports?: { readonly from: Release; readonly to: Release };
  readonly findings: readonly Finding[];
  /** Findings that a comment, an annotation, the policy or a baseline keeps from counting; sorted as findings are. */
  readonly suppressed: readonly SuppressedFinding[];
  /** With a baseline: what came of its entries. */
  readonly baseline?: BaselineSummary;
  readonly errors: readonly InputError[];
  /** Places in templates whose apiVersion or kind is computed, so that nothing can be said of them. */
  readonly computed: readonly ComputedApi[];
  /** Places in programs that use an API which only a run of them would tell. */
  readonly unresolved: readonly UnresolvedUse[];
  /** Files that hold no Kubernetes object, and why. */
  readonly passedOver: readonly PassedOver[];
  /** The Helm charts and kustomizations among the input, and whether they were rendered. */
  readonly charts: readonly RenderedInput[];
  /** The stored Helm releases in the input. */
  readonly releases: readonly HelmRelease[];
}

/**
 * What the answers stand on: the Target's own `released` Snapshot, its `preliminary` one (kinds only, before the release),
 * nothing but declarations where the Target lies `beyond` all Snapshots, or a document that the user has `given`.
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
  /** Places in programs that use an API; they count in `reliance` and in `apis` as resources do. */
  readonly uses: number;
  /** Resources by stability. */
  readonly reliance: Readonly<Record<Stability, number>>;
  /** The same, and the findings, by where the APIs live. */
  readonly boundaries: Readonly<Record<Boundary, BoundarySummary>>;
  /** Resources whose API is GA but that use alpha or beta fields or feature gates, each counted by the least stable. */
  readonly underneath: { readonly alpha: number; readonly beta: number };
  readonly findings: Readonly<Record<Severity, number>>;
  /** Findings that are known and do not count: the entries of `Report.suppressed`. */
  readonly suppressed: number;
}

/** A finding that does not count, and why. */
export interface SuppressedFinding {
  readonly finding: Finding;
  readonly by: Suppression;
}

export interface Suppression {
  /** A comment or an annotation in the manifest, an entry of the policy's `allow`, or a baseline. */
  readonly type: 'comment' | 'annotation' | 'allow' | 'baseline';
  /** In the user's words; `null` for a baseline, which has none. */
  readonly reason: string | null;
  /** Where it is written; `null` where that is no file. */
  readonly place: { readonly file: string; readonly line: number; readonly column: number } | null;
  /** The release or the day from which on it no longer holds, or `never`; `null` where it is not said. */
  readonly expires: string | null;
}

/** What came of the entries of a baseline. */
export interface BaselineSummary {
  /** Findings that it knows; they are among the suppressed ones. */
  readonly known: number;
  /** Entries whose finding is gone. */
  readonly mended: number;
}

/** What rests on one boundary. No resource is of the `provider` boundary: drivers are named inside of others. */
export interface BoundarySummary {
  readonly resources: Readonly<Record<Stability, number>>;
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

/** A Helm chart or a kustomization that was read as one. */
export interface RenderedInput {
  readonly type: 'helm' | 'kustomize';
  /** Its folder or archive. */
  readonly file: string;
  /** The chart's own name; `null` for a kustomization, and where a chart has none. */
  readonly name: string | null;
  /** Whether another program rendered it; otherwise its files were read as they stand. */
  readonly rendered: boolean;
  /** Why it was not rendered; `null` where it was. */
  readonly reason: string | null;
  /** One entry for each time it was rendered, or that was tried. */
  readonly renderings: readonly Rendering[];
}

export interface Rendering {
  /** The chart's own file of values that this one was made with; `null` where it was made without. */
  readonly values: string | null;
  /** Why it failed, in the program's own words; `null` where it did not. */
  readonly error: string | null;
}

/** One revision of a release as Helm stores it. */
export interface HelmRelease {
  readonly file: string;
  readonly line: number;
  /** The form it is stored in; that of Helm 4 is that of Helm 3. */
  readonly helm: '2' | '3';
  readonly name: string;
  readonly namespace: string | null;
  readonly revision: number;
  /** `deployed`, `failed`, `superseded` ...; `null` where it says none. */
  readonly status: string | null;
  /** Whether its manifest was audited: that of a revision which is superseded, uninstalled or before the one that is deployed is in no cluster. */
  readonly audited: boolean;
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
export type PassedOverReason =
  | 'empty'
  | 'not-kubernetes'
  | 'unparsable-not-kubernetes'
  | 'binary'
  | 'no-chart'
  | 'not-rendered'
  | 'not-taken'
  | 'not-printed'
  | 'no-api';
