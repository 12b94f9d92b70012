import type { GroupVersionKind } from '../model/gvk.ts';
import { NO_LIFECYCLE } from '../model/lifecycle.ts';
import type { Release } from '../model/release.ts';
import { stabilityOf } from '../model/stability.ts';
import type { ApiState } from './catalog.ts';
import { NO_ADVICE } from './replacement.ts';

/** What the name of an API says of it, and nothing more: where something else is known, it is put over this. */
export function bareState(gvk: GroupVersionKind, release: Release): ApiState {
  return {
    gvk,
    release,
    serving: 'unknown',
    stability: stabilityOf(gvk.version),
    boundary: 'rest',
    lifecycle: NO_LIFECYCLE,
    deprecated: false,
    enabledByDefault: null,
    replacement: null,
    advice: NO_ADVICE,
    evidence: 'name',
    enableableUntil: null,
    removalIsPromise: false,
    deprecationWarning: null,
    notInDocument: false,
    component: null,
    reader: null,
  };
}
