import { offsetsOf } from '../input/text-in.ts';
import { pointer } from '../model/location.ts';
import type { MappingNode, Node, ScalarNode } from '../model/node.ts';
import { get, text } from '../model/node.ts';
import type { Resource, Source } from '../model/resource.ts';
import type { Component, Flag } from './command-lines.ts';
import { argumentFor, componentOfArguments, containersOf, flagsOfContainer, flagsOfText } from './command-lines.ts';
import { asking } from './mentions.ts';
import type { Part } from './parts.ts';
import { fileTextsOf, partsOf } from './parts.ts';
import { podSpecsIn } from './pod-specs.ts';
import { remembering } from './remember.ts';
import type { Selected } from './select.ts';
import { select, selectTexts } from './select.ts';

/** The names of the flags that any reader or rule asks for; the others are not worth keeping. */
const ASKED = [
  ...['feature-gates', 'runtime-config', 'audit-log-version', 'audit-webhook-version'],
  ...['cloud-provider', 'network-plugin', 'container-runtime'],
];

/** What stands in their names: each text is searched for few words. */
const WORDS = ['feature-gates', 'runtime-config', 'audit-', 'cloud-provider', 'network-plugin', 'container-runtime'];

const mayHoldFlags = asking((text) => WORDS.some((word) => text.includes(word)));
const remembered = remembering<readonly Flag[]>();
const NONE: readonly Flag[] = [];

/**
 * The flags that a Resource hands to components of Kubernetes: in the containers of its pods, in the `extraArgs` of
 * kubeadm (also as Cluster API embeds them) and k0s, in what k3d and Rancher hand to k3s and RKE2 and nodeadm to the kubelet, and in scripts and unit files in
 * its texts. Offsets are those of the Source, paths those of its document.
 */
export function componentFlags(resource: Resource, root: MappingNode): readonly Flag[] {
  if (!mayHoldFlags(resource, root)) return NONE;
  return remembered(resource.source, root, () =>
    [...flagsOf(resource, root)].filter(({ name }) => ASKED.includes(name)),
  );
}

function* flagsOf(resource: Resource, root: MappingNode): Generator<Flag> {
  for (const part of partsOf(resource, root)) {
    for (const flag of flagsOfPart(part)) {
      const path = part.isEmbedded ? part.path : part.path + flag.path;
      yield { ...flag, offset: part.at(flag.offset), path };
    }
  }
  for (const { text: script, path, at } of fileTextsOf(resource, root)) {
    for (const { at: place, ...flag } of flagsOfText(script)) yield { ...flag, offset: at(place), path };
  }
}

function* flagsOfPart(part: Part): Generator<Flag> {
  const { gvk, node, source } = part;
  for (const spec of podSpecsIn(part, node)) {
    for (const container of containersOf(spec.node)) {
      yield* flagsOfContainer(container.node, spec.path + container.path, source);
    }
  }
  if (HAVE_EXTRA_ARGS.test(gvk.group)) yield* extraArgsIn(node, '');
  if (gvk.group === 'node.eks.aws') {
    for (const { node: argument, path } of selectTexts(node, 'spec.kubelet.flags[]', '')) {
      yield* passedOn('kubelet', argument, path, source);
    }
  }
  if (gvk.group === 'k3d.io') {
    for (const { node: arg, path } of selectTexts(node, 'options.k3s.extraArgs[].arg', '')) {
      const offsetOf = offsetsOf(arg, source);
      for (const { at, ...flag } of flagsOfText(arg.value)) yield { ...flag, offset: offsetOf(at), path };
    }
  }
  if (gvk.group === 'provisioning.cattle.io') {
    for (const fields of RANCHER) {
      for (const found of select(node, fields, '')) yield* argumentListsIn(found, source);
    }
  }
}

/** Where Rancher keeps the configuration of k3s and RKE2. */
const RANCHER = ['spec.rkeConfig.machineGlobalConfig', 'spec.rkeConfig.machineSelectorConfig[].config'];

/** The flags that k3s and RKE2 pass on to components: lists under keys such as `kube-apiserver-arg`. */
function* argumentListsIn({ node, path }: Selected, source: Source): Generator<Flag> {
  if (node.type !== 'mapping') return;
  for (const { key, value } of node.entries) {
    const component = componentOfArguments(key.value);
    if (component === null) continue;
    const here = pointer(path, key.value);
    const texts = [
      ...selectTexts(value, '[]', here),
      ...(value.type === 'scalar' ? [{ node: value, path: here }] : []),
    ];
    for (const { node: argument, path: place } of texts) yield* passedOn(component, argument, place, source);
  }
}

/** A flag that one text passes on to a component. */
function* passedOn(component: Component, argument: ScalarNode, path: string, source: Source): Generator<Flag> {
  const flag = argumentFor(component, argument.value);
  if (flag === null) return;
  yield { ...flag, offset: offsetsOf(argument, source)(argument.value.length - flag.value.length), path };
}

const HAVE_EXTRA_ARGS = /^kubeadm\.k8s\.io$|\.cluster\.x-k8s\.io$|^k0s(?:ctl)?\.k0sproject\.io$/;

/** Where the configuration of kubeadm, and of k0s, keeps the flags of a component: below its name, or (until v1alpha2) under one of their own. */
const EXTRA_ARGS: Readonly<Record<string, { readonly component: Component; readonly below?: 'extraArgs' }>> = {
  apiServer: { component: 'kube-apiserver', below: 'extraArgs' },
  api: { component: 'kube-apiserver', below: 'extraArgs' },
  kubeProxy: { component: 'kube-proxy', below: 'extraArgs' },
  controllerManager: { component: 'kube-controller-manager', below: 'extraArgs' },
  scheduler: { component: 'kube-scheduler', below: 'extraArgs' },
  apiServerExtraArgs: { component: 'kube-apiserver' },
  controllerManagerExtraArgs: { component: 'kube-controller-manager' },
  schedulerExtraArgs: { component: 'kube-scheduler' },
  kubeletExtraArgs: { component: 'kubelet' },
};

function* extraArgsIn(node: Node, path: string): Generator<Flag> {
  if (node.type === 'sequence') {
    for (const [at, item] of node.items.entries()) yield* extraArgsIn(item, pointer(path, at));
    return;
  }
  if (node.type === 'scalar') return;
  for (const { key, value } of node.entries) {
    const place = Object.hasOwn(EXTRA_ARGS, key.value) ? EXTRA_ARGS[key.value] : undefined;
    const here = pointer(path, key.value);
    const args = place?.below === undefined ? value : get(value, place.below);
    if (place !== undefined && args !== undefined) {
      yield* argumentsOf(place.component, args, place.below === undefined ? here : pointer(here, place.below));
    }
    yield* extraArgsIn(value, here);
  }
}

/** A mapping of flags to values, or (from v1beta4 on) a list of `name` and `value`. */
function* argumentsOf(component: Component, args: Node, path: string): Generator<Flag> {
  if (args.type === 'mapping') {
    for (const { key, value } of args.entries) {
      if (value.type !== 'scalar') continue;
      yield { component, name: key.value, value: value.value, offset: value.start, path: pointer(path, key.value) };
    }
  } else if (args.type === 'sequence') {
    for (const [at, item] of args.items.entries()) {
      const [name, value] = [text(item, 'name'), get(item, 'value')];
      if (name === undefined || value?.type !== 'scalar') continue;
      yield { component, name, value: value.value, offset: value.start, path: pointer(pointer(path, at), 'value') };
    }
  }
}
