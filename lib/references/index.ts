import type { GroupVersionKind } from '../model/gvk.ts';
import type { MappingNode } from '../model/node.ts';
import { lately } from '../model/owned.ts';
import type { Resource } from '../model/resource.ts';
import { admissionRules, constraintMatches } from './admission.ts';
import { apiServices } from './api-service.ts';
import { argoCustomizations } from './argo-cd.ts';
import { commands } from './commands.ts';
import { storedVersions } from './crd.ts';
import { namingFields } from './fields.ts';
import { jsonPatches } from './json-patches.ts';
import { kubeconfigReferences } from './kubeconfig.ts';
import { kustomizationFields } from './kustomization.ts';
import { embeddedObjects } from './manifests.ts';
import { namedObjects } from './objects.ts';
import { permissions } from './rbac.ts';
import type { Reference, ReferenceContext, ReferenceReader } from './reference.ts';
import { recordedRequests } from './requests.ts';
import { runtimeConfigReferences } from './runtime-config.ts';

/** What may stand in any Resource, one within another too. */
const PLAIN: readonly ReferenceReader[] = [
  namedObjects,
  namingFields,
  permissions,
  admissionRules,
  constraintMatches,
  apiServices,
  commands,
  jsonPatches,
];

const embedded = embeddedObjects(readBy(PLAIN));

/** Every sort of Reference. A new sort is a line here, and a row in a table or a small file beside this one. */
const READERS: readonly ReferenceReader[] = [
  ...PLAIN,
  storedVersions,
  argoCustomizations,
  embedded,
  runtimeConfigReferences,
  kubeconfigReferences,
  kustomizationFields(readBy([...PLAIN, embedded])),
  recordedRequests,
];

/** All References of a Resource, in the order of {@link READERS}. */
export const referencesOf = readBy(READERS);

/** Asks readers of a Resource, one after the other. Which of them are for a kind is found out once. */
function readBy(
  readers: readonly ReferenceReader[],
): (resource: Resource, root: MappingNode, context: ReferenceContext) => readonly Reference[] {
  const readersOf = lately<readonly ReferenceReader[], GroupVersionKind>();
  return (resource, root, context) => {
    const { gvk } = resource;
    let chosen = readersOf.get(gvk);
    if (chosen === undefined) {
      chosen = readers.filter(({ isFor }) => isFor === undefined || isFor(gvk));
      readersOf.set(gvk, chosen);
    }
    const found: Reference[] = [];
    for (const { read } of chosen) for (const reference of read(resource, root, context)) found.push(reference);
    return found;
  };
}
