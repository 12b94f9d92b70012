import type { GroupVersionKind } from './gvk.ts';
import type { Release } from './release.ts';

/**
 * The releases at which an API came, was deprecated and stopped being served. `null` is "not known" or "not declared",
 * never "none".
 */
export interface Lifecycle {
  readonly introduced: Release | null;
  readonly deprecated: Release | null;
  /** The first release that no longer serves it. */
  readonly removed: Release | null;
}

/** Of what nothing is known or declared. */
export const NO_LIFECYCLE: Lifecycle = { introduced: null, deprecated: null, removed: null };

/** What to write instead, in the words of apimachinery. */
export type Replacement = GroupVersionKind;

/**
 * What an answer rests on: the deprecated API migration guide, presence in or absence from a Snapshot, the lifecycle
 * tag in Kubernetes' type definitions, the version's name alone, a CRD in the input, an add-on's published facts, or the user's own policy.
 */
export type Evidence = 'guide' | 'snapshot' | 'declared' | 'name' | 'crd' | 'vendor' | 'policy';

/** Where an API lives, after the LTS working group: the API server, configuration files, or drivers and plugins. */
export type Boundary = 'rest' | 'config' | 'provider';
