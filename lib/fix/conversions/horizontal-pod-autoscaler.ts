import type { NewValue, Refusal, Step } from '../step.ts';
import { decide, moved } from '../step.ts';
import type { JsonMapping, Path } from '../value.ts';
import { isMapping } from '../value.ts';
import type { Conversion, ConversionRow } from './conversion.ts';
import { isAbsent, objectsIn } from './conversion.ts';

/** Where a metric's source has its target in autoscaling/v2beta1, and what type of target that is. */
const TARGETS = [
  { field: 'targetAverageUtilization', to: 'averageUtilization', type: 'Utilization' },
  { field: 'targetAverageValue', to: 'averageValue', type: 'AverageValue' },
  { field: 'targetValue', to: 'value', type: 'Value' },
] as const;

const SOURCES = ['resource', 'containerResource', 'pods', 'object', 'external'] as const;

const convert: Conversion = (resource) =>
  objectsIn(resource, ['spec', 'metrics']).flatMap(({ path, value }) =>
    SOURCES.flatMap((source) => {
      const settings = value[source];
      return isMapping(settings) ? sourceSteps(source, settings, [...path, source]) : [];
    }),
  );

function sourceSteps(source: (typeof SOURCES)[number], settings: JsonMapping, path: Path): readonly (Step | Refusal)[] {
  const targets = TARGETS.filter(({ field }) => !isAbsent(settings[field]));
  const [target] = targets;
  // An object metric with both a value and an average has no one target.
  if (target === undefined || targets.length > 1 || settings['averageValue'] !== undefined) {
    return [decide(path, 'metric')];
  }
  const steps: (Step | Refusal)[] = [];
  if (source === 'object') {
    steps.push({ op: 'rename', path: [...path, 'target'], key: 'describedObject', ground: 'renamed' });
  }
  if (settings['metricName'] !== undefined) {
    const selector = source === 'external' ? 'metricSelector' : 'selector';
    const metric: Record<string, NewValue> = { name: moved([...path, 'metricName']) };
    if (settings[selector] !== undefined) metric['selector'] = moved([...path, selector]);
    steps.push({ op: 'add', path, key: 'metric', value: metric, ground: 'renamed' });
  }
  const value = { type: target.type, [target.to]: moved([...path, target.field]) };
  return [...steps, { op: 'add', path, key: 'target', value, ground: 'renamed' }];
}

/** HorizontalPodAutoscaler from autoscaling/v2beta1: v2beta2 and v2 have the same form. */
export const HORIZONTAL_POD_AUTOSCALER: readonly ConversionRow[] = [
  {
    kinds: ['HorizontalPodAutoscaler'],
    from: ['autoscaling/v2beta1'],
    to: ['autoscaling/v2beta2', 'autoscaling/v2'],
    convert,
    touches: ['/spec/metrics'],
  },
];
