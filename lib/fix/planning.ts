import type { Catalog } from '../catalog/catalog.ts';
import type { Bounds } from './destination.ts';
import type { Known } from './known.ts';
import type { Policing } from './policing.ts';
import type { Reason, Step } from './step.ts';
import type { Path } from './value.ts';

/** What a plan is made with: the same for all resources of a run. */
export interface Planning {
  readonly catalog: Catalog;
  readonly bounds: Bounds;
  readonly known: Known;
  readonly policing: Policing;
}

/**
 * Steps that belong together, or the reason why they are not made. `about` are the places whose findings they mend, where
 * these are not the places of the steps.
 */
export type StepGroup = { readonly steps: readonly Step[]; readonly about?: readonly Path[] } | Reason;

/** Says of places in a resource whether a change that is made for the sake of what is found there is not to be made. */
export type Stays = (paths: readonly Path[]) => boolean;

/** What is known of a resource beside its value. */
export interface Setting {
  /** The name of its file. */
  readonly file: string;
  /** Whether a kustomization names the file as a patch: then what it does not say, another object may. */
  readonly isPatch: boolean;
  /**
   * Whether comments are directives of a template, and so not all of the resource is known: `asks` where it tells clusters
   * apart, so that not even the name of its API can be changed.
   */
  readonly directives: 'asks' | 'some' | null;
  /** Why its API is not to be moved, whatever can be; `null` where nothing is known against it. */
  readonly kept: Reason | null;
}

/** A resource that stands by itself. */
export const BY_ITSELF: Setting = { file: '-', isPatch: false, directives: null, kept: null };
