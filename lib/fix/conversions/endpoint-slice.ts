import type { Refusal, Step } from '../step.ts';
import { decide, moved } from '../step.ts';
import { isMapping } from '../value.ts';
import type { Conversion, ConversionRow } from './conversion.ts';
import { isAbsent, objectsIn } from './conversion.ts';

/** What became of the keys of an endpoint's topology; others have no place any more. */
const FIELDS = { 'kubernetes.io/hostname': 'nodeName', 'topology.kubernetes.io/zone': 'zone' } as const;

const convert: Conversion = (resource) =>
  objectsIn(resource, ['endpoints']).flatMap(({ path, value }): readonly (Step | Refusal)[] => {
    const { topology } = value;
    if (topology === undefined) return [];
    const at = [...path, 'topology'];
    const keys = isMapping(topology) ? Object.keys(topology) : [];
    if (keys.some((key) => !Object.hasOwn(FIELDS, key))) return [decide(at, 'topology')];
    const steps: (Step | Refusal)[] = [{ op: 'remove', path: at, ground: 'renamed' }];
    for (const key of keys as (keyof typeof FIELDS)[]) {
      const field = FIELDS[key];
      const isSet = !isAbsent(value[field]);
      if (isSet && isMapping(topology) && value[field] !== topology[key]) return [decide(at, 'topology')];
      if (isSet) continue;
      const from = steps.length === 1 ? [at] : [];
      steps.push({ op: 'add', path, key: field, value: moved([...at, key]), from, ground: 'renamed' });
    }
    return steps;
  });

/** EndpointSlice to discovery.k8s.io/v1. */
export const ENDPOINT_SLICE: readonly ConversionRow[] = [
  {
    kinds: ['EndpointSlice'],
    from: ['discovery.k8s.io/v1beta1'],
    to: ['discovery.k8s.io/v1'],
    convert,
    touches: ['/endpoints'],
  },
];
