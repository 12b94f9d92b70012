import { isDefinition } from '../model/gvk.ts';
import { pointer } from '../model/location.ts';
import type { MappingNode, Node, SequenceNode } from '../model/node.ts';
import { get } from '../model/node.ts';
import type { Resource } from '../model/resource.ts';
import { remembering } from './remember.ts';

/** A PodSpec in an object, wherever it stands: in a Pod, in a template, in a custom resource. */
export interface PodSpec {
  readonly node: MappingNode;
  /** JSON pointer from the object to it. */
  readonly path: string;
}

const remembered = remembering<readonly PodSpec[]>();

/**
 * The PodSpecs of an object: the mappings with a list of `containers` that have an image or a name. In the schemas of a
 * CustomResourceDefinition there are none, however much they describe them.
 */
export function podSpecsIn({ gvk, source }: Pick<Resource, 'gvk' | 'source'>, root: MappingNode): readonly PodSpec[] {
  if (isDefinition(gvk)) return [];
  return remembered(source, root, () => {
    const found: PodSpec[] = [];
    search({ root, steps: [], seen: null, found }, root);
    return found;
  });
}

interface Search {
  readonly root: MappingNode;
  /** The way to the node; few nodes are PodSpecs, so that it is written out for these alone. */
  readonly steps: (string | number)[];
  /** What is written before the object, and aliases in it stand for: that is shown at the first of them. */
  seen: Set<Node> | null;
  readonly found: PodSpec[];
}

function search(into: Search, node: MappingNode | SequenceNode): void {
  if (node.type === 'sequence') {
    let read = node.start;
    for (let at = 0; at < node.items.length; at++) {
      const item = node.items[at] as Node;
      below(into, at, item, read);
      read = Math.max(read, item.end);
    }
    return;
  }
  if (isPodSpec(node)) into.found.push({ node, path: into.steps.reduce<string>(pointer, '') });
  for (const { key, value } of node.entries) below(into, key.value, value, key.start);
}

/** @param from what is written here begins there, or after it. What begins before was come to where it is written. */
function below(into: Search, step: string | number, node: Node, from: number): void {
  if (node.type === 'scalar') return;
  if (node.start < into.root.start) {
    into.seen ??= new Set();
    if (into.seen.has(node)) return;
    into.seen.add(node);
  } else if (node.start < from) return;
  into.steps.push(step);
  search(into, node);
  into.steps.pop();
}

function isPodSpec(node: MappingNode): boolean {
  const containers = get(node, 'containers');
  if (containers?.type !== 'sequence') return false;
  return containers.items.some((item) => get(item, 'image') !== undefined || get(item, 'name') !== undefined);
}
