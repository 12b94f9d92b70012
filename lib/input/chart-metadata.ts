import { addTo } from '../model/lists.ts';
import type { Node } from '../model/node.ts';
import { get, text } from '../model/node.ts';
import { firstRoot } from './document.ts';

/** What a `Chart.yaml` says that matters to where its templates are found. */
export interface ChartMetadata {
  /** `null` where it says none. */
  readonly name: string | null;
  /** What subcharts are called in this chart, by their names: their aliases, and the name itself where there is a dependency without one. */
  readonly aliases: ReadonlyMap<string, readonly string[]>;
  /** Which versions of other charts it takes, by their names: those that are locked, else as written. */
  readonly versions: ReadonlyMap<string, string>;
}

/**
 * Reads a `Chart.yaml`, and the `requirements.yaml` that charts of `apiVersion: v1` keep their dependencies in. What cannot be
 * read says nothing.
 *
 * @param lock the `Chart.lock`, or the `requirements.lock`.
 */
export function chartMetadata(
  chart: Uint8Array,
  requirements: Uint8Array | null,
  lock: Uint8Array | null = null,
): ChartMetadata {
  const root = rootOf(chart);
  const aliases = new Map<string, string[]>();
  const versions = new Map<string, string>();
  const [required, locked] = [requirements, lock].map((file) => (file === null ? undefined : rootOf(file)));
  for (const from of [root, required, locked]) {
    const dependencies = get(from, 'dependencies');
    for (const dependency of dependencies?.type === 'sequence' ? dependencies.items : []) {
      const name = text(dependency, 'name');
      const alias = text(dependency, 'alias') ?? name;
      const version = text(dependency, 'version');
      if (name !== undefined && version !== undefined) versions.set(name, version);
      if (from !== locked && name !== undefined && alias !== undefined) addTo(aliases, name, alias);
    }
  }
  return { name: text(root, 'name') ?? null, aliases, versions };
}

/** Far more than any of these files holds. A tree of a large one would take a hundred times as much memory. */
const MAX_BYTES = 1024 * 1024;

function rootOf(content: Uint8Array): Node | undefined {
  return content.length > MAX_BYTES ? undefined : firstRoot(content);
}
