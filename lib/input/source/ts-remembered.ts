/** What is kept for a node under a key; made where it is not yet. */
export function remembered<Node extends object, Key, Value>(
  all: WeakMap<Node, Map<Key, Value>>,
  node: Node,
  key: Key,
  make: () => Value,
): Value {
  let known = all.get(node);
  if (known === undefined) {
    known = new Map();
    all.set(node, known);
  }
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}
