import { bundledFacts } from './bundled-facts.ts';
import type { CrdApis } from './custom.ts';

interface VendorResource {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural?: string;
}

/**
 * The kinds of resources outside Kubernetes by the names of their resources: those of the CRDs in the input, then those
 * of known add-ons, whose facts are read on first use.
 */
export function vendorResourceNames(crds: CrdApis) {
  return {
    kindOfResource(group: string, version: string, resource: string): string | undefined {
      const own = crds.kindOfResource(group, resource);
      if (own !== undefined) return own;
      const facts = bundledFacts<VendorResource>('vendor-apis.json');
      return facts.find((fact) => fact.plural === resource && fact.group === group && fact.version === version)?.kind;
    },
  };
}
