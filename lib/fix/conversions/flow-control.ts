import type { Step } from '../step.ts';
import { isMapping, valueAt } from '../value.ts';
import type { Conversion, ConversionRow } from './conversion.ts';
import { oldDefault } from './conversion.ts';

const LIMITED = ['spec', 'limited'] as const;
/** What the beta APIs made of zero shares; in v1 zero means none. */
const DEFAULT_SHARES = 30;

const shares: (field: string) => Conversion = (field) => (resource) => {
  const limited = valueAt(resource, LIMITED);
  if (!isMapping(limited) || limited[field] === undefined) return [];
  const path = [...LIMITED, field];
  const steps: Step[] = [];
  if (field !== 'nominalConcurrencyShares') {
    steps.push({ op: 'rename', path, key: 'nominalConcurrencyShares', ground: 'renamed' });
  }
  if (limited[field] === 0) steps.push({ op: 'set', path, value: DEFAULT_SHARES, ground: 'old-default' });
  return steps;
};

/** With it zero shares meant none in v1beta3, too. */
const KEEPS_ZERO = 'flowcontrol.k8s.io/v1beta3-preserve-zero-concurrency-shares';

const nominalShares: Conversion = (resource, isPatch) => {
  const annotations = valueAt(resource, ['metadata', 'annotations']);
  if (!isMapping(annotations) || annotations[KEEPS_ZERO] === undefined) {
    return shares('nominalConcurrencyShares')(resource, isPatch);
  }
  const limited = valueAt(resource, LIMITED);
  return isMapping(limited) ? oldDefault(limited, LIMITED, 'nominalConcurrencyShares', 0) : [];
};

const GROUP = 'flowcontrol.apiserver.k8s.io';

/** PriorityLevelConfiguration to flowcontrol.apiserver.k8s.io/v1 and v1beta3. */
export const FLOW_CONTROL: readonly ConversionRow[] = [
  {
    kinds: ['PriorityLevelConfiguration'],
    from: [`${GROUP}/v1beta1`, `${GROUP}/v1beta2`],
    to: [`${GROUP}/v1beta3`, `${GROUP}/v1`],
    convert: shares('assuredConcurrencyShares'),
    touches: ['/spec/limited'],
  },
  {
    kinds: ['PriorityLevelConfiguration'],
    from: [`${GROUP}/v1beta3`],
    to: [`${GROUP}/v1`],
    convert: nominalShares,
    touches: ['/spec/limited', '/metadata/annotations'],
  },
];
