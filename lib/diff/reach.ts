import { compareGvk, type GroupVersionKind, gvkKey } from '../model/gvk.ts';
import type { Snapshot, SnapshotSchema } from '../snapshot/snapshot.ts';
import type { Reach } from './change.ts';

const REF = '#/definitions/';

/** The name of the definition that a schema of a Snapshot points to. */
export function refName({ $ref }: SnapshotSchema): string | undefined {
  return $ref?.startsWith(REF) === true ? $ref.slice(REF.length) : undefined;
}

/**
 * Which of the kinds hold each schema type of a Snapshot, and where; types that none of them holds are left out.
 * A definition that belongs to many group/versions (DeleteOptions) is no kind's own.
 *
 * @param kinds those asked about, sorted.
 */
export function reachOf(snapshot: Snapshot, kinds: readonly GroupVersionKind[]): ReadonlyMap<string, Reach> {
  const { definitions } = snapshot;
  const names = definitionsOfKinds(snapshot);
  const references = new Map<string, readonly Reference[]>();
  const referencesOf = (name: string) => {
    const known = references.get(name) ?? referencesIn(definitions[name]);
    references.set(name, known);
    return known;
  };
  const reached = new Map<
    string,
    { kinds: GroupVersionKind[]; path: string; example: GroupVersionKind; statusOnly: boolean }
  >();
  for (const kind of kinds) {
    const own = names.get(gvkKey(kind));
    if (own === undefined) continue;
    const { inManifest, inStatus } = walk(own, referencesOf);
    for (const [name, path] of [...inManifest, ...inStatus]) {
      const statusOnly = !inManifest.has(name);
      const known = reached.get(name);
      if (known === undefined) {
        reached.set(name, { kinds: [kind], path, example: kind, statusOnly });
        continue;
      }
      if (known.kinds.at(-1) !== kind) known.kinds.push(kind);
      if (known.statusOnly && !statusOnly) Object.assign(known, { path, example: kind, statusOnly });
    }
  }
  return reached;
}

/** The definition that is each kind's own. */
function definitionsOfKinds({ definitions }: Snapshot): ReadonlyMap<string, string> {
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
    found.push(...referencesIn(property, path === '' ? name : `${path}.${name}`));
  if (schema.items !== undefined) found.push(...referencesIn(schema.items, `${path}[]`));
  if (typeof schema.additionalProperties === 'object')
    found.push(...referencesIn(schema.additionalProperties, `${path}{}`));
  return found;
}

/**
 * The types below a kind with the shortest path to each: first those that a manifest can hold, then those that stand
 * below a `status` alone, of the kind or of one that it embeds.
 */
function walk(kind: string, referencesOf: (name: string) => readonly Reference[]) {
  const inManifest = new Map<string, string>();
  const inStatus = new Map<string, string>();
  const statuses = spread(
    [{ to: kind, path: '' }],
    inManifest,
    inManifest,
    (reference) => reference.path !== 'status',
    referencesOf,
  );
  spread(statuses, inStatus, inManifest, () => true, referencesOf);
  return { inManifest, inStatus };
}

/**
 * Goes breadth first, so that the first path to a type is a shortest one.
 *
 * @returns the references that were not followed.
 */
function spread(
  roots: readonly Reference[],
  into: Map<string, string>,
  known: ReadonlyMap<string, string>,
  follows: (reference: Reference) => boolean,
  referencesOf: (name: string) => readonly Reference[],
): Reference[] {
  const left: Reference[] = [];
  let level = roots;
  while (level.length > 0) {
    const next: Reference[] = [];
    for (const { to, path } of level) {
      if (into.has(to) || known.has(to)) continue;
      into.set(to, path);
      for (const reference of referencesOf(to)) {
        const at = { to: reference.to, path: pathBelow(path, reference.path) };
        (follows(reference) ? next : left).push(at);
      }
    }
    level = next;
  }
  return left;
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
