import type { ApiRule } from './rule.ts';
import { isServed } from './served.ts';

/** Still served at the Target, but deprecated there. */
export const deprecatedApi: ApiRule = { id: 'deprecated-api', applies: (state) => isServed(state) && state.deprecated };
