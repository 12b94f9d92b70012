import { compareGvk, type GroupVersionKind, gvkKey } from '../model/gvk.ts';
import { addAll } from '../model/lists.ts';
import type { Snapshot, SnapshotSchema } from '../snapshot/snapshot.ts';
import type { Reach } from './change.ts';
import { reachedBy } from './reached-by.ts';

const REF = '#/definitions/';

/** The name of the definition that a schema of a Snapshot points to. */
export function refName({ $ref }: SnapshotSchema): string | undefined {
  return $ref?.startsWith(REF) === true ? $ref.slice(REF.length) : undefined;
}

/**
 * Which of the kinds hold schema types of a Snapshot, and where; types that none of them holds are left out.
 * A definition that belongs to many group/versions (DeleteOptions) is no kind's own.
 *
 * @param kinds those asked about, sorted.
 * @param asked the names of the types.
 */
export function reachOf(
  { definitions }: Snapshot,
  kinds: readonly GroupVersionKind[],
  asked: ReadonlySet<string>,
): ReadonlyMap<string, Reach> {
  if (asked.size === 0) return new Map();
  const names = definitionsOfKinds(definitions);
  const references = new Map<string, readonly Reference[]>();
  const referencesOf = (name: string) => {
    const known = references.get(name) ?? referencesIn(definitions[name]);
    references.set(name, known);
    return known;
  };
  const roots: Root[] = kinds.flatMap((kind) => {
    const name = names.get(gvkKey(kind));
    return name === undefined ? [] : [{ kind, name }];
  });
  const reached = new Map<string, Reach>();
  const lists = new Map<readonly number[], readonly GroupVersionKind[]>();
  const holders = reachedBy(
    roots.map(({ name }) => name),
    (name) => referencesOf(name).map(({ to }) => to),
    asked,
  );
  const places = placesBelow(roots, referencesOf);
  for (const [name, indexes] of holders) {
    const list = lists.get(indexes) ?? indexes.map((index) => (roots[index] as Root).kind);
    lists.set(indexes, list);
    reached.set(name, { kinds: list, ...(places.get(name) as Place) });
  }
  return reached;
}

/** A kind and the definition that is its own. */
interface Root {
  readonly kind: GroupVersionKind;
  readonly name: string;
}

type Place = Omit<Reach, 'kinds'>;

/** The definition that is each kind's own. */
function definitionsOfKinds(definitions: Snapshot['definitions']): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [name, schema] of Object.entries(definitions)) {
    const gvks = schema['x-kubernetes-group-version-kind'] ?? [];
    const [first] = gvks;
    // Several kinds of one version (CronJob and its older name) share a definition; options are of all versions.
    if (gvks.some(({ group, version }) => group !== first?.group || version !== first.version)) continue;
    for (const gvk of gvks) names.set(gvkKey(gvk), name);
  }
  return names;
}

/** Where a schema points to another definition. */
interface Reference {
  readonly to: string;
  /** `containers[]`, `data{}`. */
  readonly path: string;
}

/** The definitions that a schema points to, anywhere in it. */
export function referencesIn(schema: SnapshotSchema | undefined, path = ''): Reference[] {
  if (schema === undefined) return [];
  const to = refName(schema);
  const found: Reference[] = to === undefined ? [] : [{ to, path }];
  for (const [name, property] of Object.entries(schema.properties ?? {}))
    addAll(found, referencesIn(property, path === '' ? name : `${path}.${name}`));
  if (schema.items !== undefined) addAll(found, referencesIn(schema.items, `${path}[]`));
  if (typeof schema.additionalProperties === 'object')
    addAll(found, referencesIn(schema.additionalProperties, `${path}{}`));
  return found;
}

/**
 * Where each type stands, by the shortest path below the first kind whose manifests can hold it; where none can, below the
 * first that has it below a `status` alone, its own or that of one that it embeds. What stands below a type that an earlier
 * kind has, that kind has too: each type is gone through once, or once more where a later kind has it in manifests.
 */
function placesBelow(roots: readonly Root[], referencesOf: (name: string) => readonly Reference[]) {
  const places = new Map<string, Place>();
  const inManifests = new Set<string>();
  const anywhere = new Set<string>();
  for (const { kind, name } of roots) {
    const notStatus = ({ path }: Reference) => path !== 'status';
    const { found, left } = spread([{ to: name, path: '' }], inManifests, notStatus, referencesOf);
    for (const { to, path } of found) {
      anywhere.add(to);
      places.set(to, { path, example: kind, statusOnly: false });
    }
    const below = spread(left, anywhere, () => true, referencesOf);
    for (const { to, path } of below.found) places.set(to, { path, example: kind, statusOnly: true });
  }
  return places;
}

/**
 * Goes breadth first, so that the first path to a type is a shortest one.
 *
 * @param known the types that are passed over; those that are found are added.
 * @returns the types with the path to each, and the references that were not followed.
 */
function spread(
  roots: readonly Reference[],
  known: Set<string>,
  follows: (reference: Reference) => boolean,
  referencesOf: (name: string) => readonly Reference[],
) {
  const found: Reference[] = [];
  const left: Reference[] = [];
  let level = roots;
  while (level.length > 0) {
    const next: Reference[] = [];
    for (const { to, path } of level) {
      if (known.has(to)) continue;
      known.add(to);
      found.push({ to, path });
      for (const reference of referencesOf(to)) {
        const at = { to: reference.to, path: pathBelow(path, reference.path) };
        (follows(reference) ? next : left).push(at);
      }
    }
    level = next;
  }
  return { found, left };
}

/** Paths are for people, and in a chain of types without end they would be longer together than the square of its length. */
const LONGEST_PATH = 1000;
const AND_SO_ON = '...';

function pathBelow(path: string, further: string): string {
  if (path.endsWith(AND_SO_ON)) return path;
  const whole = path === '' ? further : `${path}.${further}`;
  return whole.length <= LONGEST_PATH ? whole : `${whole.slice(0, LONGEST_PATH)}${AND_SO_ON}`;
}

/** Sorted kinds that both of two sides serve. */
export function commonKinds(
  from: ReadonlyMap<string, GroupVersionKind>,
  to: ReadonlyMap<string, GroupVersionKind>,
): GroupVersionKind[] {
  return [...from]
    .filter(([key]) => to.has(key))
    .map(([, gvk]) => gvk)
    .sort(compareGvk);
}
