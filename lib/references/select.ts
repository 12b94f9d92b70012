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
 * @param base JSON pointer from the document to the node.
 */
export function* select(node: Node, fields: string, base: string): Generator<Selected> {
  yield* follow(node, base, fields.split(/\.|(?=\[\]|\{\})/));
}

/** The same, of which only scalars that hold something are wanted. */
export function* selectTexts(node: Node, fields: string, base: string): Generator<SelectedText> {
  for (const { node: found, path } of select(node, fields, base)) {
    if (found.type === 'scalar' && !isNull(found)) yield { node: found, path };
  }
}

/** The keys of the mappings at a path of fields, each as a scalar. */
export function* selectKeys(node: Node, fields: string, base: string): Generator<SelectedText> {
  for (const { node: found, path } of select(node, fields, base)) {
    if (found.type !== 'mapping') continue;
    for (const { key } of found.entries) yield { node: key, path: pointer(path, key.value) };
  }
}

function* follow(node: Node, path: string, steps: readonly string[]): Generator<Selected> {
  const [step, ...rest] = steps;
  if (step === undefined) {
    yield { node, path };
  } else if (step === '[]') {
    if (node.type !== 'sequence') return;
    for (const [index, item] of node.items.entries()) yield* follow(item, pointer(path, index), rest);
  } else if (step === '{}') {
    if (node.type !== 'mapping') return;
    for (const { key, value } of node.entries) yield* follow(value, pointer(path, key.value), rest);
  } else {
    const found = entry(node, step)?.value;
    if (found !== undefined) yield* follow(found, pointer(path, step), rest);
  }
}
