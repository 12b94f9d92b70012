import type { GroupVersionKind } from '../model/gvk.ts';
import { compareGvk, gvkKey, gvkOf } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';
import { isLater } from '../model/release.ts';
import { bundledFacts } from './bundled-facts.ts';
import type { Catalog } from './catalog.ts';

/** One entry of `facts/client-libraries.json`: which release a version of a client library was made for. */
interface ClientLibraryFact {
  readonly library: string;
  readonly ecosystem: string;
  /** The first parts of the versions that are meant (`0.17`), or `*` for all. */
  readonly version?: string;
  /** In place of a version: of commits before this day, `20190219`, the release is the newest that they may be of. */
  readonly before?: string;
  readonly release: Release;
}

/** What Go calls a commit that no version comes before: its day, time and hash. */
const COMMIT = /^v0\.0\.0-(\d{8})\d{6}-[0-9a-f]{12}$/;

/** How Kubernetes tags its libraries beside their own versions. */
const TAG = /^kubernetes-(\d+\.\d+)(?![\d])/;

interface TerraformFact extends GroupVersionKind {
  readonly resource: string;
}

/**
 * The release of Kubernetes that a version of a client library was made for; `null` where it is not known.
 *
 * @param version as a lock file or a range of versions writes it: `0.17.1`, `^0.17.0`, `v0.29.3`, `==28.1.0`. Of a commit
 *   ({@link isCommit}) it is the newest release that the library may have been made for.
 */
export function releaseOfClient(library: string, version: string): Release | null {
  const name = ALIKE.get(library) ?? library;
  const facts = bundledFacts<ClientLibraryFact>('client-libraries.json').filter((fact) => fact.library === name);
  const day = COMMIT.exec(version)?.[1];
  if (day !== undefined) return facts.find(({ before }) => before !== undefined && day < before)?.release ?? null;
  const tagged = TAG.exec(version)?.[1];
  if (tagged !== undefined) return facts.find(({ release }) => release === tagged)?.release ?? null;
  const parts = /\d+(?:\.\d+)*/.exec(version)?.[0].split('.') ?? [];
  const fact = facts.find(
    ({ version: known }) => known === '*' || (known !== undefined && isBeginning(known.split('.'), parts)),
  );
  return fact?.release ?? null;
}

/** Libraries that are released together with another one, in the same versions, and other spellings of one. */
const ALIKE: ReadonlyMap<string, string> = new Map([
  ['k8s.io/api', 'k8s.io/client-go'],
  ['kubernetes-asyncio', 'kubernetes_asyncio'],
]);

/** Whether a version is a commit of a day, which does not say for which release it was made, only for which not. */
export function isCommit(version: string): boolean {
  return COMMIT.test(version);
}

function isBeginning(known: readonly string[], parts: readonly string[]): boolean {
  return known.length <= parts.length && known.every((part, at) => part === parts[at]);
}

/** The API of a resource of Terraform's Kubernetes provider whose name has no version; `undefined` where not known. */
export function terraformResource(name: string): GroupVersionKind | undefined {
  const fact = bundledFacts<TerraformFact>('terraform-resources.json').find(({ resource }) => resource === name);
  return fact && gvkOf(fact);
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
