import { text } from '../model/node.ts';
import { representative } from './family.ts';
import type { ReferenceReader } from './reference.ts';
import { selectTexts } from './select.ts';

/** The group/version that an APIService registers. Of one that is Kubernetes' own, the kind that stays longest stands for all. */
export const apiServices: ReferenceReader = {
  isFor: ({ group, kind }) => kind === 'APIService' && group === 'apiregistration.k8s.io',
  *read(resource, root, context) {
    const group = text(root, 'spec', 'group') ?? '';
    // The API server makes those of what it serves itself, and deletes them once it does not.
    const silent = text(root, 'metadata', 'labels', 'kube-aggregator.kubernetes.io/automanaged') !== undefined;
    for (const { node, path } of selectTexts(root, 'spec.version', resource.path)) {
      const kinds = context.catalog.kindsOf({ group, version: node.value }).filter((entry) => entry.resource !== null);
      const gvk = representative(kinds, context)?.gvk;
      if (gvk !== undefined) yield { gvk, offset: node.start, path, sort: 'registration', atMost: 'warning', silent };
    }
  },
};
