import type { ApiState, Catalog } from '../catalog/catalog.ts';
import type { FindingDetails, RuleId, Severity, Subject } from '../model/finding.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import type { Boundary, Evidence, Lifecycle, Replacement } from '../model/lifecycle.ts';
import type { MappingNode } from '../model/node.ts';
import type { Release } from '../model/release.ts';
import type { Resource } from '../model/resource.ts';
import type { Stability } from '../model/stability.ts';
import type { FieldTypes } from '../schema/field-types.ts';

/** One thing that can be wrong with an API that an input rests on. */
export interface ApiRule {
  readonly id: RuleId;
  /** Whether what is known of an API at the Target is what this rule tells of. */
  applies(state: ApiState): boolean;
}

/** A rule that looks inside a Resource: at its fields, its labels, the flags in its containers. */
export interface ResourceRule {
  /** The rules whose findings it makes; where the user silenced them all it is not asked. */
  readonly ids: readonly RuleId[];
  /** Whether Resources of a kind may have any; absent where those of all kinds may. */
  readonly isFor?: (gvk: GroupVersionKind) => boolean;
  check(resource: Resource, root: MappingNode, context: RuleContext): Iterable<Claim>;
}

/** What a rule may ask while it looks. */
export interface RuleContext {
  readonly catalog: Catalog;
  readonly target: Release;
  /** What is known of the Resource's own API at the Target. */
  readonly state: ApiState;
  /** The fields of the kinds that the Target, or the document judged by, has; `null` where they are not known. */
  readonly fields: () => FieldTypes | null;
}

/** What a rule found in a Resource: a Finding but for its place in the input, which the audit knows. */
export interface Claim {
  readonly rule: RuleId;
  /** Where a finding of the rule is graver or milder than the rule's own severity. */
  readonly severity?: Severity;
  readonly subject: Subject;
  readonly boundary: Boundary;
  readonly stability: Stability;
  readonly lifecycle: Lifecycle;
  readonly replacement: Replacement | null;
  readonly evidence: Evidence;
  /** 0-based offset into the Source's text: the key of the field, the value of the label. */
  readonly offset: number;
  /** JSON pointer from the document to what stands there. */
  readonly path: string;
  readonly details?: Omit<FindingDetails, 'target'>;
}
