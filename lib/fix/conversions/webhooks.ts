import type { Refusal, Step } from '../step.ts';
import { decide } from '../step.ts';
import { valueAt } from '../value.ts';
import type { Conversion, ConversionRow } from './conversion.ts';
import { isUnset, objectsIn, oldDefault } from './conversion.ts';

const convert: Conversion = (resource) => {
  const webhooks = objectsIn(resource, ['webhooks']);
  const names = webhooks.map(({ value }) => valueAt(value, ['name']));
  if (new Set(names).size < names.length) return [decide(['webhooks'], 'webhook-names')];
  return webhooks.flatMap(({ path, value }): readonly (Step | Refusal)[] => {
    const { sideEffects, admissionReviewVersions } = value;
    if (sideEffects !== 'None' && sideEffects !== 'NoneOnDryRun') {
      return [decide([...path, 'sideEffects'], 'side-effects')];
    }
    const key = 'admissionReviewVersions';
    const empty: readonly Step[] = Array.isArray(admissionReviewVersions)
      ? [{ op: 'remove', path: [...path, key], ground: 'without-effect' }]
      : [];
    const versions: readonly Step[] = isUnset(admissionReviewVersions)
      ? [...empty, { op: 'add', path, key, value: ['v1beta1'], ground: 'required' }]
      : [];
    return [
      ...versions,
      ...oldDefault(value, path, 'failurePolicy', 'Ignore'),
      ...oldDefault(value, path, 'matchPolicy', 'Exact'),
      ...oldDefault(value, path, 'timeoutSeconds', 30),
    ];
  });
};

/** Webhook configurations to admissionregistration.k8s.io/v1. */
export const WEBHOOKS: readonly ConversionRow[] = [
  {
    kinds: ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'],
    from: ['admissionregistration.k8s.io/v1beta1'],
    to: ['admissionregistration.k8s.io/v1'],
    convert,
    touches: ['/webhooks'],
  },
];
