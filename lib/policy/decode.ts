import { didYouMean } from '../model/nearest.ts';
import type { MappingNode, Node } from '../model/node.ts';
import { isNull } from '../model/node.ts';
import type { ObjectShape, Shape, TextShape } from './shape.ts';

/** A mistake in a configuration, and the 0-based offset of what is wrong. */
export interface ConfigFault {
  readonly offset: number;
  readonly message: string;
}

/**
 * Makes a value of a configuration into plain data of a Shape: texts, booleans, arrays and objects.
 *
 * @param faults takes what is wrong, in the order of the text; only where it stays empty is the result of that Shape.
 */
export function decode(node: Node, shape: Shape, name: string, faults: ConfigFault[]): unknown {
  switch (shape.type) {
    case 'text':
      return decodeText(node, shape, name, faults);
    case 'boolean':
      if (node.type === 'scalar' && !node.quoted && /^(?:true|false)$/.test(node.value)) return node.value === 'true';
      return fault(node, `${name} is true or false`, faults);
    case 'list':
      if (node.type !== 'sequence') return fault(node, `${name} is a list: begin each entry with '- '`, faults);
      return node.items.map((item, at) => decode(item, shape.items, `${name}[${at}]`, faults));
    case 'map':
      return decodeMap(node, name, faults, (key, value) => {
        if (shape.names !== undefined && !shape.names.includes(key.value)) {
          return fault(key, unknown(key.value, name, shape.names), faults);
        }
        return decode(value, shape.values, `${name}.${key.value}`, faults);
      });
    case 'object':
      return decodeObject(node, shape, name, faults);
  }
}

function decodeText(node: Node, { words, pattern, what }: TextShape, name: string, faults: ConfigFault[]): unknown {
  if (node.type !== 'scalar' || isNull(node))
    return fault(node, `${name} is a text${what === undefined ? '' : `: ${what}`}`, faults);
  const { value } = node;
  if (words !== undefined && !words.includes(value)) {
    return fault(
      node,
      `${name}: there is no '${value}'.${didYouMean(value, words)} Choose one of ${words.join(', ')}`,
      faults,
    );
  }
  if (pattern !== undefined && !new RegExp(pattern).test(value)) {
    if (value.trim() === '') return fault(node, `${name} is empty: write ${what ?? 'something'}`, faults);
    return fault(node, `${name}: '${value}' is not ${what ?? 'of that form'}`, faults);
  }
  return value;
}

function decodeObject(node: Node, shape: ObjectShape, name: string, faults: ConfigFault[]): unknown {
  const known = Object.keys(shape.keys);
  const value = decodeMap(node, name, faults, (key, inner) => {
    const own = Object.hasOwn(shape.keys, key.value) ? shape.keys[key.value] : undefined;
    if (own === undefined) return fault(key, unknown(key.value, name, known), faults);
    return decode(inner, own, name === '' ? key.value : `${name}.${key.value}`, faults);
  });
  for (const key of shape.required ?? []) {
    if (typeof value === 'object' && value !== null && !Object.hasOwn(value, key)) {
      fault(node, `${name} has no '${key}'`, faults);
    }
  }
  return value;
}

function decodeMap(
  node: Node,
  name: string,
  faults: ConfigFault[],
  read: (key: MappingNode['entries'][number]['key'], value: Node) => unknown,
): unknown {
  if (node.type !== 'mapping')
    return fault(node, `${name === '' ? 'the configuration' : name} is an object of keys and values`, faults);
  if (node.merged.length > 0) return fault(node, 'merge keys (<<) are not read here: write the keys out', faults);
  const seen = new Set<string>();
  const pairs = node.entries.map(({ key, value }) => {
    if (seen.has(key.value)) fault(key, `the key '${key.value}' stands here twice`, faults);
    seen.add(key.value);
    return [key.value, read(key, value)] as const;
  });
  return Object.fromEntries(pairs);
}

function unknown(key: string, name: string, known: readonly string[]): string {
  const where = name === '' ? '' : ` in ${name}`;
  return `there is no '${key}'${where}.${didYouMean(key, known)} There are ${known.join(', ')}`;
}

function fault(node: Node, message: string, faults: ConfigFault[]): undefined {
  faults.push({ offset: node.start, message });
  return undefined;
}
