import type { GroupVersionKind } from '../model/gvk.ts';
import { bundledFacts } from './bundled-facts.ts';
import type { CrdApis } from './custom.ts';
import type { VendorFact } from './vendor.ts';
import { VENDOR_FILES, vendorApis } from './vendor.ts';

/**
 * Whether a kind outside Kubernetes is known, and the kinds by the names of their resources: those of the CRDs in the input, then those
 * of add-ons, the user's own before the bundled ones, which are read on first use.
 *
 * @param own facts of the user's own.
 */
export function vendorResourceNames(crds: CrdApis, own: readonly VendorFact[] = []) {
  let kinds: ReadonlyMap<string, string> | null = null;
  const vendors = vendorApis({}, own);
  return {
    hasKind(gvk: GroupVersionKind): boolean {
      return crds.find(gvk) !== undefined || vendors.find(gvk) !== undefined;
    },
    kindOfResource(group: string, version: string, resource: string): string | undefined {
      const ofInput = crds.kindOfResource(group, resource);
      if (ofInput !== undefined) return ofInput;
      kinds ??= kindsByResource([...own, ...VENDOR_FILES.flatMap((name) => bundledFacts<VendorFact>(name))]);
      return kinds.get(keyOf(group, version, resource));
    },
  };
}

/** Of facts about the same resource the first counts. */
function kindsByResource(facts: readonly VendorFact[]): ReadonlyMap<string, string> {
  const kinds = new Map<string, string>();
  for (const { group, version, kind, plural } of facts) {
    if (plural === undefined) continue;
    const key = keyOf(group, version, plural);
    if (!kinds.has(key)) kinds.set(key, kind);
  }
  return kinds;
}

function keyOf(group: string, version: string, resource: string): string {
  return `${group}/${version}/${resource}`;
}
