import type { NewValue, Refusal, Step } from '../step.ts';
import { decide, moved } from '../step.ts';
import type { JsonMapping, Path } from '../value.ts';
import { isMapping, valueAt } from '../value.ts';
import type { Conversion, ConversionRow } from './conversion.ts';
import { isAbsent, isUnset, objectsIn } from './conversion.ts';

/** What all versions of a CRD shared in v1beta1, by the name that each version has it under in v1. */
const SHARED = {
  schema: 'validation',
  subresources: 'subresources',
  additionalPrinterColumns: 'additionalPrinterColumns',
};
const SHARED_KEYS = Object.keys(SHARED) as (keyof typeof SHARED)[];

/** A schema that takes and keeps everything, as an API without one did. */
const ANYTHING = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };

const convert: Conversion = (resource) => {
  const spec = resource['spec'];
  if (!isMapping(spec)) return [{ op: 'refuse', reason: 'required', path: ['spec'] }];
  return [
    ...doubts(resource, spec),
    ...scope(spec),
    ...versions(resource, spec),
    ...conversion(spec),
    ...columns(resource),
  ];
};

function doubts(resource: JsonMapping, spec: JsonMapping): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const versions = objectsIn(resource, ['spec', 'versions']);
  const first = versions[0]?.value['name'];
  const isNamed = spec['versions'] === undefined ? typeof spec['version'] === 'string' : typeof first === 'string';
  const differ = spec['version'] !== undefined && first !== undefined && spec['version'] !== first;
  if (!isNamed || differ) refusals.push(decide(['spec', 'versions'], 'versions'));
  const hasSchema = !isAbsent(spec['validation']) || versions.some(({ value }) => !isAbsent(value['schema']));
  // Only where it is off were unknown fields dropped, and the schema made sure to be structural.
  if (spec['preserveUnknownFields'] !== false && (hasSchema || spec['preserveUnknownFields'] === true)) {
    refusals.push(decide(['spec', 'preserveUnknownFields'], 'preserve-unknown-fields'));
  }
  const shared = SHARED_KEYS.find(
    (key) => !isAbsent(spec[SHARED[key]]) && versions.some(({ value }) => !isAbsent(value[key])),
  );
  if (shared !== undefined) refusals.push(decide(['spec', SHARED[shared]], 'both-set'));
  const { group } = spec;
  const isReserved = typeof group === 'string' && /(?:^|\.)(?:k8s|kubernetes)\.io$/.test(group);
  const approved = valueAt(resource, ['metadata', 'annotations', 'api-approved.kubernetes.io']);
  if (isReserved && isUnset(approved)) refusals.push(decide(['metadata', 'annotations'], 'api-approved'));
  return refusals;
}

function scope(spec: JsonMapping): readonly Step[] {
  if (!isUnset(spec['scope'])) return [];
  if (spec['scope'] === '') return [{ op: 'set', path: ['spec', 'scope'], value: 'Namespaced', ground: 'required' }];
  return [{ op: 'add', path: ['spec'], key: 'scope', value: 'Namespaced', after: 'names', ground: 'required' }];
}

function versions(resource: JsonMapping, spec: JsonMapping): readonly Step[] {
  const steps: Step[] = [];
  const unset = SHARED_KEYS.filter((key) => spec[SHARED[key]] === null);
  for (const key of unset) steps.push({ op: 'remove', path: ['spec', SHARED[key]], ground: 'without-effect' });
  const listed = objectsIn(resource, ['spec', 'versions']);
  if (listed.length === 0) {
    const version: Record<string, NewValue> = { name: moved(['spec', 'version']), served: true, storage: true };
    for (const key of SHARED_KEYS) {
      const value = sharedValue(spec, key);
      if (value !== null) version[key] = value;
    }
    return [...steps, { op: 'add', path: ['spec'], key: 'versions', value: [version], ground: 'renamed' }];
  }
  if (spec['version'] !== undefined) steps.push({ op: 'remove', path: ['spec', 'version'], ground: 'without-effect' });
  for (const { path, value } of listed) {
    for (const key of SHARED_KEYS) {
      const shared = isAbsent(value[key]) ? sharedValue(spec, key) : null;
      if (shared === null) continue;
      const ground = isAbsent(spec[SHARED[key]]) ? 'required' : 'renamed';
      steps.push({ op: 'add', path, key, value: shared, ground });
    }
  }
  return steps;
}

/** What a version takes over from the CRD as a whole; the schema, which it must have, stands for everything where there is none. */
function sharedValue(spec: JsonMapping, key: keyof typeof SHARED): NewValue | null {
  if (!isAbsent(spec[SHARED[key]])) return moved(['spec', SHARED[key]]);
  return key === 'schema' ? ANYTHING : null;
}

function conversion(spec: JsonMapping): readonly Step[] {
  const conversion = spec['conversion'];
  if (!isMapping(conversion) || isAbsent(conversion['webhookClientConfig'])) return [];
  const path: Path = ['spec', 'conversion'];
  const key = 'conversionReviewVersions';
  const isDefault = isUnset(conversion[key]);
  const webhook: Record<string, NewValue> = {
    clientConfig: moved([...path, 'webhookClientConfig']),
    [key]: isDefault ? ['v1beta1'] : moved([...path, key]),
  };
  const empty: readonly Step[] =
    isDefault && conversion[key] !== undefined
      ? [{ op: 'remove', path: [...path, key], ground: 'without-effect' }]
      : [];
  return [...empty, { op: 'add', path, key: 'webhook', value: webhook, ground: 'renamed' }];
}

function columns(resource: JsonMapping): readonly Step[] {
  const lists: readonly Path[] = [
    ['spec', 'additionalPrinterColumns'],
    ...objectsIn(resource, ['spec', 'versions']).map(({ path }) => [...path, 'additionalPrinterColumns']),
  ];
  return lists
    .flatMap((path) => objectsIn(resource, path))
    .filter(({ value }) => value['JSONPath'] !== undefined)
    .map(({ path }) => ({ op: 'rename', path: [...path, 'JSONPath'], key: 'jsonPath', ground: 'renamed' }));
}

/** CustomResourceDefinition to apiextensions.k8s.io/v1. */
export const CUSTOM_RESOURCE_DEFINITION: readonly ConversionRow[] = [
  {
    kinds: ['CustomResourceDefinition'],
    from: ['apiextensions.k8s.io/v1beta1'],
    to: ['apiextensions.k8s.io/v1'],
    convert,
    touches: [
      '/spec/version',
      '/spec/versions',
      '/spec/scope',
      '/spec/validation',
      '/spec/subresources',
      '/spec/additionalPrinterColumns',
      '/spec/conversion',
      '/spec/preserveUnknownFields',
    ],
  },
];
