/** A value in a YAML or JSON document, with the offsets at which it stands in the text of its file. */
export type Node = ScalarNode | MappingNode | SequenceNode;

interface Spanned {
  /** 0-based UTF-16 offset of the first character of the value (inside the quotes of a quoted scalar). */
  readonly start: number;
  /** One past the last character of the value; for a collection, of the last value in it. */
  readonly end: number;
}

export interface ScalarNode extends Spanned {
  readonly type: 'scalar';
  /** The decoded text: escapes and folding undone. A null that is not written at all is the empty string. */
  readonly value: string;
  /** Whether the text stands in quotes or in a block: then it is a string, whatever it looks like. */
  readonly quoted: boolean;
}

export interface Entry {
  readonly key: ScalarNode;
  readonly value: Node;
}

export interface MappingNode extends Spanned {
  readonly type: 'mapping';
  /** In the order of the document. Of duplicate keys all are here; {@link get} takes the last, as Kubernetes does. */
  readonly entries: readonly Entry[];
  /** Mappings pulled in by `<<`; their keys count where the mapping has none of its own. */
  readonly merged: readonly MappingNode[];
}

export interface SequenceNode extends Spanned {
  readonly type: 'sequence';
  readonly items: readonly Node[];
}

/** The entry of a mapping by its key: its own last one, else the first merged one; `undefined` where there is none. */
export function entry(node: Node | undefined, key: string): Entry | undefined {
  if (node?.type !== 'mapping') return undefined;
  for (let at = node.entries.length - 1; at >= 0; at--) {
    const candidate = node.entries[at] as Entry;
    if (candidate.key.value === key) return candidate;
  }
  for (const merged of node.merged) {
    const found = entry(merged, key);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The value under a path of keys, or `undefined` where the path leaves the document. */
export function get(node: Node | undefined, ...keys: readonly string[]): Node | undefined {
  let at = node;
  for (const key of keys) at = entry(at, key)?.value;
  return at;
}

/** The text of a scalar under a path of keys; `undefined` where there is none or it is null. */
export function text(node: Node | undefined, ...keys: readonly string[]): string | undefined {
  const found = get(node, ...keys);
  if (found?.type !== 'scalar' || isNull(found)) return undefined;
  return found.value;
}

/** Whether a scalar is YAML's null: nothing at all, `~` or `null`, not quoted. */
export function isNull(node: ScalarNode): boolean {
  if (node.quoted) return false;
  return node.value === '' || node.value === '~' || /^(?:null|Null|NULL)$/.test(node.value);
}
