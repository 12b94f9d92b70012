import type { ApiRule } from './rule.ts';
import { isServed } from './served.ts';

/** A beta group/version that the Target serves. */
export const betaApi: ApiRule = {
  id: 'beta-api',
  applies: (state) => isServed(state) && state.stability === 'beta',
};
