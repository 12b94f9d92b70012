import type { Refusal, Step } from '../step.ts';
import { decide } from '../step.ts';
import type { JsonMapping, Path } from '../value.ts';
import { isMapping, valueAt } from '../value.ts';
import type { Conversion, ConversionRow } from './conversion.ts';
import { isAbsent, objectsIn, oldDefault } from './conversion.ts';

/** What the old API servers wrote where a Deployment set no limit: the greatest int32, which means "none". */
const NO_LIMIT = 2147483647;

const SPEC: Path = ['spec'];

const deployments: (old: { limits: boolean; history: number | null }) => Conversion = (old) => (resource, isPatch) => {
  const spec = resource['spec'];
  if (isPatch && !isMapping(spec)) return [];
  if (!isMapping(spec)) return [{ op: 'refuse', reason: 'required', path: SPEC }];
  const refusals = isAbsent(spec['rollbackTo']) ? [] : [decide(['spec', 'rollbackTo'], 'rollback')];
  return [
    ...refusals,
    ...(isPatch ? (old.limits ? recreate(spec) : []) : selector(spec)),
    ...(old.history === null ? [] : oldDefault(spec, SPEC, 'revisionHistoryLimit', old.history, 'replicas')),
    ...(old.limits ? oldDefault(spec, SPEC, 'progressDeadlineSeconds', NO_LIMIT, 'replicas') : []),
    ...(old.limits ? rollingUpdate(spec) : []),
  ];
};

/** What a patch patches gets the limits of a rolling update, which the server refuses beside Recreate. */
function recreate(spec: JsonMapping): readonly Refusal[] {
  const strategy = spec['strategy'];
  if (!isMapping(strategy) || strategy['type'] !== 'Recreate' || strategy['rollingUpdate'] !== undefined) return [];
  return [decide(['spec', 'strategy'], 'recreate-patch')];
}

/** One Pod at a time, more and fewer, was the default of extensions/v1beta1; a quarter of them is that of apps/v1. */
function rollingUpdate(spec: JsonMapping): readonly Step[] {
  const limits = { maxSurge: 1, maxUnavailable: 1 };
  const strategy = spec['strategy'];
  if (isAbsent(strategy)) {
    const value = { type: 'RollingUpdate', rollingUpdate: limits };
    return strategy === undefined
      ? [{ op: 'add', path: SPEC, key: 'strategy', value, after: 'replicas', ground: 'old-default' }]
      : [{ op: 'add', path: ['spec', 'strategy'], key: 'rollingUpdate', value: limits, ground: 'old-default' }];
  }
  if (!isMapping(strategy) || strategy['type'] === 'Recreate') return [];
  const given = strategy['rollingUpdate'];
  if (given === undefined) {
    return [{ op: 'add', path: ['spec', 'strategy'], key: 'rollingUpdate', value: limits, ground: 'old-default' }];
  }
  const path = ['spec', 'strategy', 'rollingUpdate'];
  const known = isMapping(given) ? given : {};
  return [...oldDefault(known, path, 'maxSurge', 1), ...oldDefault(known, path, 'maxUnavailable', 1)];
}

/** DaemonSets and StatefulSets whose old API replaced no Pod that nobody deleted. */
const replacedOnDelete: Conversion = (resource, isPatch) => {
  const spec = resource['spec'];
  return isMapping(spec) ? [...plain(resource, isPatch), ...onDelete(spec)] : plain(resource, isPatch);
};

function onDelete(spec: JsonMapping): readonly Step[] {
  const strategy = spec['updateStrategy'];
  if (!isMapping(strategy)) {
    return oldDefault(spec, SPEC, 'updateStrategy', { type: 'OnDelete' }, beforeTemplate(spec));
  }
  const path = ['spec', 'updateStrategy'];
  if (strategy['type'] !== '') return oldDefault(strategy, path, 'type', 'OnDelete');
  return [{ op: 'set', path: [...path, 'type'], value: 'OnDelete', ground: 'old-default' }];
}

/** Those whose defaults are the same as before. */
const plain: Conversion = (resource, isPatch) => {
  const spec = resource['spec'];
  if (isPatch && !isMapping(spec)) return [];
  if (!isMapping(spec)) return [{ op: 'refuse', reason: 'required', path: SPEC }];
  const generation: readonly Step[] =
    spec['templateGeneration'] === undefined
      ? []
      : [{ op: 'remove', path: ['spec', 'templateGeneration'], ground: 'without-effect' }];
  return isPatch ? generation : [...generation, ...selector(spec)];
};

/** What Kubernetes takes for the value of a label; a placeholder of a template is none. */
const LABEL_VALUE = /^(?:[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)?$/;

/** The old APIs took the labels of the Pods for the selector where there was none; apps/v1 wants it written. */
function selector(spec: JsonMapping): readonly (Step | Refusal)[] {
  const labels = valueAt(spec, ['template', 'metadata', 'labels']);
  if (isAbsent(spec['template'])) return [{ op: 'refuse', reason: 'required', path: ['spec', 'template'] }];
  const containers = objectsIn(spec, ['template', 'spec', 'containers']);
  if (containers.some(({ value }) => isAbsent(value['image']))) return [decide(['spec', 'template'], 'patch')];
  if (!isAbsent(spec['selector'])) return [];
  const entries = isMapping(labels) ? Object.entries(labels) : [];
  const isPlain = entries.every(([, value]) => typeof value === 'string' && LABEL_VALUE.test(value));
  if (entries.length === 0 || !isPlain || spec['selector'] === null) {
    return [decide(['spec', 'selector'], 'selector-from-labels')];
  }
  const value = { matchLabels: labels as JsonMapping };
  return [{ op: 'add', path: SPEC, key: 'selector', value, after: beforeTemplate(spec), ground: 'required' }];
}

/** The key before `template`, to put what is new between the two. */
function beforeTemplate(spec: JsonMapping): string | undefined {
  const keys = Object.keys(spec);
  return keys[keys.indexOf('template') - 1];
}

/** What of workloads has other defaults, or is gone. */
const TOUCHES = [
  '/spec/selector',
  '/spec/strategy',
  '/spec/updateStrategy',
  '/spec/revisionHistoryLimit',
  '/spec/progressDeadlineSeconds',
  '/spec/rollbackTo',
  '/spec/templateGeneration',
  '/spec/template/metadata/labels',
];

/** Workloads to apps/v1. */
export const WORKLOADS: readonly ConversionRow[] = (
  [
    [['Deployment'], 'extensions/v1beta1', deployments({ limits: true, history: NO_LIMIT })],
    [['Deployment'], 'apps/v1beta1', deployments({ limits: false, history: 2 })],
    [['Deployment'], 'apps/v1beta2', deployments({ limits: false, history: null })],
    [['DaemonSet'], 'extensions/v1beta1', replacedOnDelete],
    [['StatefulSet'], 'apps/v1beta1', replacedOnDelete],
    [['DaemonSet', 'StatefulSet', 'ReplicaSet'], 'apps/v1beta2', plain],
    [['ReplicaSet'], 'extensions/v1beta1', plain],
  ] as const
).map(([kinds, from, convert]) => ({ kinds, from: [from], to: ['apps/v1'], convert, touches: TOUCHES }));
