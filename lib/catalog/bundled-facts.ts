import { ApiAuditError } from '../model/errors.ts';
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
  let text: string;
  try {
    text = readBundledText(`facts/${name}`);
  } catch (cause) {
    throw new ApiAuditError(
      `openapi-snapshots/facts/${name} is missing: this installation is incomplete, install it again.`,
      { cause },
    );
  }
  const { entries } = JSON.parse(text) as { entries: readonly Fact[] };
  loaded.set(name, entries);
  return entries;
}
