import { isMapping, valueAt } from '../value.ts';
import type { Conversion, ConversionRow } from './conversion.ts';
import { isAbsent } from './conversion.ts';

const PARAMETERS = ['spec', 'paramRef'] as const;

/** What becomes of a request where there are no parameters had a default in v1alpha1 alone. */
const convert: Conversion = (resource) => {
  const parameters = valueAt(resource, PARAMETERS);
  const key = 'parameterNotFoundAction';
  if (!isMapping(parameters) || !isAbsent(parameters[key])) return [];
  return [{ op: 'add', path: PARAMETERS, key, value: 'Deny', ground: 'required' }];
};

const GROUP = 'admissionregistration.k8s.io';

/** Bindings of admission policies from admissionregistration.k8s.io/v1alpha1. */
export const ADMISSION_POLICY_BINDING: readonly ConversionRow[] = [
  {
    kinds: ['MutatingAdmissionPolicyBinding', 'ValidatingAdmissionPolicyBinding'],
    from: [`${GROUP}/v1alpha1`],
    to: [`${GROUP}/v1beta1`, `${GROUP}/v1`],
    convert,
    touches: ['/spec/paramRef'],
  },
];
