import { readFileSync } from 'node:fs';
import type { GroupVersionKind } from '../model/gvk.ts';
import { gvkKey } from '../model/gvk.ts';
import { snapshotFolder } from '../snapshot/folder.ts';
import type { CustomApis, CustomVersion } from './custom.ts';

/**
 * One entry of `facts/vendor-apis.json`: a version of a CRD that an add-on ships. Releases are the add-on's own; absent
 * ones are not known.
 */
interface VendorFact extends GroupVersionKind {
  readonly component: string;
  readonly deprecatedIn?: string;
  readonly unservedIn?: string;
  readonly removedIn?: string;
  readonly replacement?: GroupVersionKind;
}

let loaded: CustomApis | null = null;

/**
 * What the published CRDs of known add-ons say of a kind. The facts are read on first use: inputs without custom
 * resources do not pay for them.
 */
export function vendorApis(): CustomApis {
  if (loaded !== null) return loaded;
  const text = readFileSync(new URL('facts/vendor-apis.json', snapshotFolder()), 'utf8');
  const { entries } = JSON.parse(text) as { entries: readonly VendorFact[] };
  const facts = new Map<string, VendorFact[]>();
  for (const fact of entries) facts.set(gvkKey(fact), [...(facts.get(gvkKey(fact)) ?? []), fact]);
  loaded = {
    find(gvk) {
      const known = facts.get(gvkKey(gvk));
      return known === undefined ? undefined : versionOf(known);
    },
  };
  return loaded;
}

/** Several add-ons (or channels of one) may ship a kind: it is gone only where all of them dropped it. */
function versionOf(facts: readonly VendorFact[]): CustomVersion {
  const gone = (fact: VendorFact) => fact.unservedIn ?? fact.removedIn ?? null;
  const fact = (facts.find((candidate) => gone(candidate) === null) ?? facts[0]) as VendorFact;
  return {
    serving: 'by-default',
    deprecated: fact.deprecatedIn !== undefined || gone(fact) !== null,
    deprecationWarning: null,
    replacement: fact.replacement ?? null,
    evidence: 'vendor',
    component: { name: fact.component, removed: gone(fact) },
  };
}
