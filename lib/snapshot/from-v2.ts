import { ApiAuditError } from '../model/errors.ts';
import type { Release } from '../model/release.ts';
import { definitionNames } from './definition-name.ts';
import { distilDefinitions } from './definitions.ts';
import type { Facts } from './facts.ts';
import { factsAt } from './facts-at.ts';
import { isObject, type JsonObject, objectOf } from './json.ts';
import { distilPaths } from './paths.ts';
import { gvksOf } from './schema.ts';
import { servedBy } from './served.ts';
import type { Snapshot, SnapshotOrigin } from './snapshot.ts';

/** What a raw document becomes a Snapshot with. */
export interface MakeOptions {
  readonly release: Release;
  readonly facts: Facts;
}

/** A raw OpenAPI v2 document, and what else of the same release goes with it. */
export interface V2Input {
  readonly document: JsonObject;
  readonly origin: SnapshotOrigin;
  /** The same document generated with `enum` values. */
  readonly enums?: { readonly document: JsonObject; readonly origin: SnapshotOrigin };
  /** Definition names of the next release, for 1.5, whose own are short. */
  readonly laterNames?: Iterable<string>;
}

/**
 * Makes a Snapshot of an OpenAPI v2 document: of a release, or of a cluster with its CRDs and aggregated APIs.
 *
 * @throws ApiAuditError where the document is not that of a Kubernetes API.
 */
export function snapshotFromV2(input: V2Input, { release, facts }: MakeOptions): Snapshot {
  const definitions = objectOf(input.document.definitions);
  const paths = objectOf(input.document.paths);
  const names = definitionNames(definitions, paths, input.laterNames);
  const { resources, gvks } = servedBy(paths, names);
  if (resources.length === 0 && !Object.values(definitions).some((raw) => isObject(raw) && gvksOf(raw).length > 0)) {
    throw new ApiAuditError(
      `${input.origin.file}: it is an OpenAPI document, but not of a Kubernetes API (no path and no definition names a kind). ` +
        'Name what kubectl get --raw /openapi/v2 gives.',
    );
  }
  const enums = input.enums === undefined ? {} : objectOf(input.enums.document.definitions);
  const distilled = distilDefinitions({ definitions, names, facts: factsAt(release, facts), gvks, enums });
  return {
    swagger: '2.0',
    info: { title: 'Kubernetes', version: release },
    ...distilPaths(paths),
    definitions: distilled,
    'x-api-audit': {
      release,
      preliminary: null,
      madeFrom: [input.origin, ...(input.enums === undefined ? [] : [input.enums.origin])],
      knows: { fields: true, verbs: true, enums: statesEnums(distilled), subresources: true },
      resources,
    },
  };
}

/** Whether the document was made with enum values: one at a built-in type shows it, one at a CRD's would not. */
function statesEnums(definitions: Snapshot['definitions']): boolean {
  return Object.entries(definitions).some(
    ([name, { properties }]) =>
      name.startsWith('io.k8s.api.') && Object.values(properties ?? {}).some((property) => property.enum !== undefined),
  );
}
