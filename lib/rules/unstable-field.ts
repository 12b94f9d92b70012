import type { GroupVersionKind } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';
import { fieldHistory } from '../schema/history.ts';
import { isNothing, isValue, matching } from '../schema/values.ts';
import type { FoundField } from '../schema/walk.ts';
import type { FieldClaim } from './field-rule.ts';

/**
 * What is to be said of a field, or of the value it has, that needs a gate of this stability. Nothing is said of a value
 * that is the same as none, nor on words that name no gate: a wrong "alpha" costs more than one that is missed.
 */
export function unstableField(
  { entry, field, path, parent }: FoundField,
  stability: 'alpha' | 'beta',
  gvk: GroupVersionKind,
  target: Release,
): readonly FieldClaim[] {
  if (field === null || isNothingNew(entry.value, field.notes?.whenAbsent)) return [];
  const { facts, notes } = field;
  const claims: FieldClaim[] = [];
  const lifecycle = () => ({
    introduced: fieldHistory(gvk, path, target)?.introduced ?? null,
    deprecated: null,
    removed: null,
  });
  if (facts?.stability === stability && facts.gates !== undefined) {
    const { gates, enabledByDefault } = facts;
    const details = { gates, ...(enabledByDefault === undefined ? {} : { enabledByDefault }) };
    claims.push({ stability, lifecycle: lifecycle(), evidence: 'snapshot', details });
  }
  for (const gated of notes?.gatedValues ?? []) {
    const value = gated.stability === stability ? matching(gated.value, entry.value, parent) : null;
    if (value === null) continue;
    const details = {
      gates: [gated.gate],
      someValues: true,
      ...(value === '' ? {} : { value }),
      ...(gated.enabledByDefault === null ? {} : { enabledByDefault: gated.enabledByDefault }),
    };
    claims.push({ stability, lifecycle: lifecycle(), evidence: 'declared', details });
  }
  return claims;
}

function isNothingNew(value: FoundField['entry']['value'], whenAbsent: unknown): boolean {
  // Where `true` holds without the field, `false` says something.
  return whenAbsent === true ? isValue(value, true) : isNothing(value) || isValue(value, whenAbsent);
}
