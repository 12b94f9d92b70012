import type { GroupVersion } from '../model/gvk.ts';
import { isKustomization, isRevision, parseApiVersion } from '../model/gvk.ts';
import { pointer } from '../model/location.ts';
import type { MappingNode, ScalarNode } from '../model/node.ts';
import { entry, isNull } from '../model/node.ts';
import type { Resource } from '../model/resource.ts';
import type { Trail } from '../model/walk.ts';
import { pathOf, walkMappings } from '../model/walk.ts';
import { isServed, representative } from './family.ts';
import { isReadOfKustomization } from './kustomization.ts';
import type { Reference, ReferenceContext, ReferenceReader } from './reference.ts';

/**
 * The kinds and what is not gone into below them: schemas, which describe objects and do not name any, and values that
 * are text. `''` stands for every kind.
 */
const SKIPPED: Readonly<Record<string, readonly string[]>> = {
  '': ['managedFields'],
  CustomResourceDefinition: ['versions', 'validation', 'additionalPrinterColumns', 'status'],
  ConfigMap: ['data', 'binaryData'],
  Secret: ['data', 'stringData'],
  // Its objects are Resources themselves.
  Template: ['objects', 'parameters'],
};

/** Keys of an object below which things are recorded: that breaks nothing. */
const RECORDS: readonly (string | number)[] = [
  ...['involvedObject', 'regarding', 'related', 'status'],
  // Of an audit log's Event, where the request is told of by itself.
  ...['requestObject', 'responseObject'],
];

function isRecord(trail: Trail): boolean {
  return trail.above === null ? RECORDS.includes(trail.step) : isRecord(trail.above);
}

/**
 * Every object below a Resource that is named by apiVersion and kind (`scaleTargetRef`, `ownerReferences`, health checks),
 * is there whole (a template of an object), or is named by group and kind (`dataSourceRef`, `roleRef`, `parentRefs`).
 */
export const namedObjects: ReferenceReader = { read: objectsNamedIn };

function objectsNamedIn(resource: Resource, root: MappingNode, context: ReferenceContext): readonly Reference[] {
  if (!hasSecondKind(resource, root)) return [];
  const found: Reference[] = [];
  const { kind: own } = resource.gvk;
  // A kind may be called `constructor`.
  const skipped = [...(SKIPPED[''] ?? []), ...(Object.hasOwn(SKIPPED, own) ? (SKIPPED[own] ?? []) : [])];
  const isOfKustomization = isKustomization(resource.gvk);
  const isHistory = isRevision(resource.gvk);
  walkMappings(
    root,
    (mapping, trail) => {
      const kind = textAt(mapping, 'kind');
      if (kind === null || !/^[A-Z][A-Za-z0-9]*$/.test(kind.value)) return;
      const apiVersion = textAt(mapping, 'apiVersion');
      const reference =
        apiVersion === null
          ? namedByGroup(mapping, kind, context)
          : namedByApiVersion(mapping, apiVersion, kind, isHistory || isRecord(trail));
      if (reference !== null) found.push({ ...reference, path: pathIn(reference.path, trail, resource) });
    },
    (key, above) =>
      (isOfKustomization && above === null && isReadOfKustomization(key)) ||
      (skipped.includes(key) && (above === null || above.above === null)),
  );
  return found;
}

/** Whether the text of a Resource has the word `kind` twice: without that there is nothing to find, and no walk. */
function hasSecondKind({ source }: Resource, root: MappingNode): boolean {
  // Without a text (objects that were parsed by the caller) nothing can be told beforehand.
  if (source.text === '') return true;
  const own = source.text.slice(root.start, root.end);
  return own.indexOf('kind', own.indexOf('kind') + 1) !== -1;
}

function textAt(mapping: MappingNode, key: string): ScalarNode | null {
  const value = entry(mapping, key)?.value;
  return value?.type === 'scalar' && !isNull(value) ? value : null;
}

function pathIn(key: string, trail: Trail, { path }: Resource): string {
  return pointer(pathOf(trail, path), key);
}

/** @returns a Reference whose path is still the key alone. */
function namedByApiVersion(
  mapping: MappingNode,
  apiVersion: ScalarNode,
  kind: ScalarNode,
  record: boolean,
): Reference | null {
  const groupVersion = groupVersionOf(apiVersion.value);
  if (groupVersion === null) return null;
  const isWhole = ['metadata', 'spec', 'data'].some((member) => entry(mapping, member) !== undefined);
  return {
    gvk: { ...groupVersion, kind: kind.value },
    offset: apiVersion.start,
    path: 'apiVersion',
    sort: isWhole ? 'embedded' : 'object',
    quietWhenUnknown: true,
    ...(record ? { atMost: 'note' } : {}),
  };
}

function groupVersionOf(text: string): GroupVersion | null {
  return /^(?:[a-z0-9.-]+\/)?v\d\w*$/.test(text) ? parseApiVersion(text) : null;
}

/** A kind that is named by its group, with or without a version. What is beta is beta in any place that names no version. */
function namedByGroup(mapping: MappingNode, kind: ScalarNode, context: ReferenceContext): Reference | null {
  const group = textAt(mapping, 'apiGroup') ?? textAt(mapping, 'group');
  if (group === null) return null;
  const version = textAt(mapping, 'version')?.value;
  const versions = context.catalog.versionsOf(group.value, kind.value);
  const meant = version === undefined ? versions : versions.filter((gvk) => gvk.version === version);
  const state = representative(meant, context);
  if (state === null) return null;
  const isLasting = !state.deprecated || state.lifecycle.removed === null;
  return {
    gvk: state.gvk,
    offset: group.start,
    path: entry(mapping, 'apiGroup') === undefined ? 'group' : 'apiGroup',
    sort: 'kind',
    atMost: 'warning',
    ...(version === undefined && isServed(state) && isLasting ? { silent: true } : {}),
  };
}
