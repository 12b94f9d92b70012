/** A node and how far it was followed. */
interface Step {
  readonly node: string;
  readonly next: Iterator<string>;
}

/**
 * From which roots each of some nodes of a graph can be reached, itself included. Nodes that reach each other have one
 * answer, which is found from those before: the cost is that of the graph once, and not once for each root.
 *
 * @param roots the nodes to begin from; several roots may be one node.
 * @param next the nodes that a node points to.
 * @param asked the nodes to answer for.
 * @returns the indexes of the roots in ascending order, the same array for nodes of the same roots; nothing for a node that
 *   none of them reaches.
 */
export function reachedBy(
  roots: readonly string[],
  next: (node: string) => Iterable<string>,
  asked: ReadonlySet<string>,
): ReadonlyMap<string, readonly number[]> {
  const { knots, knotOf } = knotsOf(roots, next);
  const sets = new Array<IndexSet | undefined>(knots.length);
  roots.forEach((root, index) => {
    const knot = knotOf.get(root) as number;
    const set = sets[knot] ?? new IndexSet(roots.length);
    set.add(index);
    sets[knot] = set;
  });
  const found = new Map<string, readonly number[]>();
  // Knots are found after all that they point to.
  for (let at = knots.length - 1; at >= 0; at--) {
    const set = sets[at] as IndexSet;
    for (const node of knots[at] as string[]) {
      if (asked.has(node)) found.set(node, set.indexes());
      for (const to of next(node)) {
        const knot = knotOf.get(to) as number;
        if (knot !== at) sets[knot] = sets[knot]?.with(set) ?? set.shared();
      }
    }
    // Nothing points here any more: thousands of sets of thousands need not be held at once.
    sets[at] = undefined;
  }
  return found;
}

/** The nodes below some, those that reach each other together (Tarjan's strongly connected components, without recursion). */
function knotsOf(roots: readonly string[], next: (node: string) => Iterable<string>) {
  const knots: string[][] = [];
  const knotOf = new Map<string, number>();
  const seen = new Map<string, { readonly order: number; lowest: number }>();
  const open: string[] = [];
  const steps: Step[] = [];
  const enter = (node: string) => {
    seen.set(node, { order: seen.size, lowest: seen.size });
    open.push(node);
    steps.push({ node, next: next(node)[Symbol.iterator]() });
  };
  const lower = (node: string, order: number) => {
    const place = seen.get(node) as { lowest: number };
    place.lowest = Math.min(place.lowest, order);
  };
  for (const root of roots) {
    if (!seen.has(root)) enter(root);
    for (let step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
      const { done, value: to } = step.next.next();
      if (done !== true) {
        const known = seen.get(to);
        if (known === undefined) enter(to);
        else if (!knotOf.has(to)) lower(step.node, known.order);
        continue;
      }
      steps.pop();
      const { order, lowest } = seen.get(step.node) as { order: number; lowest: number };
      const before = steps.at(-1);
      if (before !== undefined) lower(before.node, lowest);
      if (lowest < order) continue;
      const knot = open.splice(open.lastIndexOf(step.node));
      for (const node of knot) knotOf.set(node, knots.length);
      knots.push(knot);
    }
  }
  return { knots, knotOf };
}

/** A set of indexes below a number, one bit each. What is shared is copied before it is changed. */
class IndexSet {
  readonly #words: Uint32Array;
  #isShared = false;
  #indexes: readonly number[] | null = null;

  constructor(size: number | Uint32Array) {
    this.#words = typeof size === 'number' ? new Uint32Array(Math.ceil(size / 32)) : size;
  }

  /** To be called before the set is shared. */
  add(index: number): void {
    const word = index >>> 5;
    this.#words[word] = (this.#words[word] as number) | (1 << (index & 31));
  }

  /** Itself, for another holder. */
  shared(): this {
    this.#isShared = true;
    return this;
  }

  /** The set that has those of another, too. */
  with(other: IndexSet): IndexSet {
    if (other === this) return this;
    let isSame = true;
    let isAll = true;
    for (let at = 0; at < this.#words.length; at++) {
      const [own, theirs] = [this.#words[at] as number, other.#words[at] as number];
      if ((theirs & ~own) !== 0) isSame = false;
      if ((own & ~theirs) !== 0) isAll = false;
      if (!(isSame || isAll)) break;
    }
    if (isSame) return this;
    if (isAll) return other.shared();
    const set = this.#isShared ? new IndexSet(this.#words.slice()) : this;
    for (let at = 0; at < other.#words.length; at++)
      set.#words[at] = (set.#words[at] as number) | (other.#words[at] as number);
    return set;
  }

  /** In ascending order; to be called when it is complete. */
  indexes(): readonly number[] {
    if (this.#indexes !== null) return this.#indexes;
    const found: number[] = [];
    this.#words.forEach((word, at) => {
      for (let left = word; left !== 0; left &= left - 1) found.push(at * 32 + 31 - Math.clz32(left & -left));
    });
    this.#indexes = found;
    return found;
  }
}
