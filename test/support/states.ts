import type { ApiState } from '../../lib/catalog/catalog.ts';
import { Catalog } from '../../lib/catalog/catalog.ts';
import { CrdApis } from '../../lib/catalog/custom.ts';
import { vendorApis } from '../../lib/catalog/vendor.ts';
import { readText } from '../../lib/input/read.ts';
import type { Release } from '../../lib/model/release.ts';
import { gvkOf } from './findings.ts';

const bundled = new Catalog();

/** What the bundled data know of a GVK at a release. */
export function stateOf(gvk: string, release: Release): ApiState {
  return bundled.state(gvkOf(gvk), release);
}

/** What is known of a GVK where the published facts of add-ons are asked too. */
export function vendorStateOf(gvk: string, release: Release): ApiState {
  return new Catalog({ custom: vendorApis() }).state(gvkOf(gvk), release);
}

/** What is known of a GVK of which a CustomResourceDefinition is in the input. */
export function crdStateOf(gvk: string, definition: string): ApiState {
  return new Catalog({ custom: crdsOf(definition) }).state(gvkOf(gvk), '1.36');
}

/** The kinds of a CustomResourceDefinition that is given as YAML. */
export function crdsOf(definition: string): CrdApis {
  const crds = new CrdApis();
  for (const { node } of readText('crd.yaml', definition).resources) if (node !== null) crds.add(node);
  return crds;
}

/** A CustomResourceDefinition of `Berth` in `harbour.example` with these versions. */
export function berthCrd(versions: readonly BerthVersion[]): string {
  const list = versions.map(
    ({ name, served = true, deprecated = false, warning }) =>
      `    - { name: ${name}, served: ${served}, storage: false, deprecated: ${deprecated}` +
      `${warning === undefined ? '' : `, deprecationWarning: "${warning}"`} }`,
  );
  return [
    'apiVersion: apiextensions.k8s.io/v1',
    'kind: CustomResourceDefinition',
    'metadata:',
    '  name: berths.harbour.example',
    'spec:',
    '  group: harbour.example',
    '  names: { kind: Berth, plural: berths }',
    '  scope: Namespaced',
    '  versions:',
    ...list,
    '',
  ].join('\n');
}

export interface BerthVersion {
  readonly name: string;
  readonly served?: boolean;
  readonly deprecated?: boolean;
  readonly warning?: string;
}
