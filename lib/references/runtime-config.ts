import type { Catalog } from '../catalog/catalog.ts';
import { ALL_KINDS, isDefinition, parseApiVersion } from '../model/gvk.ts';
import { pointer } from '../model/location.ts';
import type { MappingNode } from '../model/node.ts';
import { get } from '../model/node.ts';
import type { Resource } from '../model/resource.ts';
import { componentFlags } from './component-flags.ts';
import { asking } from './mentions.ts';
import { partsOf } from './parts.ts';
import type { Reference, ReferenceContext, ReferenceReader } from './reference.ts';

/** An API that a setting turns on, and where it is named. */
interface Setting {
  /** `batch/v2alpha1`, `apps/v1beta1/deployments`, `api/all`. */
  readonly api: string;
  readonly value: string;
  readonly offset: number;
  readonly path: string;
}

/** The flags that name the API in which the API server writes its audit log. */
const AUDIT_VERSIONS = ['audit-log-version', 'audit-webhook-version'];

/**
 * The APIs that `--runtime-config` turns on, and those of the audit log: in flags of the API server, and in the fields that
 * kind, kops and Gardener make into them. What is turned off is not relied on; `api/alpha` and its like name no API.
 */
export const runtimeConfigReferences: ReferenceReader = {
  isFor: (gvk) => !isDefinition(gvk),
  read: (resource, root, context) => (mayHoldConfig(resource, root) ? enablements(resource, root, context) : []),
};

function* enablements(resource: Resource, root: MappingNode, { catalog }: ReferenceContext): Generator<Reference> {
  for (const { name, value, offset, path } of componentFlags(resource, root)) {
    if (AUDIT_VERSIONS.includes(name)) {
      const groupVersion = parseApiVersion(value);
      if (groupVersion !== null) yield { gvk: { ...groupVersion, kind: 'Event' }, offset, path, sort: 'enablement' };
    }
    if (name !== 'runtime-config') continue;
    for (const setting of settingsIn(value)) {
      yield* referencesTo(
        { ...setting, offset: resource.source.text === '' ? offset : offset + setting.at, path },
        catalog,
      );
    }
  }
  for (const part of partsOf(resource, root)) {
    const holder = HOLDERS.find(({ group, kind }) => group.test(part.gvk.group) && kind === part.gvk.kind);
    const map = holder === undefined ? undefined : get(part.node, ...holder.keys);
    if (holder === undefined || map?.type !== 'mapping') continue;
    const base = part.isEmbedded ? part.path : holder.keys.reduce<string>(pointer, part.path);
    for (const { key, value } of map.entries) {
      if (value.type !== 'scalar') continue;
      const path = part.isEmbedded ? base : pointer(base, key.value);
      yield* referencesTo({ api: key.value, value: value.value, offset: part.at(key.start), path }, catalog);
    }
  }
}

const mayHoldConfig = asking(
  (text) => text.includes('runtime-config') || text.includes('runtimeConfig') || text.includes('audit-'),
);

/** The fields of other tools' cluster descriptions that hold a runtime configuration as a mapping. */
const HOLDERS = [
  { group: /^kind\.(?:x-k8s|sigs\.k8s)\.io$/, kind: 'Cluster', keys: ['runtimeConfig'] },
  { group: /^kops(?:\.k8s\.io)?$/, kind: 'Cluster', keys: ['spec', 'kubeAPIServer', 'runtimeConfig'] },
  {
    group: /^core\.gardener\.cloud$/,
    kind: 'Shoot',
    keys: ['spec', 'kubernetes', 'kubeAPIServer', 'runtimeConfig'],
  },
] as const;

function* settingsIn(list: string): Generator<{ readonly api: string; readonly value: string; readonly at: number }> {
  for (const match of list.matchAll(/(?<![\w.-])([\w.-]+(?:\/[\w.-]+)+)(?:=(\w+))?/g)) {
    yield { api: match[1] as string, value: match[2] ?? 'true', at: match.index };
  }
}

function* referencesTo(setting: Setting, catalog: Catalog): Generator<Reference> {
  if (setting.value !== 'true') return;
  const [group = '', version = '', resource] = setting.api.split('/');
  if (group === 'api' && version !== 'v1') return;
  const groupVersion = parseApiVersion(group === 'api' ? version : `${group}/${version}`);
  if (groupVersion === null) return;
  const kinds = catalog.kindsOf(groupVersion);
  const kind = resource === undefined ? ALL_KINDS : kinds.find((candidate) => candidate.resource === resource)?.kind;
  if (kinds.length === 0 || kind === undefined) return;
  yield { gvk: { ...groupVersion, kind }, offset: setting.offset, path: setting.path, sort: 'enablement' };
}
