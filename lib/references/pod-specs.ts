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
    search({ steps: [], seen: new Set(), found }, root);
    return found;
  });
}

interface Search {
  /** The way to the node; few nodes are PodSpecs, so that it is written out for these alone. */
  readonly steps: (string | number)[];
  /** An aliased collection stands at several places, and is shown at the first. */
  readonly seen: Set<Node>;
  readonly found: PodSpec[];
}

function search(into: Search, node: MappingNode | SequenceNode): void {
  const { steps, seen, found } = into;
  if (seen.has(node)) return;
  seen.add(node);
  if (node.type === 'sequence') {
    for (let at = 0; at < node.items.length; at++) below(into, at, node.items[at] as Node);
    return;
  }
  if (isPodSpec(node)) found.push({ node, path: steps.reduce<string>(pointer, '') });
  for (const { key, value } of node.entries) below(into, key.value, value);
}

function below(into: Search, step: string | number, node: Node): void {
  if (node.type === 'scalar') return;
  into.steps.push(step);
  search(into, node);
  into.steps.pop();
}

function isPodSpec(node: MappingNode): boolean {
  const containers = get(node, 'containers');
  if (containers?.type !== 'sequence') return false;
  return containers.items.some((item) => get(item, 'image') !== undefined || get(item, 'name') !== undefined);
}
