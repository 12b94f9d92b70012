import { fieldsOf } from '../schema/walk.ts';
import { alphaField } from './alpha-field.ts';
import { betaField } from './beta-field.ts';
import { deprecatedField } from './deprecated-field.ts';
import type { FieldRule } from './field-rule.ts';
import type { Claim, ResourceRule } from './rule.ts';
import { isServed } from './served.ts';
import { unknownField } from './unknown-field.ts';

const FIELD_RULES: readonly FieldRule[] = [unknownField, deprecatedField, alphaField, betaField];

const NONE: readonly Claim[] = [];

/**
 * The rules about fields, in one walk. Fields of an API that the Target does not serve are not judged: what is wrong with
 * them is that.
 */
export const everyField: ResourceRule = {
  ids: FIELD_RULES.map(({ id }) => id),
  check({ gvk, path }, root, context) {
    if (!isServed(context.state)) return NONE;
    const type = context.fields()?.of(gvk) ?? null;
    if (type === null) return NONE;
    const { group, version, kind } = gvk;
    const made: Claim[] = [];
    for (const found of fieldsOf(root, type)) {
      for (const { id, claims } of FIELD_RULES) {
        for (const claim of claims(found, gvk, context)) {
          const [gate, ...others] = claim.details.gates ?? [];
          made.push({
            rule: id,
            boundary: 'rest',
            replacement: null,
            ...claim,
            subject: {
              group,
              version,
              kind,
              field: found.path,
              ...(gate === undefined || others.length > 0 ? {} : { gate }),
            },
            offset: found.entry.key.start,
            path: `${path}${found.pointer}`,
          });
        }
      }
    }
    return made;
  },
};
