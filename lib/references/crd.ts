import { isDefinition } from '../model/gvk.ts';
import type { Node } from '../model/node.ts';
import { text } from '../model/node.ts';
import { compareVersions } from '../model/stability.ts';
import type { ReferenceReader } from './reference.ts';
import { select, selectTexts } from './select.ts';

/**
 * The versions in which objects of a CustomResourceDefinition are stored: the one that it stores now, and those that a
 * cluster says it once did (`status.storedVersions`). Stored objects outlive the version that users write.
 */
export const storedVersions: ReferenceReader = {
  isFor: isDefinition,
  *read(resource, root) {
    const group = text(root, 'spec', 'group');
    const kind = text(root, 'spec', 'names', 'kind');
    if (group === undefined || kind === undefined) return;
    const versions = select(root, 'spec.versions[]', resource.path);
    const storage = versions.find(({ node }) => text(node, 'storage') === 'true');
    const stored = storage === undefined ? undefined : text(storage.node, 'name');
    for (const { node, path } of storage === undefined ? [] : selectTexts(storage.node, 'name', storage.path)) {
      const silent = isBest(
        node.value,
        versions.map((version) => version.node),
      );
      yield {
        gvk: { group, version: node.value, kind },
        offset: node.start,
        path,
        sort: 'storage',
        atMost: 'note',
        silent,
      };
    }
    const listed = new Set(versions.map((version) => text(version.node, 'name')));
    for (const { node, path } of selectTexts(root, 'status.storedVersions[]', resource.path)) {
      if (node.value === stored) continue;
      const isListed = listed.has(node.value);
      const gvk = { group, version: node.value, kind };
      yield { gvk, offset: node.start, path, sort: 'storage', atMost: isListed ? 'note' : 'error' };
    }
  },
};

/** Whether a version is the most stable of those that are served and not deprecated. */
function isBest(name: string, versions: readonly Node[]): boolean {
  const good = versions
    .filter((version) => text(version, 'served') !== 'false' && text(version, 'deprecated') !== 'true')
    .flatMap((version) => text(version, 'name') ?? []);
  return good.includes(name) && good.sort(compareVersions)[0] === name;
}
