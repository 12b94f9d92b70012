import { labelsNamed } from '../catalog/labels.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';
import { objectsIn } from './conversions/conversion.ts';
import type { Planning, Stays, StepGroup } from './planning.ts';
import { profileSteps } from './profiles.ts';
import type { Step } from './step.ts';
import { decide, moved } from './step.ts';
import { isEverywhere, supersededSince } from './superseded.ts';
import type { Json, JsonMapping, Path } from './value.ts';
import { isMapping, valueAt } from './value.ts';

/**
 * Where a kind has the template of its Pods. Of Jobs and Pods, which cannot be changed once they are there, the fields are
 * left alone.
 */
const TEMPLATES: Readonly<Record<string, Path>> = {
  Deployment: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/**
 * The mending of deprecated labels and annotations whose successor means the same at every release asked for: labels of
 * nodes in selectors and topology keys, profiles in annotations of Pods, the class of an Ingress.
 */
export function labelSteps(
  resource: JsonMapping,
  gvk: GroupVersionKind,
  planning: Planning,
  stays: Stays,
): readonly StepGroup[] {
  if (gvk.kind === 'Ingress' && gvk.group === 'networking.k8s.io') return ingressClass(resource, planning);
  const template = Object.hasOwn(TEMPLATES, gvk.kind) ? TEMPLATES[gvk.kind] : undefined;
  if (template === undefined || !isMapping(valueAt(resource, template))) return [];
  return [
    ...nodeLabels(resource, [...template, 'spec'], planning),
    ...profileSteps(resource, template, planning, stays),
  ];
}

const INGRESS_CLASS = 'kubernetes.io/ingress.class';

/** The class may be named in a field where there is an IngressClass of the name; else only who runs the cluster knows. */
function ingressClass(resource: JsonMapping, planning: Planning): readonly StepGroup[] {
  const annotations = valueAt(resource, ['metadata', 'annotations']);
  const name = isMapping(annotations) ? annotations[INGRESS_CLASS] : undefined;
  const since = supersededSince(INGRESS_CLASS, planning);
  if (typeof name !== 'string' || since === null || !isMapping(resource['spec'])) return [];
  const path = ['metadata', 'annotations', INGRESS_CLASS];
  if (resource['spec']['ingressClassName'] !== undefined || !planning.known.ingressClasses.has(name)) {
    return [decide(path, 'ingress-class')];
  }
  const steps: Step[] = [
    { op: 'add', path: ['spec'], key: 'ingressClassName', value: moved(path), ground: 'label', since },
  ];
  if (Object.keys(annotations as JsonMapping).length === 1) {
    steps.push({ op: 'remove', path: ['metadata', 'annotations'], ground: 'label', since });
  }
  return [{ steps, about: [path] }];
}

/** Renames deprecated labels of nodes wherever a Pod's spec chooses nodes by them. */
function nodeLabels(resource: JsonMapping, spec: Path, planning: Planning): readonly StepGroup[] {
  const groups: StepGroup[] = [];
  const selector = valueAt(resource, [...spec, 'nodeSelector']);
  for (const [key, value] of isMapping(selector) ? Object.entries(selector) : []) {
    const found = successor(key, planning);
    if (found === null) continue;
    const { to, since } = found;
    const path = [...spec, 'nodeSelector', key];
    const given = valueAt(selector, [to]);
    if (given === undefined) groups.push({ steps: [{ op: 'rename', path, key: to, ground: 'label', since }] });
    else if (given === value) groups.push({ steps: [{ op: 'remove', path, ground: 'label', since }] });
    else groups.push(decide(path, 'label-twice'));
  }
  for (const path of keyFields(resource, spec)) {
    const key = valueAt(resource, path);
    const found = typeof key === 'string' ? successor(key, planning) : null;
    if (found === null) continue;
    groups.push({ steps: [{ op: 'set', path, value: found.to, ground: 'label', since: found.since }] });
  }
  return groups;
}

/** The label that a node bears beside a deprecated one, with the same value. */
function successor(key: string, planning: Planning): { readonly to: string; readonly since: Release } | null {
  const fact = labelsNamed(key).find(
    ({ type, status, deprecated, appliesTo }) =>
      type === 'label' && status === 'deprecated' && deprecated !== null && appliesTo.includes('nodeSelector'),
  );
  if (fact?.deprecated == null || fact.replacement === null || !/^[a-z.-]+\/[\w.-]+$/.test(fact.replacement))
    return null;
  return isEverywhere(fact, planning) ? { to: fact.replacement, since: fact.deprecated } : null;
}

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';
const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/** The fields of a Pod's spec that hold the key of a label of nodes. */
function keyFields(resource: Json, spec: Path): readonly Path[] {
  const below = (path: Path, ...rest: Path) => objectsIn(resource, path).map((item) => [...item.path, ...rest]);
  const affinity = [...spec, 'affinity'];
  const nodes = [...affinity, 'nodeAffinity'];
  const terms = [...below([...nodes, REQUIRED, 'nodeSelectorTerms']), ...below([...nodes, PREFERRED], 'preference')];
  return [
    ...terms.flatMap((term) => below([...term, 'matchExpressions'], 'key')),
    ...['podAffinity', 'podAntiAffinity'].flatMap((kind) => [
      ...below([...affinity, kind, REQUIRED], 'topologyKey'),
      ...below([...affinity, kind, PREFERRED], 'podAffinityTerm', 'topologyKey'),
    ]),
    ...below([...spec, 'topologySpreadConstraints'], 'topologyKey'),
  ];
}
