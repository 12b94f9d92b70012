import type { GroupVersionKind } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';

/** The facts gathered beside the OpenAPI documents that say something of a definition or a field; `null` is not known. */
export interface Facts {
  readonly lifecycle: readonly LifecycleFact[];
  readonly gates: readonly FeatureGate[];
  readonly markedFields: readonly MarkedField[];
  readonly describedFields: readonly DescribedField[];
  readonly deprecatedFields: readonly DeprecatedField[];
}

/** The names of the files that {@link Facts} are read from, below a folder of facts. */
export const FACT_FILES = {
  lifecycle: 'api-lifecycle.json',
  gates: 'feature-gates.json',
  markedFields: 'field-gates.json',
  describedFields: 'field-gates-described.json',
  deprecatedFields: 'deprecated-fields.json',
} as const satisfies Record<keyof Facts, string>;

/** An entry of `api-lifecycle.json`: what Kubernetes' type definitions say of a GVK. */
export interface LifecycleFact extends GroupVersionKind {
  readonly introduced: Release | null;
  readonly deprecated: Release | null;
  readonly removed: Release | null;
  readonly replacement: GroupVersionKind | null;
  /** What does what it did, where that is no other version of it. */
  readonly use?: string;
  /** The first release whose types hold it, as far back as they were read; `null` where they never did. */
  readonly typesFirstIn: Release | null;
  /** The last one; `null` where the newest still hold it. */
  readonly typesLastIn: Release | null;
  /** The release after the last that shows it, in documents or (never served) in types. */
  readonly observedRemoved: Release | null;
}

/** An entry of `feature-gates.json`. */
export interface FeatureGate {
  readonly name: string;
  readonly formerTitles?: readonly string[];
  /** The modules of Kubernetes that declare it; absent where none was found. */
  readonly components?: readonly string[];
  /** Oldest first. */
  readonly stages: readonly FeatureGateStage[];
  /** The first release whose components no longer know it. */
  readonly removedIn?: Release;
  /** It turns all gates of this stage on or off, and has no feature of its own. */
  readonly standsFor?: 'alpha' | 'beta';
}

/** A gate's stage from one release to another, both included; `to: null` still holds. */
export interface FeatureGateStage {
  readonly stage: 'alpha' | 'beta' | 'stable' | 'deprecated';
  readonly default: boolean | null;
  /** It can be set to its default only. */
  readonly locked?: boolean;
  readonly from: Release;
  readonly to: Release | null;
}

/** A schema type by its Kubernetes name; `meta.k8s.io` is the group of the shared meta types. */
export interface TypeName {
  readonly group: string;
  readonly version: string;
  readonly type: string;
}

/** A field of a schema type. */
export interface FieldName extends TypeName {
  readonly field: string;
}

/** A text that is the same for the same field of a type, or (`field: null`) for the type as a whole; for maps. */
export function fieldKey({ group, version, type, field }: TypeName & { readonly field: string | null }): string {
  return `${group}/${version}/${type}/${field ?? ''}`;
}

/** An entry of `field-gates.json`: a field that Kubernetes' types mark as guarded by gates. */
interface MarkedField extends FieldName {
  readonly gates: readonly string[];
  readonly firstMarked: Release;
  readonly lastMarked: Release;
}

/** An entry of `field-gates-described.json`: what a field's description tells of a gate. */
export interface DescribedField extends FieldName {
  readonly gate: string | null;
  readonly guards: 'field' | 'value' | 'subfield' | 'behaviour' | 'mention';
  readonly gatedFrom?: Release | null;
  readonly gatedTo?: Release | null;
}

/** An entry of `deprecated-fields.json`; `field: null` is the whole type, `value` where only some values are deprecated. */
export interface DeprecatedField extends TypeName {
  readonly field: string | null;
  readonly status: 'deprecated' | 'ignored' | 'removed-feature';
  readonly deprecatedSince: Release | null;
  readonly removedFeatureIn?: Release | null;
  readonly replacement: string | null;
  readonly value?: unknown;
}
