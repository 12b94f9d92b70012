import type { MappingNode } from '../model/node.ts';
import type { Resource } from '../model/resource.ts';
import { kubeconfigReferences } from '../references/kubeconfig.ts';
import type { Planning } from './planning.ts';
import type { Reason } from './step.ts';
import { pathOf } from './value.ts';

/**
 * The exec plugins of a kubeconfig that are asked for credentials in an API that is gone, or deprecated, at the Target.
 * Which other versions a plugin speaks only the plugin knows: to write another one would break the login where it does not.
 */
export function pluginsLeft(resource: Resource, root: MappingNode, { catalog, bounds }: Planning): readonly Reason[] {
  const reasons: Reason[] = [];
  for (const { gvk, path } of kubeconfigReferences.read(resource, root, { catalog, target: bounds.target })) {
    const { serving, deprecated, replacement } = catalog.state(gvk, bounds.target);
    if (serving !== 'removed' && !deprecated) continue;
    const below = pathOf(root, path.slice(resource.path.length));
    // Of one in a text of another object an audit tells the line.
    if (below.at(-1) !== 'apiVersion') continue;
    reasons.push({
      reason: 'exec-plugin',
      path: below,
      api: gvk,
      to: replacement,
    });
  }
  return reasons;
}
