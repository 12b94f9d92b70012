import type { MappingNode } from '../model/node.ts';
import { text } from '../model/node.ts';
import type { ReferenceReader } from './reference.ts';
import { select, selectTexts } from './select.ts';
import { referencesOfSelections } from './selections.ts';

/** The groups and resources that a Role or ClusterRole, of RBAC or of OpenShift, grants. It names no versions. */
export const permissions: ReferenceReader = {
  isFor: ({ kind }) => kind === 'Role' || kind === 'ClusterRole',
  *read(resource, root, context) {
    const isOwn = isOwnRole(resource.name, root);
    const selections = select(root, 'rules[]', resource.path).map(({ node, path }) => ({
      groups: selectTexts(node, 'apiGroups[]', path),
      versions: null,
      resources: selectTexts(node, 'resources[]', path),
    }));
    for (const reference of referencesOfSelections(selections, { sort: 'permission', exact: false }, context)) {
      yield isOwn ? { ...reference, silent: true } : reference;
    }
  },
};

/** Names that Kubernetes keeps for the roles of its own. */
const OWN_NAME = /^(?:system:.*|cluster-admin|admin|edit|view)$/;

/**
 * Whether a role is one that the API server makes, and makes anew whenever it starts: every cluster has them, whatever groups
 * they still name (`extensions` in `system:heapster`), and nobody else is to change them. A copy of one has another name.
 */
function isOwnRole(name: string | null, root: MappingNode): boolean {
  if (name === null || !OWN_NAME.test(name)) return false;
  return text(root, 'metadata', 'labels', 'kubernetes.io/bootstrapping') === 'rbac-defaults';
}
