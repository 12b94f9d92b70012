import type { ValueForm } from '../catalog/fields.ts';
import type { Node, ScalarNode } from '../model/node.ts';
import { get, isNull } from '../model/node.ts';

/**
 * What of a value is what a fact speaks of.
 *
 * @param parent the name of the field that holds the object, or the list with the object, whose field has the value.
 * @returns the text of the scalar or key that matches; where the fact speaks of the length of a list, an empty text; `null`
 *   where nothing matches.
 */
export function matching(form: ValueForm, node: Node, parent: string | null): string | null {
  const { path, parent: wanted, minItems, anyItem, anyKey, anyOf } = form;
  if (wanted !== undefined && wanted !== parent) return null;
  const value = path === undefined ? node : get(node, ...path.split('.'));
  if (value === undefined) return null;
  if (anyOf !== undefined) return first(anyOf, (one) => matching(one, value, parent));
  if (minItems !== undefined) return value.type === 'sequence' && value.items.length >= minItems ? '' : null;
  if (anyItem !== undefined) {
    return value.type === 'sequence' ? first(value.items, (item) => matching(anyItem, item, parent)) : null;
  }
  if (anyKey !== undefined) {
    return value.type === 'mapping' ? first(value.entries, ({ key }) => matching(anyKey, key, parent)) : null;
  }
  return value.type === 'scalar' && matchesScalar(form, value) ? value.value : null;
}

function first<T>(items: readonly T[], find: (item: T) => string | null): string | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}

function matchesScalar({ equals, notIn, contains, prefix, notMatches, ...form }: ValueForm, node: ScalarNode): boolean {
  const { value } = node;
  if (isNull(node) || PLACEHOLDER.test(value)) return false;
  return (
    (equals === undefined || isValue(node, equals)) &&
    (form.in === undefined || form.in.includes(value)) &&
    (notIn === undefined || !notIn.includes(value)) &&
    (contains === undefined || value.includes(contains)) &&
    (prefix === undefined || value.startsWith(prefix)) &&
    (notMatches === undefined || !new RegExp(notMatches).test(value))
  );
}

/** What a template or a shell puts where a value is to come: nothing is known of the value. */
const PLACEHOLDER = /\{\{|\{%|<%|\$[{(]|\uE000/;

/**
 * Whether a node is this one value: a text, a number or boolean that is not in quotes, a list of such, or a mapping that says
 * nothing else than this one.
 */
export function isValue(node: Node, value: unknown): boolean {
  if (Array.isArray(value)) {
    return (
      node.type === 'sequence' &&
      node.items.length === value.length &&
      node.items.every((item, at) => isValue(item, value[at]))
    );
  }
  if (typeof value === 'object' && value !== null) {
    const known = new Map(Object.entries(value));
    return (
      node.type === 'mapping' &&
      node.merged.length === 0 &&
      node.entries.every((entry) => known.has(entry.key.value) && isValue(entry.value, known.get(entry.key.value)))
    );
  }
  if (node.type !== 'scalar') return false;
  if (typeof value === 'string') return node.value === value;
  if (node.quoted || node.value === '') return false;
  return typeof value === 'number' ? Number(node.value) === value : node.value === String(value);
}

/** Whether a value says nothing: null, an empty text or list, or `false`. */
export function isNothing(node: Node): boolean {
  if (node.type === 'sequence') return node.items.length === 0;
  return node.type === 'scalar' && (node.value === '' || isNull(node) || isValue(node, false));
}
