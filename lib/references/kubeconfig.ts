import type { GroupVersionKind } from '../model/gvk.ts';
import { parseApiVersion } from '../model/gvk.ts';
import type { MappingNode } from '../model/node.ts';
import type { Resource } from '../model/resource.ts';
import { asking } from './mentions.ts';
import { holdsTexts, partsOf } from './parts.ts';
import type { Reference, ReferenceReader } from './reference.ts';
import { selectTexts } from './select.ts';

/** The configurations that name programs to be run for credentials, and the API in which these hand them over. */
const PLUGINS: readonly {
  readonly isFor: (gvk: GroupVersionKind) => boolean;
  /** A path for {@link selectTexts}. */
  readonly fields: string;
  readonly kind: string;
}[] = [
  {
    isFor: ({ group, version, kind }) => group === '' && version === 'v1' && kind === 'Config',
    fields: 'users[].user.exec.apiVersion',
    kind: 'ExecCredential',
  },
  {
    isFor: ({ group, kind }) => group === 'kubelet.config.k8s.io' && kind === 'CredentialProviderConfig',
    fields: 'providers[].apiVersion',
    kind: 'CredentialProviderRequest',
  },
];

/**
 * The APIs that the exec plugins of a kubeconfig and the kubelet's credential providers for registries speak, also where a
 * ConfigMap or Secret holds the configuration.
 */
export const kubeconfigReferences: ReferenceReader = {
  isFor: (gvk) => PLUGINS.some(({ isFor }) => isFor(gvk)) || holdsTexts(gvk),
  read: (resource, root) => (mayHoldPlugins(resource, root) ? pluginsIn(resource, root) : []),
};

const mayHoldPlugins = asking(
  (text) => (text.includes('exec') && text.includes('users')) || text.includes('CredentialProviderConfig'),
);

function* pluginsIn(resource: Resource, root: MappingNode): Generator<Reference> {
  // Nothing of it is shown but names that are known.
  const quietWhenUnknown = resource.gvk.group === '' && resource.gvk.kind === 'Secret';
  for (const { gvk, node, path, isEmbedded, at } of partsOf(resource, root)) {
    for (const { isFor, fields, kind } of PLUGINS) {
      if (!isFor(gvk)) continue;
      for (const { node: apiVersion, path: place } of selectTexts(node, fields, path)) {
        const groupVersion = parseApiVersion(apiVersion.value);
        if (groupVersion === null) continue;
        const own = { ...groupVersion, kind };
        yield { gvk: own, offset: at(apiVersion.start), path: isEmbedded ? path : place, quietWhenUnknown };
      }
    }
  }
}
