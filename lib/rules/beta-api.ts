import type { ApiRule } from './rule.ts';
import { isServed, isVersioned } from './served.ts';

/** A beta group/version that the Target serves. */
export const betaApi: ApiRule = {
  id: 'beta-api',
  applies: (state) => isServed(state) && isVersioned(state) && state.stability === 'beta',
};
