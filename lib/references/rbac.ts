import type { ReferenceReader } from './reference.ts';
import { select, selectTexts } from './select.ts';
import { referencesOfSelections } from './selections.ts';

/** The groups and resources that a Role or ClusterRole, of RBAC or of OpenShift, grants. It names no versions. */
export const permissions: ReferenceReader = function* (resource, root, context) {
  const { gvk, path } = resource;
  if (gvk.kind !== 'Role' && gvk.kind !== 'ClusterRole') return;
  const selections = [...select(root, 'rules[]', path)].map(({ node, path: at }) => ({
    groups: [...selectTexts(node, 'apiGroups[]', at)],
    versions: null,
    resources: [...selectTexts(node, 'resources[]', at)],
  }));
  yield* referencesOfSelections(selections, { sort: 'permission', exact: false }, context);
};
