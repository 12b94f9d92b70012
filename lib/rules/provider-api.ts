import type { ProviderFact, ProviderReplacement, ProviderStanding } from '../catalog/providers.ts';
import { handedOnSince, providerFact, providerStanding } from '../catalog/providers.ts';
import type { Severity } from '../model/finding.ts';
import { isDefinition } from '../model/gvk.ts';
import { providerUsesOf } from '../references/provider-uses.ts';
import type { ResourceRule } from './rule.ts';

/**
 * Volumes, provisioners, cloud providers and container runtimes that lived in Kubernetes and are deprecated or gone at
 * the Target. What does not work there at all is an error; what is handed on to a CSI driver is a warning.
 */
export const providerApiRule: ResourceRule = {
  ids: ['provider-api'],
  isFor: (gvk) => !isDefinition(gvk),
  *check(resource, root, { target }) {
    for (const { category, name, offset, path, isSocket = false } of providerUsesOf(resource, root)) {
      const fact = providerFact(category, name);
      if (fact === undefined) continue;
      const standing = providerStanding(fact, target);
      if (standing === null) continue;
      const { deprecated, removed, afterRemoval, disabledByDefault, offByDefault } = fact;
      const off = disabledByDefault ?? offByDefault;
      const use = replacementOf(fact.replacement);
      yield {
        rule: 'provider-api',
        severity: isSocket ? 'warning' : severityOf(fact, standing),
        subject: { ...resource.gvk, provider: name },
        boundary: 'provider',
        stability: 'ga',
        lifecycle: { introduced: null, deprecated, removed },
        replacement: null,
        evidence: 'declared',
        offset,
        path,
        details: {
          provider: {
            category,
            standing,
            afterRemoval: afterRemoval ?? null,
            off: off ?? null,
            handedOn: handedOnSince(fact),
            isSocket,
          },
          ...(use === null ? {} : { use }),
        },
      };
    }
  },
};

function severityOf({ afterRemoval }: ProviderFact, standing: Exclude<ProviderStanding, null>): Severity {
  if (standing === 'below-minimum') return 'note';
  return standing === 'removed' && afterRemoval !== 'redirected' ? 'error' : 'warning';
}

function replacementOf(replacement: ProviderReplacement | null): string | null {
  if (replacement === null) return null;
  const { kind, name } = replacement;
  if (kind === 'csi-driver') return name == null ? 'a CSI driver' : `the CSI driver ${name}`;
  return name ?? null;
}
