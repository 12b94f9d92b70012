import type { FieldRule } from './field-rule.ts';
import { unstableField } from './unstable-field.ts';

/** A field, or a value of one, that an alpha gate guards; of a kind that is not alpha itself. */
export const alphaField: FieldRule = {
  id: 'alpha-field',
  claims: (found, gvk, { state, target }) =>
    state.stability === 'alpha' ? [] : unstableField(found, 'alpha', gvk, target),
};
