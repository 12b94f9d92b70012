import { compareText } from '../model/gvk.ts';
import { isObject, type JsonObject, textOf } from './json.ts';

/** A definition's name taken apart: `io.k8s.api.core.v1.Pod` is package `io.k8s.api.core`, version `v1`, type `Pod`. */
export interface DefinitionName {
  readonly package: string;
  readonly version: string;
  readonly type: string;
}

/** Takes a definition's name apart; `null` where it has no package and version (`intstr.IntOrString` of 1.5). */
export function parseDefinitionName(name: string): DefinitionName | null {
  const match = /^(.+)\.([^.]+)\.([^.]+)$/.exec(name);
  if (match === null) return null;
  const [, packageName = '', version = '', type = ''] = match;
  return { package: packageName, version, type };
}

/**
 * A definition's name in today's form. 1.6 and 1.7 (and, as aliases, 1.8-1.13) name the packages of the
 * kubernetes/kubernetes tree; since 1.8 those of k8s.io/api, which took the types over name by name.
 */
export function modernName(name: string): string {
  return name
    .replace(/^io\.k8s\.kubernetes\.pkg\.api\.(?=v\d)/, 'io.k8s.api.core.')
    .replace(/^io\.k8s\.kubernetes\.pkg\.apis\.(?=[a-z]+\.v\d)/, 'io.k8s.api.');
}

/** The name of the definition that a `$ref` of an OpenAPI v2 or v3 document points to, as written there. */
export function refTarget(ref: string): string {
  const name = ref.slice(ref.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name; // a stray `%`: no server writes one, and the name as it stands is the best guess
  }
}

/**
 * How the definitions of a document are to be named: each name of the document with its name in today's form.
 * An alias (a definition that is a `$ref` and nothing else, as 1.8-1.13 kept for old names) gets its target's name.
 *
 * @param neighbour names of the definitions of the next release's document in today's form. 1.5 names definitions by
 *   version and type alone (`v1.Pod`), and only the release after it tells the package.
 */
export function definitionNames(
  definitions: JsonObject,
  paths: JsonObject,
  neighbour: Iterable<string> = [],
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const short: string[] = [];
  for (const [name, schema] of Object.entries(definitions)) {
    const target = aliasTarget(schema);
    names.set(name, modernName(target ?? name));
    if (/^[a-z0-9]+\.[^.]+$/.test(name)) short.push(name);
  }
  if (short.length > 0) nameShort(short, definitions, paths, neighbour, names);
  return names;
}

/** Whether the schema is an alias, and of what. */
export function aliasTarget(schema: unknown): string | undefined {
  if (!isObject(schema)) return undefined;
  const isAlias = Object.keys(schema).every((key) => key === '$ref' || key === 'description');
  const ref = textOf(schema.$ref);
  return isAlias && ref !== undefined ? refTarget(ref) : undefined;
}

/**
 * Finds the packages of 1.5's short names, the surest evidence first: the only type of that version and name one release
 * later; the group of the path that serves it; the package of the one definition, or of all, that refer to it. What
 * none of them tells keeps its short name.
 */
function nameShort(
  short: readonly string[],
  definitions: JsonObject,
  paths: JsonObject,
  neighbour: Iterable<string>,
  names: Map<string, string>,
): void {
  const later = new Map<string, string[]>();
  for (const name of neighbour) {
    const key = name.split('.').slice(-2).join('.');
    later.set(key, [...(later.get(key) ?? []), name]);
  }
  // The neighbour is what makes a short name certain: `v1.Scale` under /api/v1 is of the autoscaling group.
  if (later.size === 0) return;
  const served = servedPackages(paths);
  const open = new Set(short);
  for (const name of short) {
    const found = later.get(name.replace(/^unversioned\./, 'v1.')) ?? [];
    const [only] = found.length === 1 ? found : [served.get(name)];
    if (only === undefined) continue;
    names.set(name, only);
    open.delete(name);
  }
  const referrers = referrersOf(definitions);
  for (let before = -1; before !== open.size; ) {
    before = open.size;
    for (const name of [...open].sort(compareText)) {
      const packages = new Set(
        [...(referrers.get(name) ?? [])].map((referrer) => packageOfSameVersion(names.get(referrer), name)),
      );
      const [only] = packages;
      if (packages.size !== 1 || only === undefined) continue;
      names.set(name, `${only}.${name}`);
      open.delete(name);
    }
  }
}

function packageOfSameVersion(referrer: string | undefined, short: string): string | undefined {
  const parsed = referrer === undefined ? null : parseDefinitionName(referrer);
  return parsed !== null && short.startsWith(`${parsed.version}.`) ? parsed.package : undefined;
}

/** For each short name that a path of its own version serves: its name in the package of that path's group. */
function servedPackages(paths: JsonObject): Map<string, string> {
  const served = new Map<string, string>();
  for (const [path, item] of Object.entries(paths)) {
    const [, group, version] = /^\/apis\/([^/]+)\/([^/]+)\//.exec(path) ?? [];
    if (group === undefined || version === undefined) continue;
    for (const name of refsIn(item)) {
      if (name.startsWith(`${version}.`)) served.set(name, `io.k8s.api.${group.split('.')[0]}.${name}`);
    }
  }
  return served;
}

function referrersOf(definitions: JsonObject): Map<string, Set<string>> {
  const referrers = new Map<string, Set<string>>();
  for (const [name, schema] of Object.entries(definitions)) {
    for (const target of refsIn(schema)) {
      if (target === name) continue;
      const known = referrers.get(target) ?? new Set<string>();
      referrers.set(target, known.add(name));
    }
  }
  return referrers;
}

function refsIn(value: unknown): Set<string> {
  const refs = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) visit(item);
    if (!isObject(node)) return;
    for (const [key, child] of Object.entries(node)) {
      if (key === '$ref' && typeof child === 'string') refs.add(refTarget(child));
      else visit(child);
    }
  };
  visit(value);
  return refs;
}
