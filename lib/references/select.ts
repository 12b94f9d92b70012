import { pointer } from '../model/location.ts';
import type { Node, ScalarNode } from '../model/node.ts';
import { entry, isNull } from '../model/node.ts';

/** A value inside a Resource, and the JSON pointer to it. */
export interface Selected {
  readonly node: Node;
  readonly path: string;
}

/** A scalar that is not null. */
export interface SelectedText extends Selected {
  readonly node: ScalarNode;
}

/**
 * The values at a path of fields below a node, in the order of the document. `spec.rules[].kinds[]` goes through the items
 * of sequences, `data{}` through the values of a mapping, whatever their keys. What is not there gives nothing.
 *
 * @param fields a constant of the program's: what it comes apart into is kept.
 * @param base JSON pointer from the document to the node.
 */
export function select(node: Node, fields: string, base: string): readonly Selected[] {
  const found: Selected[] = [];
  follow(node, base, stepsOf(fields), 0, found);
  return found;
}

/** The same, of which only scalars that hold something are wanted. */
export function selectTexts(node: Node, fields: string, base: string): readonly SelectedText[] {
  return select(node, fields, base).filter((selected): selected is SelectedText => {
    return selected.node.type === 'scalar' && !isNull(selected.node);
  });
}

/** The keys of the mappings at a path of fields, each as a scalar. */
export function selectKeys(node: Node, fields: string, base: string): readonly SelectedText[] {
  return select(node, fields, base).flatMap(({ node: found, path }) => {
    if (found.type !== 'mapping') return [];
    return found.entries.map(({ key }) => ({ node: key, path: pointer(path, key.value) }));
  });
}

const known = new Map<string, readonly string[]>();

function stepsOf(fields: string): readonly string[] {
  let steps = known.get(fields);
  if (steps === undefined) {
    steps = fields.split(/\.|(?=\[\]|\{\})/);
    known.set(fields, steps);
  }
  return steps;
}

function follow(node: Node, path: string, steps: readonly string[], at: number, found: Selected[]): void {
  const step = steps[at];
  if (step === undefined) {
    found.push({ node, path });
  } else if (step === '[]') {
    if (node.type !== 'sequence') return;
    node.items.forEach((item, index) => {
      follow(item, pointer(path, index), steps, at + 1, found);
    });
  } else if (step === '{}') {
    if (node.type !== 'mapping') return;
    for (const { key, value } of node.entries) follow(value, pointer(path, key.value), steps, at + 1, found);
  } else {
    const below = entry(node, step)?.value;
    if (below !== undefined) follow(below, pointer(path, step), steps, at + 1, found);
  }
}
