import { decide } from '../step.ts';
import type { Json } from '../value.ts';
import { valueAt } from '../value.ts';
import type { Conversion, ConversionRow } from './conversion.ts';

/** The usages that the new API takes; the old one took any word. */
const USAGES: ReadonlySet<Json> = new Set([
  'signing',
  'digital signature',
  'content commitment',
  'key encipherment',
  'key agreement',
  'data encipherment',
  'cert sign',
  'crl sign',
  'encipher only',
  'decipher only',
  'any',
  'server auth',
  'client auth',
  'code signing',
  'email protection',
  's/mime',
  'ipsec end system',
  'ipsec tunnel',
  'ipsec user',
  'timestamping',
  'ocsp signing',
  'microsoft sgc',
  'netscape sgc',
]);

const convert: Conversion = (resource) => {
  const signer = valueAt(resource, ['spec', 'signerName']);
  if (typeof signer !== 'string' || signer === 'kubernetes.io/legacy-unknown') {
    return [decide(['spec', 'signerName'], 'signer-name')];
  }
  const usages = valueAt(resource, ['spec', 'usages']);
  const isSet = Array.isArray(usages) && usages.length > 0 && new Set(usages).size === usages.length;
  if (!isSet) return [decide(['spec', 'usages'], 'usages')];
  const unknown = (usages as readonly Json[]).findIndex((usage) => !USAGES.has(usage));
  return unknown === -1 ? [] : [decide(['spec', 'usages', unknown], 'unknown-usage')];
};

/** CertificateSigningRequest to certificates.k8s.io/v1. */
export const CERTIFICATE_SIGNING_REQUEST: readonly ConversionRow[] = [
  {
    kinds: ['CertificateSigningRequest'],
    from: ['certificates.k8s.io/v1beta1'],
    to: ['certificates.k8s.io/v1'],
    convert,
    touches: ['/spec/signerName', '/spec/usages'],
  },
];
