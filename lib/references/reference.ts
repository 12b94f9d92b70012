import type { Catalog } from '../catalog/catalog.ts';
import type { ReferenceSort, Severity } from '../model/finding.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import type { MappingNode } from '../model/node.ts';
import type { Release } from '../model/release.ts';
import type { Resource } from '../model/resource.ts';

/** A place inside a Resource that names another API. */
export interface Reference {
  readonly gvk: GroupVersionKind;
  /** 0-based offset into the Source's text of what names it. */
  readonly offset: number;
  /** JSON pointer from the document to what stands there. */
  readonly path: string;
  /** What sort of place it is; default `object`. The advice of a finding depends on it. */
  readonly sort?: ReferenceSort;
  /** Say nothing where nothing is known of the API: the place often names kinds of CRDs that are not in the input. */
  readonly quietWhenUnknown?: boolean;
  /** Count the Reference, and say nothing of it: it is harmless as it stands. */
  readonly silent?: boolean;
  /** The gravest severity that a finding here may have: a permission for an API that is gone breaks nothing by itself. */
  readonly atMost?: Severity;
  /** Beside it stands a name for what took the API's place, so that this one is left over. */
  readonly covered?: boolean;
  /** Who asked for the API, where a request is recorded here. */
  readonly askedBy?: string;
}

/** Finds the References of one sort in a Resource. */
export interface ReferenceReader {
  /** Whether Resources of a kind may have any; absent where those of all kinds may. */
  readonly isFor?: (gvk: GroupVersionKind) => boolean;
  readonly read: (resource: Resource, root: MappingNode, context: ReferenceContext) => Iterable<Reference>;
}

/** What a reader may ask. */
export interface ReferenceContext {
  readonly catalog: Catalog;
  readonly target: Release;
}
