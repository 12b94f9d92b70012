import type { ApiRule } from './rule.ts';

/** No Snapshot, no add-on's facts and no CRD in the input knows it. */
export const unknownApi: ApiRule = { id: 'unknown-api', applies: ({ serving }) => serving === 'unknown' };
