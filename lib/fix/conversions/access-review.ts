import { valueAt } from '../value.ts';
import type { Conversion, ConversionRow } from './conversion.ts';

const convert: Conversion = (resource) =>
  valueAt(resource, ['spec', 'group']) === undefined
    ? []
    : [{ op: 'rename', path: ['spec', 'group'], key: 'groups', ground: 'renamed' }];

/** Access reviews to authorization.k8s.io/v1. */
export const ACCESS_REVIEW: readonly ConversionRow[] = [
  {
    kinds: ['SubjectAccessReview', 'LocalSubjectAccessReview'],
    from: ['authorization.k8s.io/v1beta1'],
    to: ['authorization.k8s.io/v1'],
    convert,
    touches: ['/spec/group', '/spec/groups'],
  },
];
