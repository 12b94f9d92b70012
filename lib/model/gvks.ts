import type { GroupVersionKind } from './gvk.ts';
import { parseApiVersion } from './gvk.ts';
import { owner } from './owned.ts';

/** How many GVKs are remembered at a time: all that are in use anywhere. */
const REMEMBERED = 20_000;

/** GVKs that texts name by apiVersion and kind: one and the same object for all that are alike. It keeps nothing of the texts. */
export interface Gvks {
  /** `undefined` where these were not named before, or not lately. */
  readonly known: (apiVersion: string, kind: string) => GroupVersionKind | undefined;
  /** @returns `null` where the apiVersion cannot be one, see {@link parseApiVersion}. */
  readonly named: (apiVersion: string, kind: string) => GroupVersionKind | null;
}

/**
 * A new store of GVKs. Texts name few of them, each many times over: what is known of one is found by the object then, and
 * its names are not put together and looked up again.
 */
export function gvks(): Gvks {
  let kinds = new Map<string, Map<string, GroupVersionKind>>();
  let count = 0;
  const { text } = owner();
  return {
    known: (apiVersion, kind) => kinds.get(kind)?.get(apiVersion),
    named: (apiVersion, kind) => {
      const before = kinds.get(kind)?.get(apiVersion);
      if (before !== undefined) return before;
      const groupVersion = parseApiVersion(text(apiVersion));
      if (groupVersion === null) return null;
      const { group, version } = groupVersion;
      const gvk = { group: text(group), version: text(version), kind: text(kind) };
      if (count++ >= REMEMBERED) {
        kinds = new Map();
        count = 0;
      }
      const versions = kinds.get(gvk.kind) ?? new Map<string, GroupVersionKind>();
      kinds.set(gvk.kind, versions.set(text(apiVersion), gvk));
      return gvk;
    },
  };
}
