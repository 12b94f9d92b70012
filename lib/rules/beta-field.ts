import type { FieldRule } from './field-rule.ts';
import { unstableField } from './unstable-field.ts';

/** A field, or a value of one, that a beta gate guards; of a kind that is GA. */
export const betaField: FieldRule = {
  id: 'beta-field',
  claims: (found, gvk, { state, target }) =>
    state.stability === 'ga' ? unstableField(found, 'beta', gvk, target) : [],
};
