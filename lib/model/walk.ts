import { pointer } from './location.ts';
import type { MappingNode, Node } from './node.ts';

/** How a node was come to: the key or index it stands at, and those above it. */
export interface Trail {
  readonly above: Trail | null;
  readonly step: string | number;
}

/** The JSON pointer of a trail. It is made only for what is found: most nodes of a walk are not. */
export function pathOf(trail: Trail | null, base: string): string {
  return trail === null ? base : pointer(pathOf(trail.above, base), trail.step);
}

/** The last key on a trail, indexes left out; the empty string at its beginning. */
export function keyOf(trail: Trail | null): string {
  for (let at = trail; at !== null; at = at.above) if (typeof at.step === 'string') return at.step;
  return '';
}

/**
 * Visits every mapping below a node, each before those in it. What an alias stands for is visited where it is written, and
 * not once more at the alias: a few aliases of aliases stand for millions of mappings.
 *
 * @param skips whether a key of a mapping is not gone into; asked with the trail of that mapping, which was visited before.
 */
export function walkMappings(
  root: Node,
  visit: (mapping: MappingNode, trail: Trail) => void,
  skips: (key: string, above: Trail | null, mapping: MappingNode) => boolean,
): void {
  const into = (node: Node, trail: Trail | null): void => {
    if (node.type === 'scalar') return;
    if (node.type === 'sequence') {
      let read = node.start;
      for (let at = 0; at < node.items.length; at++) {
        const item = node.items[at] as Node;
        if (item.type !== 'scalar' && item.start >= read) into(item, { above: trail, step: at });
        read = Math.max(read, item.end);
      }
      return;
    }
    if (trail !== null) visit(node, trail);
    for (const { key, value } of node.entries) {
      if (value.type !== 'scalar' && value.start >= key.start && !skips(key.value, trail, node))
        into(value, { above: trail, step: key.value });
    }
  };
  into(root, null);
}
