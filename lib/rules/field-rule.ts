import type { FindingDetails, RuleId } from '../model/finding.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import type { Evidence, Lifecycle } from '../model/lifecycle.ts';
import type { Stability } from '../model/stability.ts';
import type { FoundField } from '../schema/walk.ts';
import type { RuleContext } from './rule.ts';

/** One thing that can be said of a field in a Resource. All of them are asked in one walk. */
export interface FieldRule {
  readonly id: RuleId;
  /** What the rule says of a field; nothing where it does not apply. */
  claims(found: FoundField, gvk: GroupVersionKind, context: RuleContext): readonly FieldClaim[];
}

/** What a rule says of a field; where the field stands, and of what kind it is, is the same for all rules. */
export interface FieldClaim {
  readonly stability: Stability;
  readonly lifecycle: Lifecycle;
  readonly evidence: Evidence;
  readonly details: Omit<FindingDetails, 'target'>;
}
