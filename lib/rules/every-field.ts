import { fieldsOf } from '../schema/walk.ts';
import { alphaField } from './alpha-field.ts';
import { betaField } from './beta-field.ts';
import { deprecatedField } from './deprecated-field.ts';
import type { FieldRule } from './field-rule.ts';
import type { ResourceRule } from './rule.ts';
import { isServed } from './served.ts';
import { unknownField } from './unknown-field.ts';

const FIELD_RULES: readonly FieldRule[] = [unknownField, deprecatedField, alphaField, betaField];

/**
 * The rules about fields, in one walk. Fields of an API that the Target does not serve are not judged: what is wrong with
 * them is that.
 */
export const everyField: ResourceRule = {
  ids: FIELD_RULES.map(({ id }) => id),
  *check({ gvk, path }, root, context) {
    if (!isServed(context.state)) return;
    const type = context.fields()?.of(gvk) ?? null;
    if (type === null) return;
    const { group, version, kind } = gvk;
    for (const found of fieldsOf(root, type)) {
      for (const { id, claims } of FIELD_RULES) {
        for (const claim of claims(found, gvk, context)) {
          const [gate, ...others] = claim.details.gates ?? [];
          yield {
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
          };
        }
      }
    }
  },
};
