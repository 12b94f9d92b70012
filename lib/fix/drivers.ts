import { providerFact, providerStanding } from '../catalog/providers.ts';
import type { MappingNode } from '../model/node.ts';
import type { Release } from '../model/release.ts';
import type { Resource } from '../model/resource.ts';
import { providerUsesOf } from '../references/provider-uses.ts';
import type { Reason } from './step.ts';
import { pathOf } from './value.ts';

/**
 * The volumes and provisioners of a resource that leave Kubernetes, or have left it, at a release. Data lies behind them:
 * who owns it must decide how it is brought over.
 */
export function driversLeft(resource: Resource, root: MappingNode, target: Release): readonly Reason[] {
  const reasons: Reason[] = [];
  for (const { category, name, path } of providerUsesOf(resource, root)) {
    if (category !== 'volume' && category !== 'provisioner') continue;
    const fact = providerFact(category, name);
    if (fact === undefined || providerStanding(fact, target) === null) continue;
    const below = pathOf(root, path.slice(resource.path.length));
    reasons.push({ reason: 'in-tree', path: below, driver: name, successor: fact.replacement?.name ?? null });
  }
  return reasons;
}
