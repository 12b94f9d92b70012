import { decide } from '../step.ts';
import type { Json } from '../value.ts';
import { isMapping, valueAt } from '../value.ts';
import type { Conversion, ConversionRow } from './conversion.ts';

/** The selector that is empty chose no Pod in policy/v1beta1, and chooses every Pod of the namespace in policy/v1. */
const convert: Conversion = (resource) =>
  choosesAll(valueAt(resource, ['spec', 'selector'])) ? [decide(['spec', 'selector'], 'empty-selector')] : [];

function choosesAll(selector: Json | undefined): boolean {
  if (!isMapping(selector)) return false;
  return Object.values(selector).every(
    (part) => part === null || (typeof part === 'object' && Object.keys(part).length === 0),
  );
}

/** PodDisruptionBudget to policy/v1. */
export const POD_DISRUPTION_BUDGET: readonly ConversionRow[] = [
  { kinds: ['PodDisruptionBudget'], from: ['policy/v1beta1'], to: ['policy/v1'], convert, touches: ['/spec/selector'] },
];
