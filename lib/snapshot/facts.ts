import type { GroupVersionKind } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';

/** The facts gathered beside the OpenAPI documents that say something of a definition or a field; `null` is not known. */
export interface Facts {
  readonly lifecycle: readonly LifecycleFact[];
  readonly gates: readonly GateFact[];
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

/** An entry of `api-lifecycle.json`, as far as a Snapshot needs it. */
export interface LifecycleFact extends GroupVersionKind {
  readonly deprecated: Release | null;
  readonly removed: Release | null;
  readonly observedRemoved?: Release | null;
  readonly replacement: GroupVersionKind | null;
}

/** An entry of `feature-gates.json`. */
export interface GateFact {
  readonly name: string;
  /** The modules of Kubernetes that declare it; absent where none was found. */
  readonly components?: readonly string[];
  readonly stages: readonly GateStage[];
}

/** A gate's stage from one release to another, both included; `to: null` still holds in the newest. */
export interface GateStage {
  readonly stage: 'alpha' | 'beta' | 'stable' | 'deprecated';
  readonly default: boolean | null;
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
interface DescribedField extends FieldName {
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
