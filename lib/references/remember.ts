import type { MappingNode } from '../model/node.ts';
import type { Source } from '../model/resource.ts';

/** Gives what was made of an object before, or makes it. */
export type Remembered<Value> = (source: Source, root: MappingNode, make: () => Value) => Value;

/**
 * Remembers what is made of the objects of a text until those of another one are asked about: the rules and readers of an
 * object, of all releases that are audited for at once, ask the same of it. A WeakMap would do, but that what stands in one
 * outlives the next collections of garbage, trees and all.
 */
export function remembering<Value>(): Remembered<Value> {
  let last: Source | null = null;
  let known = new Map<MappingNode, Value>();
  return (source, root, make) => {
    if (source !== last) {
      last = source;
      // Not emptied: V8 chains what is emptied to what comes after it, and garbage would keep the living garbage.
      known = new Map();
    }
    const found = known.get(root);
    if (found !== undefined) return found;
    const made = make();
    known.set(root, made);
    return made;
  };
}
