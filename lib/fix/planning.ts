import type { Catalog } from '../catalog/catalog.ts';
import type { Bounds } from './destination.ts';
import type { Known } from './known.ts';
import type { Reason, Step } from './step.ts';

/** What a plan is made with: the same for all resources of a run. */
export interface Planning {
  readonly catalog: Catalog;
  readonly bounds: Bounds;
  readonly known: Known;
}

/** Steps that belong together, or the reason why they are not made. */
export type StepGroup = { readonly steps: readonly Step[] } | Reason;
