import type { MappingNode, Node } from '../model/node.ts';
import { get } from '../model/node.ts';

/** The keys and indexes that lead to a place inside a document or a resource. */
export type Path = readonly (string | number)[];

/** A value as JSON has it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A JSON object. */
export type JsonMapping = { readonly [key: string]: Json };

/** The only spelling of a number that reads the same in JSON, YAML 1.1 and YAML 1.2. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * The value that a Node stands for, merge keys pulled in. A plain scalar that YAML's versions read differently (`0777`,
 * `yes`) keeps its text behind a mark, so that it equals itself alone and never the same text in quotes.
 */
export function jsonOf(node: Node): Json {
  return madeOf(node, new Map());
}

/** @param merged the values of mappings that others pull in: in a chain of these each would be made for all that come after it. */
function madeOf(node: Node, merged: Map<Node, JsonMapping>): Json {
  if (node.type === 'scalar') return node.quoted ? node.value : plainValue(node.value);
  if (node.type === 'sequence') return node.items.map((item) => madeOf(item, merged));
  const value: Record<string, Json> = {};
  for (const mapping of [...node.merged].reverse()) {
    const known = merged.get(mapping) ?? (madeOf(mapping, merged) as JsonMapping);
    merged.set(mapping, known);
    for (const [key, child] of Object.entries(known)) put(value, key, child);
  }
  for (const { key, value: child } of node.entries) put(value, key.value, madeOf(child, merged));
  return value;
}

/** How many values a Node stands for: one that an alias or a merge key stands for counts wherever it does. */
export function valuesIn(node: Node): number {
  return counted(node, new Map());
}

function counted(node: Node, merged: Map<Node, number>): number {
  if (node.type === 'scalar') return 1;
  if (node.type === 'sequence') return node.items.reduce((sum, item) => sum + counted(item, merged), 1);
  return node.entries.reduce((sum, { value }) => sum + counted(value, merged), 1 + pulledInto(node, merged));
}

function pulledInto({ merged: mappings }: MappingNode, merged: Map<Node, number>): number {
  return mappings.reduce((sum, mapping) => {
    const count = merged.get(mapping) ?? counted(mapping, merged);
    merged.set(mapping, count);
    return sum + count;
  }, 0);
}

/** How many entries of mappings a later one with the same key hides. */
export function hiddenEntries(node: Node): number {
  if (node.type === 'scalar') return 0;
  if (node.type === 'sequence') return node.items.reduce((sum, item) => sum + hiddenEntries(item), 0);
  const keys = new Set(node.entries.map(({ key }) => key.value));
  const hidden = node.entries.length - keys.size;
  return node.entries.reduce((sum, { value }) => sum + hiddenEntries(value), hidden);
}

/** Sets a key of any name: a plain assignment to `__proto__` would be lost, and any other way is slow. */
export function put(object: Record<string, Json>, key: string, value: Json): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function plainValue(text: string): Json {
  if (/^(?:|~|null|Null|NULL)$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (NUMBER.test(text)) {
    const number = Number(text);
    return String(number) === text ? number : marked(text);
  }
  return readsAsString(text) ? text : marked(text);
}

function marked(text: string): string {
  return `\u0000plain ${text}`;
}

/** Whether a plain scalar is a string in every version of YAML: no number, boolean, null or date of any of them. */
export function readsAsString(text: string): boolean {
  return !/^(?:|~|null|true|false|yes|no|on|off|y|n|=|<<|[-+]?\.(?:inf|nan)|[-+.]?[0-9][0-9_.:,xobXOBa-fA-F+-]*(?:[tT ][0-9:.+zZ -]*)?)$/i.test(
    text,
  );
}

/** Whether a value is a JSON object. */
export function isMapping(value: Json | undefined): value is JsonMapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at the end of a path; `undefined` where the path leaves it. */
export function valueAt(value: Json | undefined, path: Path): Json | undefined {
  let at = value;
  for (const step of path) {
    if (typeof step === 'number') at = Array.isArray(at) ? (at as readonly Json[])[step] : undefined;
    else at = isMapping(at) && Object.hasOwn(at, step) ? at[step] : undefined;
  }
  return at;
}

/** Whether two values are the same; the order of keys does not matter. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, at) => isSame(item as Json, b[at] as Json));
  }
  if (!isMapping(a) || !isMapping(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key], b[key]));
}

/** The steps of a JSON pointer into a Node, with numbers for the items of lists. */
export function pathOf(root: Node, pointer: string): Path {
  let at: Node | undefined = root;
  return pointer
    .split('/')
    .slice(1)
    .map((raw) => {
      const name = raw.replaceAll('~1', '/').replaceAll('~0', '~');
      const step: string | number = at?.type === 'sequence' ? Number(name) : name;
      at = typeof step === 'number' ? (at?.type === 'sequence' ? at.items[step] : undefined) : get(at, step);
      return step;
    });
}
