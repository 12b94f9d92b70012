import type { ApiRule } from './rule.ts';

/** The Target does not serve it yet. */
export const unavailableApi: ApiRule = { id: 'unavailable-api', applies: ({ serving }) => serving === 'not-yet' };
