import { decide } from '../step.ts';
import { valueAt } from '../value.ts';
import type { Conversion, ConversionRow } from './conversion.ts';

const convert: Conversion = (resource) => {
  const signer = valueAt(resource, ['spec', 'signerName']);
  if (typeof signer !== 'string' || signer === 'kubernetes.io/legacy-unknown') {
    return [decide(['spec', 'signerName'], 'signer-name')];
  }
  const usages = valueAt(resource, ['spec', 'usages']);
  const isSet = Array.isArray(usages) && usages.length > 0 && new Set(usages).size === usages.length;
  return isSet ? [] : [decide(['spec', 'usages'], 'usages')];
};

/** CertificateSigningRequest to certificates.k8s.io/v1. */
export const CERTIFICATE_SIGNING_REQUEST: readonly ConversionRow[] = [
  {
    kinds: ['CertificateSigningRequest'],
    from: ['certificates.k8s.io/v1beta1'],
    to: ['certificates.k8s.io/v1'],
    convert,
  },
];
