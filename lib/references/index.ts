import type { MappingNode } from '../model/node.ts';
import type { Resource } from '../model/resource.ts';
import { admissionRules } from './admission.ts';
import { apiServices } from './api-service.ts';
import { argoCustomizations } from './argo-cd.ts';
import { commands } from './commands.ts';
import { storedVersions } from './crd.ts';
import { namingFields } from './fields.ts';
import { kubeconfigReferences } from './kubeconfig.ts';
import { kustomizationFields } from './kustomization.ts';
import { embeddedObjects } from './manifests.ts';
import { namedObjects } from './objects.ts';
import { permissions } from './rbac.ts';
import type { Reference, ReferenceContext, ReferenceReader } from './reference.ts';
import { runtimeConfigReferences } from './runtime-config.ts';

/** What may stand in any Resource, one within another too. */
const PLAIN: readonly ReferenceReader[] = [
  namedObjects,
  namingFields,
  permissions,
  admissionRules,
  apiServices,
  commands,
];

/** Every sort of Reference. A new sort is a line here, and a row in a table or a small file beside this one. */
const READERS: readonly ReferenceReader[] = [
  ...PLAIN,
  storedVersions,
  argoCustomizations,
  embeddedObjects(PLAIN),
  runtimeConfigReferences,
  kubeconfigReferences,
  kustomizationFields,
];

/** All References of a Resource, in the order of {@link READERS}. */
export function* referencesOf(resource: Resource, root: MappingNode, context: ReferenceContext): Generator<Reference> {
  for (const read of READERS) yield* read(resource, root, context);
}
