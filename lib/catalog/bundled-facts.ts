import { readBundledText } from '../snapshot/folder.ts';

const loaded = new Map<string, readonly unknown[]>();

/**
 * The entries of a bundled file of facts; read on first use and then kept, so that a run pays only for what it asks.
 *
 * @param name of the file below `openapi-snapshots/facts/`; `Fact` is the form of its entries.
 * @throws ApiAuditError where the package is incomplete.
 */
export function bundledFacts<Fact>(name: string): readonly Fact[] {
  const known = loaded.get(name);
  if (known !== undefined) return known as readonly Fact[];
  const { entries } = JSON.parse(readBundledText(`facts/${name}`)) as { entries: readonly Fact[] };
  loaded.set(name, entries);
  return entries;
}
