import type { Resource } from '../model/resource.ts';

/** The objects of one kind, by name. */
interface Namesakes {
  /** The first object of each name. */
  readonly byName: Map<string, Ranked>;
  readonly lengths: Set<number>;
}

interface Ranked {
  readonly own: Resource;
  readonly name: string;
  /** How many objects stand before it. */
  readonly rank: number;
}

/**
 * Finds the object that a rendered one was made of: of the same kind, with its name, or the longest that its own is made of;
 * of several as long, the first.
 *
 * @param plain the objects of the files of a kustomization, in their order.
 * @returns the finder, which gives `undefined` where there is none.
 */
export function originsAmong(plain: readonly Resource[]): (rendered: Resource) => Resource | undefined {
  const byKind = new Map<string, Namesakes>();
  for (const [rank, own] of plain.entries()) {
    const { name } = own;
    if (name === null) continue;
    const kind = kindOf(own);
    const known = byKind.get(kind) ?? { byName: new Map(), lengths: new Set() };
    byKind.set(kind, known);
    if (!known.byName.has(name)) known.byName.set(name, { own, name, rank });
    known.lengths.add(name.length);
  }
  return (rendered) => {
    const known = byKind.get(kindOf(rendered));
    if (known === undefined || rendered.name === null) return undefined;
    return longest(partsOfName(rendered.name, known))?.own;
  };
}

function kindOf({ apiVersion, gvk }: Resource): string {
  return JSON.stringify([apiVersion, gvk.kind]);
}

/** The objects whose name is a part of a name. It asks of each name or looks up each part, whichever are fewer. */
function* partsOfName(name: string, { byName, lengths }: Namesakes): Generator<Ranked> {
  if (byName.size <= lengths.size * name.length) {
    for (const known of byName.values()) if (name.includes(known.name)) yield known;
    return;
  }
  for (const length of lengths) {
    for (let at = 0; at + length <= name.length; at++) {
      const known = byName.get(name.slice(at, at + length));
      if (known !== undefined) yield known;
    }
  }
}

function longest(found: Iterable<Ranked>): Ranked | undefined {
  let best: Ranked | undefined;
  for (const each of found) {
    const further = best === undefined ? 1 : each.name.length - best.name.length || best.rank - each.rank;
    if (further > 0) best = each;
  }
  return best;
}
