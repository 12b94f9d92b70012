import type { ReferenceReader } from './reference.ts';
import { select, selectTexts } from './select.ts';
import { referencesOfSelections } from './selections.ts';

/** The groups and resources that a Role or ClusterRole, of RBAC or of OpenShift, grants. It names no versions. */
export const permissions: ReferenceReader = {
  isFor: ({ kind }) => kind === 'Role' || kind === 'ClusterRole',
  read(resource, root, context) {
    const selections = select(root, 'rules[]', resource.path).map(({ node, path }) => ({
      groups: selectTexts(node, 'apiGroups[]', path),
      versions: null,
      resources: selectTexts(node, 'resources[]', path),
    }));
    return referencesOfSelections(selections, { sort: 'permission', exact: false }, context);
  },
};
