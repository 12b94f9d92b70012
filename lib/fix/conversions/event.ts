import { decide } from '../step.ts';
import type { Conversion, ConversionRow } from './conversion.ts';
import { isAbsent } from './conversion.ts';

const REQUIRED = ['action', 'reason', 'reportingController', 'reportingInstance', 'eventTime'] as const;

/** Only what reported an event can say what events.k8s.io/v1 wants to know of it. */
const convert: Conversion = (resource) => {
  const missing = REQUIRED.find((key) => isAbsent(resource[key]) || resource[key] === '');
  if (missing !== undefined) return [decide([missing], 'event-fields')];
  const old = Object.keys(resource).find((key) => key.startsWith('deprecated') && !isAbsent(resource[key]));
  if (old !== undefined) return [decide([old], 'event-fields')];
  return resource['type'] === 'Normal' || resource['type'] === 'Warning' ? [] : [decide(['type'], 'event-fields')];
};

/** Event to events.k8s.io/v1. */
export const EVENT: readonly ConversionRow[] = [
  { kinds: ['Event'], from: ['events.k8s.io/v1beta1'], to: ['events.k8s.io/v1'], convert, touches: [''] },
];
