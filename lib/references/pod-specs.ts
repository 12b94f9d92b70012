import { pointer } from '../model/location.ts';
import type { MappingNode, Node } from '../model/node.ts';
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
  const { group, kind } = gvk;
  if (kind === 'CustomResourceDefinition' && group === 'apiextensions.k8s.io') return [];
  return remembered(source, root, () => {
    const found: PodSpec[] = [];
    search(root, [], new Set(), found);
    return found;
  });
}

/**
 * @param steps the way to the node; few nodes are PodSpecs, so that it is written out for these alone.
 * @param seen an aliased collection stands at several places, and is shown at the first.
 */
function search(node: Node, steps: (string | number)[], seen: Set<Node>, found: PodSpec[]): void {
  if (node.type === 'scalar' || seen.has(node)) return;
  seen.add(node);
  const below = (step: string | number, child: Node) => {
    if (child.type === 'scalar') return;
    steps.push(step);
    search(child, steps, seen, found);
    steps.pop();
  };
  if (node.type === 'sequence') {
    for (const [at, item] of node.items.entries()) below(at, item);
    return;
  }
  if (isPodSpec(node)) found.push({ node, path: steps.reduce<string>(pointer, '') });
  for (const { key, value } of node.entries) below(key.value, value);
}

function isPodSpec(node: MappingNode): boolean {
  const containers = get(node, 'containers');
  if (containers?.type !== 'sequence') return false;
  return containers.items.some((item) => get(item, 'image') !== undefined || get(item, 'name') !== undefined);
}
