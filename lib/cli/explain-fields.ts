import type { Catalog } from '../catalog/catalog.ts';
import { lookUp } from '../catalog/look-up.ts';
import { judgedBy } from '../catalog/target.ts';
import { ApiAuditError } from '../model/errors.ts';
import type { Release } from '../model/release.ts';
import type { FieldExplanation } from '../report/explain-fields.ts';
import { fieldLives, nearestField, parseFieldQuery } from '../schema/field-life.ts';

/**
 * What there is to explain of a field, where a query (`pod.spec.resources`) names one of a kind that there is; else `null`.
 *
 * @throws ApiAuditError where the kind never had such a field.
 */
export function explainField(catalog: Catalog, query: string, target: Release): FieldExplanation | null {
  const parsed = parseFieldQuery(query);
  if (parsed === null || lookUp(catalog, parsed.kind).length === 0) return null;
  const fields = fieldLives(catalog, parsed);
  if (fields.length > 0) return { query, target, judgedBy: judgedBy(catalog, target), fields };
  const near = nearestField(catalog, parsed);
  throw new ApiAuditError(
    `No release has a field ${parsed.path} of ${parsed.kind}.${near === undefined ? '' : ` Did you mean ${parsed.kind}.${near}?`}`,
  );
}
