import { ApiAuditError } from '../model/errors.ts';
import { formatApiVersion, type GroupVersionKind, gvkKey } from '../model/gvk.ts';
import { factsAt } from './facts-at.ts';
import type { MakeOptions } from './from-v2.ts';
import { isObject, type JsonObject, textOf } from './json.ts';
import { asGvk } from './operation.ts';
import { compareResources } from './served.ts';
import type { ApiResource, Snapshot, SnapshotOrigin, SnapshotSchema } from './snapshot.ts';

/** A list of a release's resources, and Snapshots of neighbouring releases, whose definition names are taken over. */
export interface ResourcesInput {
  readonly list: JsonObject;
  readonly origin: SnapshotOrigin;
  readonly neighbours?: readonly Snapshot[];
}

/** Said of a list that was made before its release was. */
const PRELIMINARY =
  'made before the release: kinds only, those of the release before with what the pre-release type definitions add and remove';

/**
 * Makes a Snapshot of a resource list alone: it knows which kinds there are, and nothing of their fields.
 *
 * @throws ApiAuditError where an entry of the list is not a resource.
 */
export function snapshotFromResources(input: ResourcesInput, { release, facts }: MakeOptions): Snapshot {
  const resources = readResourceList(input.list, input.origin.file);
  const at = factsAt(release, facts);
  const nameOf = definitionNamer(input.neighbours ?? []);
  const definitions: Record<string, SnapshotSchema> = {};
  for (const { group, version, kind } of resources) {
    const gvk = { group, version, kind };
    definitions[nameOf(gvk)] = {
      type: 'object',
      'x-kubernetes-group-version-kind': [gvk],
      'x-api-audit': at.kind(gvk).facts,
    };
  }
  return {
    swagger: '2.0',
    info: { title: 'Kubernetes', version: release },
    paths: {},
    definitions,
    'x-api-audit': {
      release,
      preliminary: textOf(input.list.preliminary) === undefined ? null : PRELIMINARY,
      madeFrom: [input.origin],
      knows: { fields: false, verbs: false, enums: false, subresources: false },
      resources: [...resources].sort(compareResources),
    },
  };
}

/** Names that the lists of 1.3 and 1.4 misprint; the documents of those releases have the right one in their paths. */
const MISPRINTED: ReadonlyMap<string, string> = new Map([['petsetss', 'petsets']]);

/**
 * Reads a resource list: `{resources: [{group, version, kind, plural, singular, namespaced}]}`.
 *
 * @throws ApiAuditError where an entry is not a resource; `file` is named in it.
 */
export function readResourceList(list: JsonObject, file: string): ApiResource[] {
  const entries = Array.isArray(list.resources) ? list.resources : [];
  return entries.map((entry, index) => {
    const gvk = asGvk(entry);
    if (gvk === null || !isObject(entry)) {
      throw new ApiAuditError(`${file}: resources[${index}] is no resource. Give it group, version, kind and plural.`);
    }
    const singular = textOf(entry.singular);
    const plural = textOf(entry.plural);
    return {
      ...gvk,
      name: plural === undefined ? null : (MISPRINTED.get(plural) ?? plural),
      ...(singular === undefined || singular === '' ? {} : { singular }),
      namespaced: typeof entry.namespaced === 'boolean' ? entry.namespaced : null,
      verbs: null,
    };
  });
}

/**
 * Names the definition of a GVK as a neighbouring release does, else in the package where that names the others of its
 * group and version, else as k8s.io/api names its packages (by the first label of the group).
 */
function definitionNamer(neighbours: readonly Snapshot[]): (gvk: GroupVersionKind) => string {
  const names = new Map<string, string>();
  const packages = new Map<string, string>();
  for (const { definitions } of neighbours) {
    for (const [name, schema] of Object.entries(definitions)) {
      const gvks = schema['x-kubernetes-group-version-kind'] ?? [];
      const [only] = gvks;
      if (gvks.length !== 1 || only === undefined) continue;
      names.set(gvkKey(only), name);
      // The kinds that discovery answers with (APIGroup) are of the core group, but in the package of the meta types.
      if (name.startsWith('io.k8s.apimachinery.')) continue;
      packages.set(formatApiVersion(only), name.slice(0, name.lastIndexOf('.')));
    }
  }
  return (gvk) => {
    const label = gvk.group === '' ? 'core' : gvk.group.split('.')[0];
    const packageName = packages.get(formatApiVersion(gvk)) ?? `io.k8s.api.${label}.${gvk.version}`;
    return names.get(gvkKey(gvk)) ?? `${packageName}.${gvk.kind}`;
  };
}
