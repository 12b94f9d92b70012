import type { Facts } from '../../lib/snapshot/facts.ts';

/** No facts: what a document says is then read from the document alone. */
export const NO_FACTS: Facts = {
  lifecycle: [],
  gates: [],
  markedFields: [],
  describedFields: [],
  deprecatedFields: [],
};
