import { isDefinition } from '../model/gvk.ts';
import type { Location } from '../model/location.ts';
import type { Node } from '../model/node.ts';
import { get, text } from '../model/node.ts';
import type { Resource } from '../model/resource.ts';

/** A version of a CRD in which objects are stored, or may be, and should not be. */
export interface StoredVersion {
  /** The CustomResourceDefinition's name. */
  readonly crd: string;
  readonly location: Location;
  readonly version: string;
  /** The version in which objects are written from now on; `null` where the definition names none. */
  readonly storage: string | null;
  /**
   * `not-listed`: the definition has no such version any more, so that what is stored in it cannot be read; `not-served`: it
   * is stored, and no longer served; `not-storage`: it is stored still, though another version is written now;
   * `storage-not-served`: the very version that is written is not served.
   */
  readonly why: 'not-listed' | 'not-served' | 'not-storage' | 'storage-not-served';
}

/**
 * Finds the versions whose stored objects have to be migrated before the version can go: `status.storedVersions` of a
 * CRD (only what comes from a cluster has it) against its `spec.versions`. Nothing for any other resource.
 */
export function storedVersionsOf({ gvk, node, name, source, offset, offsetPath, document }: Resource): StoredVersion[] {
  if (!isDefinition(gvk) || node === null) return [];
  const versions = itemsOf(get(node, 'spec', 'versions'));
  /** Whether each version is served; of one that is there twice, the first counts. */
  const served = new Map<string, boolean>();
  for (const version of versions) {
    const called = text(version, 'name');
    if (called !== undefined && !served.has(called)) served.set(called, text(version, 'served') !== 'false');
  }
  const storage =
    text(
      versions.find((version) => text(version, 'storage') === 'true'),
      'name',
    ) ?? null;
  const place = {
    crd: name ?? '',
    location: { file: source.file, ...source.lines.position(offset), document, path: offsetPath },
    storage,
  };
  const stored = itemsOf(get(node, 'status', 'storedVersions')).flatMap((item) =>
    item.type === 'scalar' ? [item.value] : [],
  );
  const found = stored.flatMap((version): StoredVersion[] => {
    if (version === storage || versions.length === 0) return [];
    const isServed = served.get(version);
    const why = isServed === undefined ? 'not-listed' : isServed ? 'not-storage' : 'not-served';
    return [{ ...place, version, why }];
  });
  if (storage === null || served.get(storage) === true) return found;
  return [...found, { ...place, version: storage, why: 'storage-not-served' }];
}

function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.type === 'sequence' ? node.items : [];
}
