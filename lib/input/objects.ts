import { MAX_DEPTH } from '../model/depth.ts';
import { LineIndex } from '../model/location.ts';
import type { Entry, Node, ScalarNode } from '../model/node.ts';
import type { Document, Resource, Source } from '../model/resource.ts';
import { outlineOfNode } from './head.ts';
import { resourcesOf } from './list.ts';
import type { Reading } from './reading.ts';

/** How many values one object may have, those that are reached on several ways counted on each. */
const MAX_VALUES = 1_000_000;

/**
 * Reads objects that are parsed already, each as a document of its own; an array is a document of several. They have
 * no text, so all stand in line 1, column 1. An object that is not JSON at heart (it holds itself, nests too deep, or
 * has a getter that throws) is an error in the Reading.
 *
 * @param name shown in place of a file.
 */
export function readObjects(name: string, values: readonly unknown[]): Reading {
  const source: Source = { file: name, text: '', lines: new LineIndex('') };
  const resources: Resource[] = [];
  const errors: { file: string; line: number; column: number; message: string }[] = [];
  const computed: { file: string; line: number; column: number; text: string }[] = [];
  const printed: Document[] = [];
  let kubernetes = false;
  const at = { file: name, line: 1, column: 1 };
  values.forEach((value, index) => {
    const root = toNode(value);
    if (typeof root === 'string') {
      errors.push({ ...at, message: `object ${index} was not audited: ${root}` });
      return;
    }
    const found = resourcesOf({ source, index, root }, outlineOfNode(root));
    for (const resource of found.resources) resources.push(resource);
    for (const release of found.releases) printed.push(release);
    kubernetes ||= found.kubernetes;
    for (const { text } of found.computed) computed.push({ ...at, text });
    for (const { text } of found.malformed)
      errors.push({ ...at, message: `"${text}" is no apiVersion; write group/version` });
  });
  const something = kubernetes || errors.length > 0 || computed.length > 0;
  const passedOver = something ? null : values.length === 0 ? 'empty' : 'not-kubernetes';
  const documents = values.length;
  const template = computed.length > 0;
  const more = printed.length === 0 ? {} : { printed };
  return { file: name, resources, documents, errors, template, computed, passedOver, ...more };
}

/**
 * The Nodes of a value as `JSON.stringify` would write it, or the reason why there are none. What is thrown is thrown
 * and caught in this file alone, by the value's own getters or by {@link convert}, which is deep.
 */
function toNode(value: unknown): Node | string {
  const seen = { ancestors: new Set<object>(), count: 0 };
  try {
    return convert(value, seen);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

interface Seen {
  readonly ancestors: Set<object>;
  count: number;
}

function convert(value: unknown, seen: Seen): Node {
  if (++seen.count > MAX_VALUES) throw new Error(`it holds more than ${MAX_VALUES} values`);
  if (typeof value === 'string') return scalar(value, true);
  if (typeof value !== 'object' || value === null) return scalar(isAbsent(value) ? 'null' : String(value), false);
  if (value instanceof Date) return scalar(value.toISOString(), true);
  if (seen.ancestors.has(value)) throw new Error('it holds itself');
  if (seen.ancestors.size >= MAX_DEPTH) throw new Error(`it nests more than ${MAX_DEPTH} levels deep`);
  seen.ancestors.add(value);
  const node = Array.isArray(value) ? sequence(value, seen) : mapping(value, seen);
  seen.ancestors.delete(value);
  return node;
}

function sequence(values: readonly unknown[], seen: Seen): Node {
  return { type: 'sequence', start: 0, end: 0, items: values.map((value) => convert(value, seen)) };
}

function mapping(object: object, seen: Seen): Node {
  const entries: Entry[] = [];
  for (const [key, value] of Object.entries(object)) {
    if (!isAbsent(value)) entries.push({ key: scalar(key, true), value: convert(value, seen) });
  }
  return { type: 'mapping', start: 0, end: 0, entries, merged: [] };
}

/** What `JSON.stringify` leaves out. */
function isAbsent(value: unknown): boolean {
  return value === undefined || typeof value === 'function' || typeof value === 'symbol';
}

function scalar(value: string, quoted: boolean): ScalarNode {
  return { type: 'scalar', value, quoted, start: 0, end: 0 };
}
