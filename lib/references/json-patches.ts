import { rootsOf } from '../input/roots.ts';
import { offsetsOf } from '../input/text-in.ts';
import { parseApiVersion } from '../model/gvk.ts';
import { pointer } from '../model/location.ts';
import type { MappingNode, Node, ScalarNode } from '../model/node.ts';
import { get, isNull, text } from '../model/node.ts';
import type { Source } from '../model/resource.ts';
import { pathOf, walkMappings } from '../model/walk.ts';
import { asking } from './mentions.ts';
import type { Reference, ReferenceReader } from './reference.ts';

/** An API that an operation of a JSON patch moves an object to, and where its apiVersion stands. */
interface Moved {
  readonly value: ScalarNode;
  /** Below the patch: where it is a text, the text alone has a place. */
  readonly path: string;
}

/** The keys of what is patched and of its JSON patch: in kustomizations, and in what Flux and Argo CD hand on to them. */
const PATCHES = ['patch', 'jsonOp'];

/**
 * The APIs that JSON patches move objects to: `op: replace`, `path: /apiVersion`. The kind is that of the target beside the patch,
 * or the one that the patch itself writes; a pattern of kinds says nothing.
 */
export const jsonPatches: ReferenceReader = {
  read(resource, root) {
    const found: Reference[] = [];
    if (!mayHoldMoves(resource, root)) return found;
    const visit = (mapping: MappingNode, base: string): void => {
      const target = get(mapping, 'target');
      if (target?.type !== 'mapping') return;
      for (const key of PATCHES) {
        const patch = get(mapping, key);
        if (patch === undefined) continue;
        const path = pointer(base, key);
        for (const reference of movesIn(patch, text(target, 'kind'), resource.source))
          found.push({ ...reference, path: path + reference.path });
      }
    };
    visit(root, resource.path);
    walkMappings(
      root,
      (mapping, trail) => visit(mapping, pathOf(trail, resource.path)),
      () => false,
    );
    return found;
  },
};

const mayHoldMoves = asking(
  (written) => written.includes('/apiVersion') && PATCHES.some((key) => written.includes(key)),
);

/** @returns References whose paths are those below the patch. */
function* movesIn(patch: Node, targeted: string | undefined, source: Source): Generator<Reference> {
  const isText = patch.type === 'scalar';
  if (isText && (isNull(patch) || !patch.value.includes('/apiVersion'))) return;
  const offsetOf = isText ? offsetsOf(patch, source) : (offset: number) => offset;
  for (const root of isText ? rootsOf(patch.value) : [patch]) {
    if (typeof root === 'string') continue;
    const kind = written(root, '/kind').at(-1)?.value.value ?? targeted;
    if (kind === undefined || !/^[A-Za-z]+$/.test(kind)) continue;
    for (const { value, path } of written(root, '/apiVersion')) {
      const groupVersion = parseApiVersion(value.value);
      if (groupVersion === null) continue;
      const at = { offset: offsetOf(value.start), path: isText ? '' : path };
      yield { gvk: { ...groupVersion, kind }, ...at, sort: 'embedded', quietWhenUnknown: true };
    }
  }
}

/** What the operations of a JSON patch write to a place. */
function written(patch: Node, place: string): Moved[] {
  if (patch.type !== 'sequence') return [];
  return patch.items.flatMap((operation, at) => {
    const value = get(operation, 'value');
    const isWritten = /^(?:add|replace)$/.test(text(operation, 'op') ?? '') && text(operation, 'path') === place;
    return isWritten && value?.type === 'scalar' && !isNull(value) ? [{ value, path: `/${at}/value` }] : [];
  });
}
