import { pointer } from '../model/location.ts';
import type { Entry, MappingNode, Node } from '../model/node.ts';
import type { Field, ObjectType, Shape } from './field-types.ts';

/** A field in a resource of which something may be said: its schema has facts about it, or does not know it. */
export interface FoundField {
  readonly entry: Entry;
  /** `null` where the schema has no such field. */
  readonly field: Field | null;
  /** The object that holds it, and its type. */
  readonly object: MappingNode;
  readonly holder: ObjectType;
  /** The names from the resource to the field, `[]` after those of lists and `.*` for the keys of maps: `spec.ports[].name`. */
  readonly path: string;
  /** JSON pointer from the resource to the field. */
  readonly pointer: string;
  /** The name of the field that holds the object, or the list with the object, that has this field; `null` at the root. */
  readonly parent: string | null;
}

interface Walk {
  readonly found: FoundField[];
  /** Names and indexes from the root to where the walk is. */
  readonly steps: (string | number)[];
  /** The names of the same fields, and what {@link FoundField.path} has for items of lists and values of maps. */
  readonly labels: string[];
  /** The names of fields found in JSON schemas; `null` outside of them. */
  inSchemas: Set<string> | null;
}

/**
 * Walks a resource along the type of its kind and gives the fields worth a look, in the order of the text. Passed over
 * are: `status`, what servers write, keys that are not Kubernetes' (directives of patches, a template's placeholders, what
 * SOPS writes), and everything that is free in form. Of duplicate keys the last counts, as in Kubernetes. A field in a JSON
 * schema, which may have hundreds of it, is given at its first place.
 */
export function fieldsOf(root: MappingNode, type: ObjectType): readonly FoundField[] {
  const walk: Walk = { found: [], steps: [], labels: [], inSchemas: null };
  walkObject(walk, root, type, null);
  return walk.found;
}

function walkObject(walk: Walk, node: MappingNode, type: ObjectType, parent: string | null): void {
  const { entries, merged } = node;
  if (entries.length > SHORT) {
    for (const entry of lastOfEach(entries)) walkField(walk, entry, node, type, parent);
  } else {
    for (let at = 0; at < entries.length; at++) {
      const entry = entries[at] as Entry;
      if (!isRepeated(entries, at, entry.key.value)) walkField(walk, entry, node, type, parent);
    }
  }
  if (merged.length === 0) return;
  const own = new Set(entries.map(({ key }) => key.value));
  for (const entry of mergedEntries(merged, own)) walkField(walk, entry, node, type, parent);
}

function walkField(walk: Walk, entry: Entry, object: MappingNode, type: ObjectType, parent: string | null): void {
  const name = entry.key.value;
  if (type.hasMetadata && name === 'status') return;
  const field = type.fields.get(name);
  if (field === undefined) {
    // What says what the resource is belongs to it, whatever a document leaves out of its schema.
    if (parent === null && (OF_EVERY_RESOURCE.includes(name) || isOfSops(entry))) return;
    if (!type.open && !NOT_A_FIELD.test(name) && !type.writtenByServers(name))
      note(walk, { entry, field: null, object, holder: type, parent });
    return;
  }
  const { facts, notes } = field;
  if (facts !== null || notes !== null) {
    if (notes?.writtenByServers === true) return;
    note(walk, { entry, field, object, holder: type, parent });
  }
  if (entry.value.type === 'scalar') return;
  const { shape } = field;
  if (shape.type === 'other') return;
  walk.steps.push(name);
  walk.labels.push(name);
  walkValue(walk, entry.value, shape, name);
  walk.steps.pop();
  walk.labels.pop();
}

const OF_EVERY_RESOURCE: readonly string[] = ['apiVersion', 'kind', 'metadata'];

/** What SOPS puts beside the rest of a file that it encrypts, and takes out again before anything of it goes to a server. */
function isOfSops({ key, value }: Entry): boolean {
  return key.value === 'sops' && value.type === 'mapping' && value.entries.some(({ key }) => key.value === 'mac');
}

/** Directives of strategic merge patches (`$patch`), and what template languages and shells put in place of a name. */
const NOT_A_FIELD = /^\$|\{\{|\{%|<%|\$[{(]|\uE000/;

function walkValue(walk: Walk, node: Node, shape: Shape, parent: string): void {
  if (shape.type === 'object') {
    if (node.type !== 'mapping') return;
    const outer = walk.inSchemas;
    if (shape.object.isJsonSchema) walk.inSchemas ??= new Set();
    walkObject(walk, node, shape.object, parent);
    walk.inSchemas = outer;
  } else if (shape.type === 'list') {
    if (node.type === 'sequence') walkItems(walk, node.items, shape.items, parent);
  } else if (shape.type === 'map' && node.type === 'mapping') {
    walkValues(walk, node, shape.values, parent);
  }
}

const ITEMS = '[]';
const VALUES = '*';

function walkItems(walk: Walk, items: readonly Node[], shape: Shape, parent: string): void {
  walk.labels.push(ITEMS);
  for (let at = 0; at < items.length; at++) {
    const item = items[at] as Node;
    if (item.type === 'scalar') continue;
    walk.steps.push(at);
    walkValue(walk, item, shape, parent);
    walk.steps.pop();
  }
  walk.labels.pop();
}

function walkValues(walk: Walk, node: MappingNode, shape: Shape, parent: string): void {
  walk.labels.push(VALUES);
  const own = new Set<string>();
  for (const entry of [...node.entries, ...mergedEntries(node.merged, own)]) {
    if (entry.value.type === 'scalar') continue;
    walk.steps.push(entry.key.value);
    walkValue(walk, entry.value, shape, parent);
    walk.steps.pop();
  }
  walk.labels.pop();
}

/** Mappings are mostly short, and comparing each key with those after it beats a map; in a long one it would take for ever. */
const SHORT = 40;

/** The entries of a mapping, of those with the same key the last. */
function lastOfEach(entries: readonly Entry[]): Iterable<Entry> {
  return new Map(entries.map((entry) => [entry.key.value, entry])).values();
}

function isRepeated(entries: readonly Entry[], at: number, name: string): boolean {
  for (let later = at + 1; later < entries.length; later++) {
    if ((entries[later] as Entry).key.value === name) return true;
  }
  return false;
}

/** The entries that merge keys pull in, where neither the mapping nor an earlier merged one has the key. */
function* mergedEntries(merged: readonly MappingNode[], taken: Set<string>): Generator<Entry> {
  for (const mapping of merged) {
    const { entries } = mapping;
    for (const entry of lastOfEach(entries)) if (!taken.has(entry.key.value)) yield entry;
    for (const { key } of entries) taken.add(key.value);
    yield* mergedEntries(mapping.merged, taken);
  }
}

function note(walk: Walk, found: Omit<FoundField, 'path' | 'pointer'>): void {
  const { steps, labels, inSchemas } = walk;
  const name = found.entry.key.value;
  if (inSchemas?.has(name) === true) return;
  inSchemas?.add(name);
  walk.found.push({
    ...found,
    path: [...labels, name].reduce((path, label) => (label === ITEMS ? path + label : `${path}.${label}`)),
    pointer: pointer(steps.reduce<string>(pointer, ''), name),
  });
}
