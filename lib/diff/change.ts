import type { GroupVersionKind } from '../model/gvk.ts';
import type { Lifecycle } from '../model/lifecycle.ts';
import type { Release } from '../model/release.ts';
import type { Stability } from '../model/stability.ts';
import type { SnapshotKnowledge } from '../snapshot/snapshot.ts';

/** One thing that differs between two sides, told once and without an opinion. */
export type Difference = ApiDifference | ResourceDifference | FieldDifference | GateDifference;

/** A GVK that one side serves and the other does not, or that is deprecated on the later side. */
export interface ApiDifference {
  readonly code: ApiCode;
  /** What came, went or is deprecated. */
  readonly gvk: GroupVersionKind;
  readonly stability: Stability;
  /** What Kubernetes' releases tell of it; all `null` for an API that is not Kubernetes' own. */
  readonly lifecycle: Lifecycle;
  /** Of `api-added` and `api-promoted`: whether it is served without being asked for; `null` where not known. */
  readonly enabledByDefault: boolean | null;
  /**
   * Of `api-replaced` what came in its place between the sides; of `api-promoted` the less stable version that stays; of
   * `api-removed` and `api-deprecated` what is declared to take its place, else `null`.
   */
  readonly other: GroupVersionKind | null;
  /** The first release that serves `other`. */
  readonly otherFrom: Release | null;
  /** Where the release gone to serves `other`, but only where it is enabled. */
  readonly otherWhenEnabled?: boolean;
  /** Of what went or is deprecated: what to use where no API takes its place. */
  readonly use: string | null;
  /** Of `api-replaced`, where it moved to another group or name, or to another version. */
  readonly moved?: boolean;
}

export type ApiCode = 'api-added' | 'api-promoted' | 'api-removed' | 'api-replaced' | 'api-deprecated';

/** What differs in how a kind that both sides serve is reached. */
export interface ResourceDifference {
  readonly code: ResourceCode;
  readonly gvk: GroupVersionKind;
  /** The resource's name in paths, of a subresource with its parent's (`pods/eviction`). */
  readonly resource: string;
  /** Verbs, names, kinds or scopes on the one side ... */
  readonly before: readonly string[];
  /** ... and on the other. */
  readonly after: readonly string[];
}

export type ResourceCode =
  | 'resource-renamed'
  | 'scope-changed'
  | 'verbs-added'
  | 'verbs-removed'
  | 'subresource-added'
  | 'subresource-removed'
  | 'subresource-kind-changed';

/** What differs in a schema type that both sides have, below kinds that both serve. */
export interface FieldDifference {
  readonly code: FieldCode;
  /** The definition's name in the documents. */
  readonly definition: string;
  /** The path below the type: `restartPolicy`, `spec.ports[].name` where objects stand inline; empty: the type itself. */
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Of `field-added`: whether it must be given. */
  readonly required?: boolean;
  /** Of `field-added` and `field-stability`, where it is not GA: whether its gates are on by default. */
  readonly enabledByDefault?: boolean;
  /** The gates that guard it on the later side. */
  readonly gates?: readonly string[];
  /** Of `field-type`: whether all that was valid before stays so. */
  readonly widened?: boolean;
  readonly reach: Reach;
}

export type FieldCode =
  | 'field-added'
  | 'field-removed'
  | 'field-deprecated'
  | 'field-stability'
  | 'field-type'
  | 'field-required'
  | 'field-optional'
  | 'enum-values-added'
  | 'enum-values-removed'
  | 'list-type'
  | 'list-keys'
  | 'map-type'
  | 'patch-strategy'
  | 'patch-key'
  | 'type-deprecated';

/** The kinds, served on both sides, whose objects hold a schema type. */
export interface Reach {
  /** Sorted; at least one. */
  readonly kinds: readonly GroupVersionKind[];
  /** Where the type stands in the first kind whose manifests hold it: `spec.containers[]`; empty: it is the kind itself. */
  readonly path: string;
  /** The kind that `path` is of. */
  readonly example: GroupVersionKind;
  /** The type stands below `status` alone: no manifest holds it. */
  readonly statusOnly: boolean;
}

/** A feature gate at one release. */
export interface GateStage {
  readonly stage: 'alpha' | 'beta' | 'stable' | 'deprecated';
  /** `null`: not known. */
  readonly default: boolean | null;
  readonly locked: boolean;
}

/** A feature gate that differs; `null` is a side that does not have it. */
export interface GateDifference {
  readonly code: GateCode;
  readonly gate: string;
  readonly components: readonly string[];
  readonly before: GateStage | null;
  readonly after: GateStage | null;
}

export type GateCode =
  | 'gate-added'
  | 'gate-removed'
  | 'gate-deprecated'
  | 'gate-off'
  | 'gate-on'
  | 'gate-locked'
  | 'gate-promoted'
  | 'gate-demoted';

/** What a change means: for programs that call the API, for manifests that are applied to it; or neither. */
export type ChangeClass = 'breaking-manifests' | 'breaking-clients' | 'deprecation' | 'addition';

/** All classes, the gravest first. */
export const CHANGE_CLASSES = [
  'breaking-manifests',
  'breaking-clients',
  'deprecation',
  'addition',
] as const satisfies readonly ChangeClass[];

/** A Difference with what it means and when it came. */
export type Change = Difference & {
  /** At least one, the gravest first. */
  readonly classes: readonly ChangeClass[];
  /** The release in which it came; where that is not known, the first that shows it. */
  readonly release: Release;
  /** Where the documents between do not tell: the earliest release in which it can have come. */
  readonly notBefore?: Release;
};

/** One side of a comparison, as it is shown to people. */
export interface SideInfo {
  readonly release: Release;
  /** The path of the document as the user gave it; `null` for a release itself. */
  readonly document: string | null;
  readonly sha256: string;
  /** Why its Snapshot is less than the release. */
  readonly preliminary: string | null;
  readonly knows: SnapshotKnowledge;
}

/** All that differs between two sides. Sorted: the same sides give the same value. */
export interface Diff {
  readonly from: SideInfo;
  readonly to: SideInfo;
  readonly groups: Comings;
  /** As a manifest writes them: `apps/v1`. */
  readonly groupVersions: Comings;
  /** By release, then the gravest first. */
  readonly changes: readonly Change[];
  readonly compared: Compared;
  /** Of a span: how many APIs, fields and gates came and went inside of it, and are told nowhere else. */
  readonly cameAndWent: number;
  /** APIs of no release of Kubernetes that only a document has, left out of a comparison with a release. */
  readonly foreign: number;
  /** APIs that a release leaves off by default and the document compared with it does not have. */
  readonly offByDefault: number;
}

/** Between which releases a question could be answered; `null`: not at all. Of two documents: those that they are of. */
export interface Compared {
  readonly fields: ReleasePair | null;
  readonly enums: ReleasePair | null;
  /** Verbs and subresources. */
  readonly verbs: ReleasePair | null;
}

export type ReleasePair = readonly [from: Release, to: Release];

export interface Comings {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}
