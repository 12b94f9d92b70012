import { isAtLeast } from '../model/release.ts';
import type { ApiRule } from './rule.ts';

/** The Target no longer serves it; also where a server could still be told to, for a release or two. */
export const removedApi: ApiRule = {
  id: 'removed-api',
  applies: ({ serving, lifecycle, release }) =>
    serving === 'removed' || (serving === 'when-enabled' && isAtLeast(release, lifecycle.removed)),
};
