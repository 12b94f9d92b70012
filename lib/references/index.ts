import type { MappingNode } from '../model/node.ts';
import type { Resource } from '../model/resource.ts';
import type { Reference, ReferenceContext, ReferenceReader } from './reference.ts';

/** Every sort of Reference. A new sort is a line here, and a row in a table or a small file beside this one. */
const READERS: readonly ReferenceReader[] = [];

/** All References of a Resource, in the order of {@link READERS}. */
export function* referencesOf(resource: Resource, root: MappingNode, context: ReferenceContext): Generator<Reference> {
  for (const read of READERS) yield* read(resource, root, context);
}
