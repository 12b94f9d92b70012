import type { GateOwner } from '../catalog/gates.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { pointer } from '../model/location.ts';
import type { MappingNode } from '../model/node.ts';
import { get, text } from '../model/node.ts';
import { lately } from '../model/owned.ts';
import type { Resource } from '../model/resource.ts';
import { componentFlags } from './component-flags.ts';
import { asking } from './mentions.ts';
import type { Part } from './parts.ts';
import { partsOf } from './parts.ts';
import type { Selected } from './select.ts';
import { select } from './select.ts';

/** A feature gate that a Resource turns on or off. */
export interface GateSetting {
  readonly name: string;
  readonly value: boolean;
  readonly owner: GateOwner;
  /** Who is told: the name of a component. */
  readonly component: string;
  /** 0-based offset into the Source's text of the gate's name. */
  readonly offset: number;
  readonly path: string;
}

/** The fields that hold feature gates as a mapping (in k0s as a list, and in the oldest kinds as the text of the flag). */
const FIELDS: readonly {
  readonly group: RegExp;
  readonly kind: RegExp;
  /** A path for {@link select}. */
  readonly fields: string;
  readonly owner?: GateOwner;
  readonly component: string;
}[] = [
  {
    group: /^(?:kubelet\.config\.k8s\.io|kubeletconfig|componentconfig)$/,
    kind: /^KubeletConfiguration$/,
    fields: 'featureGates',
    component: 'kubelet',
  },
  {
    group: /^(?:kubeproxy\.config\.k8s\.io|componentconfig)$/,
    kind: /^KubeProxyConfiguration$/,
    fields: 'featureGates',
    component: 'kube-proxy',
  },
  {
    group: /^(?:kubescheduler\.config\.k8s\.io|componentconfig)$/,
    kind: /^KubeSchedulerConfiguration$/,
    fields: 'featureGates',
    component: 'kube-scheduler',
  },
  {
    group: /^kubeadm\.k8s\.io$/,
    kind: /^(?:Cluster|Init|Join|Master|Node)Configuration$/,
    fields: 'featureGates',
    owner: 'kubeadm',
    component: 'kubeadm',
  },
  {
    group: /^kubeadm\.k8s\.io$/,
    kind: /^MasterConfiguration$/,
    fields: 'kubeletConfiguration.baseConfig.featureGates',
    component: 'kubelet',
  },
  ...(
    [
      ['KubeadmControlPlane', 'spec.kubeadmConfigSpec'],
      ['KubeadmControlPlaneTemplate', 'spec.template.spec.kubeadmConfigSpec'],
      ['KubeadmConfig', 'spec'],
      ['KubeadmConfigTemplate', 'spec.template.spec'],
    ] as const
  ).map(([kind, spec]) => ({
    group: /^(?:controlplane|bootstrap)\.cluster\.x-k8s\.io$/,
    kind: new RegExp(`^${kind}$`),
    fields: `${spec}.clusterConfiguration.featureGates`,
    owner: 'kubeadm' as const,
    component: 'kubeadm',
  })),
  {
    group: /^kind\.(?:x-k8s|sigs\.k8s)\.io$/,
    kind: /^Cluster$/,
    fields: 'featureGates',
    component: 'every component',
  },
  {
    group: /^machineconfiguration\.openshift\.io$/,
    kind: /^KubeletConfig$/,
    fields: 'spec.kubeletConfig.featureGates',
    component: 'kubelet',
  },
  {
    group: /^eksctl\.io$/,
    kind: /^ClusterConfig$/,
    fields: 'nodeGroups[].kubeletExtraConfig.featureGates',
    component: 'kubelet',
  },
  { group: /^node\.eks\.aws$/, kind: /^NodeConfig$/, fields: 'spec.kubelet.config.featureGates', component: 'kubelet' },
  ...(
    [
      ['k0s', 'ClusterConfig', 'spec'],
      ['k0sctl', 'Cluster', 'spec.k0s.config.spec'],
    ] as const
  ).flatMap(([name, kind, spec]) => {
    const holder = { group: new RegExp(`^${name}\\.k0sproject\\.io$`), kind: new RegExp(`^${kind}$`) };
    return [
      { ...holder, fields: `${spec}.featureGates`, component: 'every component' },
      { ...holder, fields: `${spec}.workerProfiles[].values.featureGates`, component: 'kubelet' },
    ];
  }),
  ...(
    [
      ['kubelet', 'kubelet'],
      ['masterKubelet', 'kubelet'],
      ['controlPlaneKubelet', 'kubelet'],
      ['kubeAPIServer', 'kube-apiserver'],
      ['kubeControllerManager', 'kube-controller-manager'],
      ['kubeScheduler', 'kube-scheduler'],
      ['kubeProxy', 'kube-proxy'],
    ] as const
  ).flatMap(([key, component]) => [
    {
      group: /^kops(?:\.k8s\.io)?$/,
      kind: /^(?:Cluster|InstanceGroup)$/,
      fields: `spec.${key}.featureGates`,
      component,
    },
    { group: /^core\.gardener\.cloud$/, kind: /^Shoot$/, fields: `spec.kubernetes.${key}.featureGates`, component },
  ]),
  {
    group: /^core\.gardener\.cloud$/,
    kind: /^Shoot$/,
    fields: 'spec.provider.workers[].kubernetes.kubelet.featureGates',
    component: 'kubelet',
  },
];

const mayHoldGates = asking((words) => words.includes('feature-gates') || words.includes('featureGates'));

/**
 * The feature gates that a Resource sets: in the flags it hands to components, and in the fields of configurations, also
 * of those that it holds as text. What is neither true nor false (a variable) is none.
 */
export function gateSettingsOf(resource: Resource, root: MappingNode): readonly GateSetting[] {
  return mayHoldGates(resource, root) ? [...settingsIn(resource, root)] : [];
}

function* settingsIn(resource: Resource, root: MappingNode): Generator<GateSetting> {
  for (const { component, name, value, offset, path } of componentFlags(resource, root)) {
    if (name !== 'feature-gates') continue;
    const owner = component === 'kubeadm' ? 'kubeadm' : 'kubernetes';
    for (const { at, ...gate } of gatesInFlag(value)) {
      // Objects without a text stand at its beginning, with all that is in them.
      yield { ...gate, owner, component, offset: resource.source.text === '' ? offset : offset + at, path };
    }
  }
  for (const part of partsOf(resource, root)) yield* gatesInFields(part);
}

const fieldsOfKinds = lately<typeof FIELDS, GroupVersionKind>();

/** Most kinds have none of the fields, which is found out once. */
function fieldsOf(gvk: GroupVersionKind): typeof FIELDS {
  const known = fieldsOfKinds.get(gvk);
  if (known !== undefined) return known;
  const fields = FIELDS.filter(({ group, kind }) => group.test(gvk.group) && kind.test(gvk.kind));
  fieldsOfKinds.set(gvk, fields);
  return fields;
}

function* gatesInFields(part: Part): Generator<GateSetting> {
  for (const { fields, owner = 'kubernetes', component } of fieldsOf(part.gvk)) {
    for (const gates of select(part.node, fields, part.path)) yield* gatesIn(part, gates, { owner, component });
  }
}

function* gatesIn(
  part: Part,
  { node: gates, path: own }: Selected,
  who: Pick<GateSetting, 'owner' | 'component'>,
): Generator<GateSetting> {
  const path = part.isEmbedded ? part.path : own;
  if (gates.type === 'scalar') {
    for (const { at, ...gate } of gatesInFlag(gates.value)) {
      yield { ...gate, ...who, offset: part.at(gates.start + at), path };
    }
  } else if (gates.type === 'mapping') {
    for (const { key, value } of gates.entries) {
      const isOn = value.type === 'scalar' ? booleanOf(value.value) : null;
      if (isOn === null) continue;
      const place = part.isEmbedded ? path : pointer(path, key.value);
      yield { name: key.value, value: isOn, ...who, offset: part.at(key.start), path: place };
    }
  } else {
    for (const [at, item] of gates.items.entries()) {
      const [name, enabled] = [get(item, 'name'), text(item, 'enabled')];
      const isOn = enabled === undefined ? null : booleanOf(enabled);
      if (name?.type !== 'scalar' || isOn === null) continue;
      const place = part.isEmbedded ? path : pointer(pointer(path, at), 'name');
      yield { name: name.value, value: isOn, ...who, offset: part.at(name.start), path: place };
    }
  }
}

function* gatesInFlag(
  list: string,
): Generator<{ readonly name: string; readonly value: boolean; readonly at: number }> {
  for (const match of list.matchAll(/(?<=^|[,\s"'])(\w+)=(\w+)(?=$|[,\s"'])/g)) {
    const value = booleanOf(match[2] as string);
    if (value !== null) yield { name: match[1] as string, value, at: match.index };
  }
}

/** The words that Go's strconv.ParseBool takes. */
function booleanOf(word: string): boolean | null {
  if (/^(?:1|t|T|true|TRUE|True)$/.test(word)) return true;
  return /^(?:0|f|F|false|FALSE|False)$/.test(word) ? false : null;
}
