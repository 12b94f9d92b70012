import { pointer } from '../model/location.ts';
import type { Entry, MappingNode, ScalarNode } from '../model/node.ts';
import { entry, get } from '../model/node.ts';
import type { Resource } from '../model/resource.ts';
import type { Trail } from '../model/walk.ts';
import { keyOf, pathOf, walkMappings } from '../model/walk.ts';

/** Where a key stands: on an object, or where nodes, pods or taints are chosen by it. */
export type LabelPlace = 'metadata' | 'node' | 'selector' | 'toleration' | 'taint' | 'resource';

/** A label, annotation, taint or resource name that an object carries or asks for. */
export interface LabelUse {
  readonly place: LabelPlace;
  readonly type: 'annotation' | 'label' | 'taint' | 'resourceName';
  /** The kind of the object that carries it, for `metadata`; `group` is `null` where any will do. */
  readonly on: { readonly group: string; readonly kind: string } | null;
  readonly key: ScalarNode;
  readonly path: string;
  /** The same for keys that stand side by side, so that one can take over from another. */
  readonly beside: string;
}

/** Finds the keys with a domain (`kubernetes.io/...`) in an object: others are the users' own, whatever they look like. */
export function labelUsesOf({ gvk, path }: Resource, root: MappingNode): readonly LabelUse[] {
  const uses: LabelUse[] = [];
  for (const name of ['labels', 'annotations'] as const) {
    const list = get(root, 'metadata', name);
    if (list?.type !== 'mapping') continue;
    const base = pointer(pointer(path, 'metadata'), name);
    for (const { key } of list.entries) {
      if (isWithDomain(key)) uses.push(onObject(name, gvk, key, base));
    }
  }
  if (gvk.kind === 'CustomResourceDefinition') return uses;
  walkMappings(
    root,
    (mapping, trail) => {
      for (const use of usesIn(mapping, trail, path)) if (isWithDomain(use.key)) uses.push(use);
    },
    (key, above) => above === null && (key === 'metadata' || key === 'status' || key === 'data'),
  );
  return uses;
}

function isWithDomain({ value }: ScalarNode): boolean {
  return value.includes('/');
}

/** @param beside the path of the list that the key is in. */
function onObject(
  name: 'labels' | 'annotations',
  on: { readonly group: string; readonly kind: string },
  key: ScalarNode,
  beside: string,
): LabelUse {
  const type = name === 'labels' ? 'label' : 'annotation';
  return { place: 'metadata', type, on, key, path: pointer(beside, key.value), beside };
}

/** What the objects are that a template makes, by the field that holds the template. */
const MADE_BY_TEMPLATE: Readonly<Record<string, { readonly group: string; readonly kind: string }>> = {
  template: { group: '', kind: 'Pod' },
  podTemplate: { group: '', kind: 'Pod' },
  jobTemplate: { group: 'batch', kind: 'Job' },
  volumeClaimTemplate: { group: '', kind: 'PersistentVolumeClaim' },
  volumeClaimTemplates: { group: '', kind: 'PersistentVolumeClaim' },
};

function* usesIn(mapping: MappingNode, trail: Trail, base: string): Generator<LabelUse> {
  const name = keyOf(trail);
  const topologyKey = scalarEntry(mapping, 'topologyKey');
  if (topologyKey !== null) yield* valueUse(topologyKey, 'node', 'label', trail, trail, base);
  switch (name) {
    case 'metadata':
      yield* ofTemplate(mapping, trail, base);
      break;
    case 'nodeSelector':
      yield* keysOf(mapping, 'node', 'label', trail, base);
      break;
    case 'selector':
      yield* keysOf(mapping, 'selector', 'label', trail, base);
      break;
    case 'matchLabels':
      yield* keysOf(mapping, keyOf(trail.above) === 'nodeSelector' ? 'node' : 'selector', 'label', trail, base);
      break;
    case 'matchExpressions':
    case 'matchLabelExpressions': {
      const key = scalarEntry(mapping, 'key');
      const terms = termsOf(trail);
      if (key !== null)
        yield* valueUse(key, terms === null ? 'selector' : 'node', 'label', trail, terms ?? trail, base);
      break;
    }
    case 'tolerations':
    case 'taints': {
      const key = scalarEntry(mapping, 'key');
      const place = name === 'taints' ? 'taint' : 'toleration';
      if (key !== null) yield* valueUse(key, place, 'taint', trail, trail.above ?? trail, base);
      break;
    }
    case 'limits':
    case 'requests':
      yield* keysOf(mapping, 'resource', 'resourceName', trail, base);
      break;
  }
}

/** The trail of the list of alternatives in which a node is described; `null` where it is not a node that is described. */
function termsOf(trail: Trail): Trail | null {
  for (let at: Trail | null = trail; at !== null; at = at.above) {
    if (at.step === 'nodeSelectorTerms' || at.step === 'allowedTopologies' || at.step === 'preference') return at;
  }
  return null;
}

function* ofTemplate(metadata: MappingNode, trail: Trail, base: string): Generator<LabelUse> {
  const holder = keyOf(trail.above);
  const on = Object.hasOwn(MADE_BY_TEMPLATE, holder) ? MADE_BY_TEMPLATE[holder] : undefined;
  if (on === undefined) return;
  for (const name of ['labels', 'annotations'] as const) {
    const list = get(metadata, name);
    if (list?.type !== 'mapping') continue;
    const beside = pointer(pathOf(trail, base), name);
    for (const { key } of list.entries) yield onObject(name, on, key, beside);
  }
}

function* keysOf(
  mapping: MappingNode,
  place: LabelPlace,
  type: LabelUse['type'],
  trail: Trail,
  base: string,
): Generator<LabelUse> {
  for (const { key, value } of mapping.entries) {
    if (value.type !== 'scalar' || !isWithDomain(key)) continue;
    const beside = pathOf(trail, base);
    yield { place, type, on: null, key, path: pointer(beside, key.value), beside };
  }
}

function* valueUse(
  { key, value }: Entry,
  place: LabelPlace,
  type: LabelUse['type'],
  trail: Trail,
  beside: Trail,
  base: string,
): Generator<LabelUse> {
  if (value.type !== 'scalar' || !value.value.includes('/')) return;
  const path = pointer(pathOf(trail, base), key.value);
  yield { place, type, on: null, key: value, path, beside: pathOf(beside, base) };
}

function scalarEntry(mapping: MappingNode, key: string): Entry | null {
  const found = entry(mapping, key);
  return found?.value.type === 'scalar' ? found : null;
}
