import type { GroupVersionKind } from '../model/gvk.ts';
import { compareGvk, gvkKey } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';
import { isLater } from '../model/release.ts';
import { bundledFacts } from './bundled-facts.ts';
import type { Catalog } from './catalog.ts';

/** One entry of `facts/client-libraries.json`: which release a version of a client library was made for. */
interface ClientLibraryFact {
  readonly library: string;
  readonly ecosystem: string;
  /** The first parts of the versions that are meant (`0.17`), or `*` for all. */
  readonly version: string;
  readonly release: Release;
}

interface TerraformFact extends GroupVersionKind {
  readonly resource: string;
}

/**
 * The release of Kubernetes that a version of a client library was made for; `null` where it is not known.
 *
 * @param version as a lock file or a range of versions writes it: `0.17.1`, `^0.17.0`, `v0.29.3`, `==28.1.0`.
 */
export function releaseOfClient(library: string, version: string): Release | null {
  const facts = bundledFacts<ClientLibraryFact>('client-libraries.json').filter((fact) => fact.library === library);
  const parts = /\d+(?:\.\d+)*/.exec(version)?.[0].split('.') ?? [];
  const fact = facts.find(({ version: known }) => known === '*' || isBeginning(known.split('.'), parts));
  return fact?.release ?? null;
}

function isBeginning(known: readonly string[], parts: readonly string[]): boolean {
  return known.length <= parts.length && known.every((part, at) => part === parts[at]);
}

/** The API of a resource of Terraform's Kubernetes provider whose name has no version; `undefined` where not known. */
export function terraformResource(name: string): GroupVersionKind | undefined {
  const fact = bundledFacts<TerraformFact>('terraform-resources.json').find(({ resource }) => resource === name);
  return fact && { group: fact.group, version: fact.version, kind: fact.kind };
}

/**
 * The APIs that take, at the Target, the place of what a release served by default, and that the release did not serve: a
 * client made for it can no longer do there what it was made for. Sorted by GVK.
 */
export function missingFrom(catalog: Catalog, release: Release, target: Release): readonly GroupVersionKind[] {
  if (!isLater(target, release)) return [];
  const missing = new Map<string, GroupVersionKind>();
  for (const had of catalog.servedAt(release)) {
    const { serving, replacement } = catalog.state(had, target);
    if (serving !== 'removed' || replacement === null || !catalog.servesByDefault(replacement, target)) continue;
    const since = catalog.entry(replacement)?.introduced ?? null;
    if (since !== null && isLater(since, release)) missing.set(gvkKey(replacement), replacement);
  }
  return [...missing.values()].sort(compareGvk);
}
