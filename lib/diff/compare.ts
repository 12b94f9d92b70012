import type { Catalog } from '../catalog/catalog.ts';
import type { FeatureGate } from '../snapshot/facts.ts';
import type { Difference } from './change.ts';
import { compareApis } from './compare-apis.ts';
import { compareFields } from './compare-fields.ts';
import { compareGates } from './compare-gates.ts';
import { compareResources } from './compare-resources.ts';
import { commonKinds } from './reach.ts';
import type { Side } from './side.ts';

/** What a comparison is made with. */
export interface CompareContext {
  readonly catalog: Catalog;
  readonly gates: readonly FeatureGate[];
}

/**
 * Everything that differs from one side to the other, without an opinion. Pure and total: any two sides, in either
 * direction. What one of the two does not know is no difference.
 */
export function compare(from: Side, to: Side, { catalog, gates }: CompareContext): Difference[] {
  const common = commonKinds(from.kinds, to.kinds);
  const fields = from.info.knows.fields && to.info.knows.fields;
  return [
    ...compareApis(catalog, from, to),
    ...compareResources(from.snapshot['x-api-audit'], to.snapshot['x-api-audit'], common),
    ...(fields ? compareFields(from.snapshot, to.snapshot, common) : []),
    ...compareGates(gates, from.info.release, to.info.release),
  ];
}

/** The same for the same thing in any comparison, whatever its values: to find a difference again in another one. */
export function differenceKey(difference: Difference): string {
  if ('gate' in difference) return `${difference.code} ${difference.gate} ${difference.components.join()}`;
  if ('definition' in difference) return `${difference.code} ${difference.definition} ${difference.field}`;
  const { group, version, kind } = difference.gvk;
  const resource = 'resource' in difference ? difference.resource : '';
  return `${difference.code} ${group}/${version} ${kind} ${resource}`;
}
