import type { ApiRule } from './rule.ts';
import { isServed, isVersioned } from './served.ts';

/** An alpha group/version that the Target serves where it is enabled. */
export const alphaApi: ApiRule = {
  id: 'alpha-api',
  applies: (state) => isServed(state) && isVersioned(state) && state.stability === 'alpha',
};
