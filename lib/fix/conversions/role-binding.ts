import type { Conversion, ConversionRow } from './conversion.ts';
import { objectsIn } from './conversion.ts';

/** `User` `*` was everyone who is known to the API server; now it is a user who is called `*`. */
const convert: Conversion = (resource) =>
  objectsIn(resource, ['subjects'])
    .filter(({ value }) => value['kind'] === 'User' && value['name'] === '*')
    .flatMap(({ path }) => [
      { op: 'set', path: [...path, 'kind'], value: 'Group', ground: 'renamed' },
      { op: 'set', path: [...path, 'name'], value: 'system:authenticated', ground: 'renamed' },
    ]);

const GROUP = 'rbac.authorization.k8s.io';

/** Bindings of roles from rbac.authorization.k8s.io/v1alpha1. */
export const ROLE_BINDING: readonly ConversionRow[] = [
  {
    kinds: ['RoleBinding', 'ClusterRoleBinding'],
    from: [`${GROUP}/v1alpha1`],
    to: [`${GROUP}/v1beta1`, `${GROUP}/v1`],
    convert,
    touches: ['/subjects'],
  },
];
