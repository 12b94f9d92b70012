import { compareGvk, type GroupVersionKind, gvkKey } from '../model/gvk.ts';
import { definitionNames } from './definition-name.ts';
import { distilDefinitions } from './definitions.ts';
import { factsAt } from './facts-at.ts';
import { readResourceList } from './from-resources.ts';
import type { MakeOptions } from './from-v2.ts';
import type { JsonObject } from './json.ts';
import { compareResources } from './served.ts';
import type { ApiResource, Snapshot, SnapshotOrigin } from './snapshot.ts';

/** Definitions without paths, and what tells the resources that the paths would have told. */
export interface DefinitionsOnlyInput {
  readonly definitions: JsonObject;
  readonly origin: SnapshotOrigin;
  /** The list of the same release's resources. */
  readonly resources?: { readonly list: JsonObject; readonly origin: SnapshotOrigin };
  /** Snapshots made from whole documents of the nearest releases before and after. */
  readonly neighbours?: readonly Snapshot[];
}

/**
 * Makes a Snapshot of a schema that has definitions alone, joined with a resource list where there is one.
 * Without a list, every kind that has metadata is taken for served, its resource's name not known.
 */
export function snapshotFromDefinitions(input: DefinitionsOnlyInput, { release, facts }: MakeOptions): Snapshot {
  const names = definitionNames(input.definitions, {});
  const definitions = distilDefinitions({
    definitions: input.definitions,
    names,
    facts: factsAt(release, facts),
    // Whoever cuts definitions out of a document writes one value at `kind` and `apiVersion`, and the values that 1.23
    // had are too few at places (any condition may be a readiness gate): not known is better.
    keepsEnums: false,
  });
  const listed =
    input.resources === undefined ? [] : readResourceList(input.resources.list, input.resources.origin.file);
  const unlisted = unlistedKinds(definitions, listed).flatMap((gvk) =>
    resourcesLikeNeighbours(gvk, listed, input.neighbours ?? []),
  );
  return {
    swagger: '2.0',
    info: { title: 'Kubernetes', version: release },
    paths: {},
    definitions,
    'x-api-audit': {
      release,
      preliminary: null,
      madeFrom: [input.origin, ...(input.resources === undefined ? [] : [input.resources.origin])],
      knows: { fields: true, verbs: false, enums: false, subresources: false },
      resources: [...listed, ...unlisted].sort(compareResources),
    },
  };
}

/**
 * The kinds that only the definitions show: those that are created and never listed, or live below another resource
 * (Binding, Eviction, Scale, TokenRequest, LocalSubjectAccessReview). A kind has object metadata; lists and options do
 * not.
 */
function unlistedKinds(definitions: Snapshot['definitions'], listed: readonly ApiResource[]): GroupVersionKind[] {
  const known = new Set(listed.map(gvkKey));
  const kinds: GroupVersionKind[] = [];
  for (const { properties, 'x-kubernetes-group-version-kind': gvks = [] } of Object.values(definitions)) {
    const [only] = gvks;
    if (gvks.length !== 1 || only === undefined || known.has(gvkKey(only))) continue;
    if (properties?.metadata?.$ref?.endsWith('.ObjectMeta') === true) kinds.push(only);
  }
  return kinds.sort(compareGvk);
}

/**
 * The resources through which a kind is served that the list leaves out. A whole document of a neighbouring release
 * that has the very same GVK tells them: such a kind's resource names (`pods/eviction`, `deployments/scale`) are part of
 * its API and do not change within a version. One below a parent that this release does not list is left out, and where
 * no neighbour has the GVK, the name is not known.
 */
function resourcesLikeNeighbours(
  gvk: GroupVersionKind,
  listed: readonly ApiResource[],
  neighbours: readonly Snapshot[],
): ApiResource[] {
  const served = new Set(listed.map(gvkKey));
  const found = new Map<string, ApiResource>();
  for (const neighbour of neighbours) {
    for (const resource of neighbour['x-api-audit'].resources) {
      const { name, namespaced, parent } = resource;
      if (gvkKey(resource) !== gvkKey(gvk) || (parent !== undefined && !served.has(gvkKey(parent)))) continue;
      const key = `${name} ${parent === undefined ? '' : gvkKey(parent)}`;
      found.set(key, { ...gvk, name, namespaced, verbs: null, ...(parent === undefined ? {} : { parent }) });
    }
  }
  return found.size > 0 ? [...found.values()] : [{ ...gvk, name: null, namespaced: null, verbs: null }];
}
