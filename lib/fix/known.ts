import type { KnownCrds } from '../catalog/custom.ts';
import type { Relabelled } from './relabelling.ts';

/** What is known of the cluster beside the one text: it is read off the other inputs of a run. */
export interface Known {
  /** The names of the IngressClasses that there are. */
  readonly ingressClasses: ReadonlySet<string>;
  /** What the CustomResourceDefinitions in other inputs say; those of the text itself are known without. */
  readonly crds?: KnownCrds;
  /** The texts of the files that kustomizations name as patches, by the names of the files. */
  readonly patches?: ReadonlyMap<string, string>;
  /** The workloads whose labels of Pods kustomizations change. */
  readonly relabelled?: Relabelled;
  /** What becomes of the objects that kustomizations choose and patch; absent where nobody has looked. */
  readonly objects?: { readonly staying: ObjectNames; readonly moving: ObjectNames };
}

/** The names of objects by the `gvkKey` of their API as it is; `null` for an object without a name. */
export type ObjectNames = ReadonlyMap<string, ReadonlySet<string | null>>;

/** Nothing is known but the text itself. */
export const NOTHING_KNOWN: Known = { ingressClasses: new Set() };
