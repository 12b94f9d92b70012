import { providerFact } from '../catalog/providers.ts';
import { text } from '../model/node.ts';
import type { Release } from '../model/release.ts';
import type { Field } from '../schema/field-types.ts';
import { fieldHistory } from '../schema/history.ts';
import { isNothing, matching } from '../schema/values.ts';
import type { FoundField } from '../schema/walk.ts';
import type { FieldClaim, FieldRule } from './field-rule.ts';

/** A field, or a value of one, that is deprecated at the Target. In-tree volumes are for `provider-api` to tell of. */
export const deprecatedField: FieldRule = {
  id: 'deprecated-field',
  claims: (found, gvk, { target }) => {
    const { field, entry, path, parent } = found;
    if (field === null || isNothing(entry.value) || isInTreeVolume(field, parent) || isTwin(field, found)) return [];
    const claim = (deprecated: Release | null, removed: Release | null): Omit<FieldClaim, 'details'> => ({
      stability: field.facts?.stability ?? 'ga',
      lifecycle: { introduced: fieldHistory(gvk, path, target)?.introduced ?? null, deprecated, removed },
      evidence: 'snapshot',
    });
    const { deprecated, removed, replacement } = field.facts ?? {};
    const claims: FieldClaim[] = [];
    if (deprecated !== undefined) {
      const since = deprecated === true ? null : deprecated;
      const details = replacement === undefined ? {} : { use: replacement };
      claims.push({ ...claim(since, removed ?? null), details });
    }
    for (const { value: form, deprecated: since, replacement: use } of field.notes?.deprecatedValues ?? []) {
      const value = matching(form, entry.value, parent);
      if (value === null) continue;
      const details = {
        someValues: true,
        ...(value === '' ? {} : { value }),
        ...(use === null ? {} : { use }),
      };
      claims.push({ ...claim(since, null), evidence: 'declared', details });
    }
    return claims;
  },
};

/** Whether the field is a volume's source that the facts of providers know; in a pod's `volumes`, or a PersistentVolume. */
function isInTreeVolume(field: Field, parent: string | null): boolean {
  if (parent !== 'volumes' && parent !== 'spec') return false;
  return providerFact('volume', field.name) !== undefined;
}

/**
 * Whether the field only repeats the one to use instead, which stands beside it: servers write both (`serviceAccount`
 * beside `serviceAccountName`), and nothing is lost with the old one.
 */
function isTwin({ facts }: Field, { entry, object }: FoundField): boolean {
  const replacement = facts?.replacement;
  return replacement !== undefined && entry.value.type === 'scalar' && entry.value.value === text(object, replacement);
}
