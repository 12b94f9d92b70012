import type { GroupVersionKind } from '../model/gvk.ts';
import { parseApiVersion } from '../model/gvk.ts';
import { pointer } from '../model/location.ts';
import type { MappingNode } from '../model/node.ts';
import { get } from '../model/node.ts';
import type { Resource } from '../model/resource.ts';
import { asking } from './mentions.ts';
import { holdsTexts, partsOf } from './parts.ts';
import type { Reference, ReferenceReader } from './reference.ts';

/**
 * The API in which a kubeconfig's exec plugins hand over their credentials (`users[].user.exec.apiVersion`), also where
 * a ConfigMap or Secret holds the kubeconfig.
 */
export const kubeconfigReferences: ReferenceReader = {
  isFor: (gvk) => isConfig(gvk) || holdsTexts(gvk),
  read: (resource, root) => (mayHoldExec(resource, root) ? pluginsIn(resource, root) : []),
};

const mayHoldExec = asking((text) => text.includes('exec') && text.includes('users'));

function* pluginsIn(resource: Resource, root: MappingNode): Generator<Reference> {
  for (const { gvk, node, path, isEmbedded, at } of partsOf(resource, root)) {
    if (!isConfig(gvk)) continue;
    const users = get(node, 'users');
    if (users?.type !== 'sequence') continue;
    for (const [index, user] of users.items.entries()) {
      const apiVersion = get(user, 'user', 'exec', 'apiVersion');
      const groupVersion = apiVersion?.type === 'scalar' ? parseApiVersion(apiVersion.value) : null;
      if (apiVersion === undefined || groupVersion === null) continue;
      const steps = ['users', index, 'user', 'exec', 'apiVersion'];
      yield {
        gvk: { ...groupVersion, kind: 'ExecCredential' },
        offset: at(apiVersion.start),
        path: isEmbedded ? path : steps.reduce<string>(pointer, path),
      };
    }
  }
}

function isConfig({ group, version, kind }: GroupVersionKind): boolean {
  return group === '' && version === 'v1' && kind === 'Config';
}
