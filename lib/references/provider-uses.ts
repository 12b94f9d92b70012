import { pointer } from '../model/location.ts';
import type { MappingNode, Node } from '../model/node.ts';
import { get } from '../model/node.ts';
import type { Resource } from '../model/resource.ts';
import { componentFlags } from './component-flags.ts';
import { asking } from './mentions.ts';
import { fileTextsOf, holdsTexts, partsOf } from './parts.ts';
import { podSpecsIn } from './pod-specs.ts';

/** A driver, or a version of a driver's interface, that a Resource names; whether anybody knows it is not asked here. */
export interface ProviderUse {
  readonly category: 'volume' | 'provisioner' | 'cloud-provider' | 'cri' | 'cni-spec';
  readonly name: string;
  readonly offset: number;
  readonly path: string;
  /** It is a socket that is named after it: something else may listen there. */
  readonly isSocket?: boolean;
}

/**
 * The drivers that a Resource names: volumes of pods and PersistentVolumes, provisioners of StorageClasses, the cloud
 * provider and container runtime of a component, the version of a CNI configuration.
 */
export function providerUsesOf(resource: Resource, root: MappingNode): readonly ProviderUse[] {
  const { gvk, path: base } = resource;
  const { group, kind } = gvk;
  const uses: ProviderUse[] = [];
  // A pod may have more volumes than a call can have arguments.
  const add = (found: Iterable<ProviderUse>) => {
    for (const use of found) uses.push(use);
  };
  if (mayHoldVolumes(resource, root)) {
    for (const { node, path } of podSpecsIn(resource, root)) add(volumesIn(node, base + path));
  }
  if (group === '' && kind === 'PersistentVolume') add(volumeIn(get(root, 'spec'), `${base}/spec`));
  if (group === 'storage.k8s.io' && kind === 'StorageClass') {
    const provisioner = get(root, 'provisioner');
    if (provisioner?.type === 'scalar') {
      const { value: name, start: offset } = provisioner;
      uses.push({ category: 'provisioner', name, offset, path: pointer(base, 'provisioner') });
    }
  }
  for (const { name, value, offset, path } of componentFlags(resource, root)) {
    if (name === 'cloud-provider') uses.push({ category: 'cloud-provider', name: value, offset, path });
    // Both flags belong to dockershim: the one chooses it, the other only it had a use for.
    const isDockershim = name === 'network-plugin' || (name === 'container-runtime' && value === 'docker');
    if (isDockershim) uses.push({ category: 'cri', name: 'dockershim', offset, path });
  }
  if (mayHoldSockets(resource, root)) add(socketsIn(resource, root));
  if (holdsTexts(gvk) && mayHoldNetworks(resource, root)) add(networksIn(resource, root));
  return uses;
}

const mayHoldVolumes = asking((text) => text.includes('volumes') && text.includes('containers'));
const mayHoldSockets = asking((text) => text.includes('dockershim'));
const mayHoldNetworks = asking((text) => text.includes('cniVersion'));

function* volumesIn(podSpec: MappingNode, path: string): Generator<ProviderUse> {
  const volumes = get(podSpec, 'volumes');
  if (volumes?.type !== 'sequence') return;
  for (const [at, volume] of volumes.items.entries()) yield* volumeIn(volume, `${path}/volumes/${at}`);
}

function* volumeIn(volume: Node | undefined, path: string): Generator<ProviderUse> {
  if (volume?.type !== 'mapping') return;
  for (const { key, value } of volume.entries) {
    if (value.type !== 'mapping') continue;
    yield { category: 'volume', name: key.value, offset: key.start, path: pointer(path, key.value) };
  }
}

/** Where kubeadm's configuration names the socket of the container runtime. */
const SOCKET = ['nodeRegistration', 'criSocket'] as const;

function* socketsIn(resource: Resource, root: MappingNode): Generator<ProviderUse> {
  for (const part of partsOf(resource, root)) {
    if (part.gvk.group !== 'kubeadm.k8s.io') continue;
    const socket = get(part.node, ...SOCKET);
    if (socket?.type !== 'scalar' || !/\bdockershim\.sock$/.test(socket.value)) continue;
    const path = part.isEmbedded ? part.path : SOCKET.reduce<string>(pointer, part.path);
    yield { category: 'cri', name: 'dockershim', offset: part.at(socket.start), path, isSocket: true };
  }
}

/** CNI configurations are JSON files that a ConfigMap brings to the nodes. */
function* networksIn(resource: Resource, root: MappingNode): Generator<ProviderUse> {
  for (const { text, path, at } of fileTextsOf(resource, root)) {
    if (!text.includes('cniVersion')) continue;
    for (const match of text.matchAll(/"cniVersion"\s*:\s*"(\d+\.\d+\.\d+)"/g)) {
      const name = match[1] as string;
      yield { category: 'cni-spec', name, offset: at(match.index + match[0].length - name.length - 1), path };
    }
  }
}
