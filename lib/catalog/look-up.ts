import { compareText, parseApiVersion } from '../model/gvk.ts';
import { compareVersions } from '../model/stability.ts';
import { bundledFacts } from './bundled-facts.ts';
import type { Catalog } from './catalog.ts';
import { configKinds } from './config-apis.ts';
import type { TimelineKind } from './timeline.ts';

/**
 * Finds the APIs that a word of a person's names: a kind or resource (`Ingress`, `ingresses`), a group/version
 * (`apps/v1`), a group (`apps`; `core`), or a GVK (`apps/v1/Deployment`, `apps/v1 Deployment`, `v1 Pod`, kubectl's
 * `deployments.v1.apps`). A resource may have its short name (`deploy`). Case does not matter.
 *
 * @returns the entries by group, then kind, the most stable version first; empty where nothing has that name.
 */
export function lookUp(catalog: Kinds, query: string): readonly TimelineKind[] {
  const words = query.trim().split(/[\s/]+/);
  const found = search(catalog, words) ?? search(catalog, withLongName(words));
  return [...(found ?? [])].sort(
    (a, b) => compareText(a.group, b.group) || compareText(a.kind, b.kind) || compareVersions(a.version, b.version),
  );
}

function search(catalog: Kinds, words: readonly string[]): readonly TimelineKind[] | undefined {
  return [byGvk, byGroupVersion, byName, byKubectlName]
    .map((by) => by(catalog, words))
    .find((entries) => entries.length > 0);
}

/** One entry of `facts/short-names.json`. */
interface ShortName {
  readonly name: string;
  readonly resource: string;
}

/** The words, with the resource in place of the short name that the last one is or begins with (`hpa.v2.autoscaling`). */
function withLongName(words: readonly string[]): readonly string[] {
  const [short = '', ...rest] = (words.at(-1) ?? '').split('.');
  const known = bundledFacts<ShortName>('short-names.json').find(({ name }) => same(name, short));
  return known === undefined ? [] : [...words.slice(0, -1), [known.resource, ...rest].join('.')];
}

/** The kinds that are searched: a Catalog's, or any others. */
type Kinds = Pick<Catalog, 'kinds' | 'kindsOf' | 'namesakes'>;

/** Finds the APIs of configuration files that a word names, as {@link lookUp} does those of the API server. */
export function lookUpConfig(query: string): readonly TimelineKind[] {
  const kinds = configKinds();
  return lookUp(
    {
      kinds,
      kindsOf: ({ group, version }) => kinds.filter((entry) => entry.group === group && entry.version === version),
      namesakes: (name) => kinds.filter(({ kind }) => same(name, kind)),
    },
    query,
  );
}

function same(a: string, b: string | null): boolean {
  return b !== null && a.toLowerCase() === b.toLowerCase();
}

function byGvk(catalog: Kinds, words: readonly string[]): readonly TimelineKind[] {
  if (words.length < 2) return [];
  const name = words.at(-1) as string;
  const groupVersion = parseApiVersion(words.slice(0, -1).join('/').toLowerCase());
  if (groupVersion === null) return [];
  const { group, version } = groupVersion;
  return catalog.kinds.filter(
    (entry) =>
      same(group, entry.group) &&
      same(version, entry.version) &&
      (same(name, entry.kind) || same(name, entry.resource)),
  );
}

function byGroupVersion(catalog: Kinds, words: readonly string[]): readonly TimelineKind[] {
  const groupVersion = parseApiVersion(words.join('/').toLowerCase());
  return groupVersion === null ? [] : catalog.kindsOf(groupVersion);
}

function byName(catalog: Kinds, words: readonly string[]): readonly TimelineKind[] {
  const [name = '', ...rest] = words;
  if (rest.length > 0) return [];
  const named = catalog.namesakes(name);
  return named.length > 0 ? named : catalog.kinds.filter(({ group }) => same(name, group === '' ? 'core' : group));
}

/** `resource.version.group`, the form that `kubectl get` takes. */
function byKubectlName(catalog: Kinds, words: readonly string[]): readonly TimelineKind[] {
  const [name = '', ...rest] = words;
  const [resource = '', ...others] = name.split('.');
  if (rest.length > 0 || others.length === 0) return [];
  const named = catalog.namesakes(resource);
  const versioned = named.filter(({ group, version }) =>
    same(others.join('.'), group === '' ? version : `${version}.${group}`),
  );
  return versioned.length > 0 ? versioned : named.filter(({ group }) => same(others.join('.'), group));
}
