import { resourcesIn } from '../input/read.ts';
import { offsetsOf } from '../input/text-in.ts';
import { isKustomization, parseApiVersion } from '../model/gvk.ts';
import type { Node } from '../model/node.ts';
import { get, text } from '../model/node.ts';
import type { Source } from '../model/resource.ts';
import { isGone, isServed, representative } from './family.ts';
import type { Reference, ReferenceContext, ReferenceReader } from './reference.ts';
import type { Selected, SelectedText } from './select.ts';
import { select, selectTexts } from './select.ts';

/** Fields that select objects by `group`, `version` and `kind`, or by `apiVersion` and `kind`; any may be left out. */
const SELECTORS = [
  'patches[].target',
  'patchesJson6902[].target',
  'vars[].objref',
  'replacements[].source',
  'replacements[].targets[].select',
  'replacements[].targets[].reject[]',
];

/** Fields whose text is a file's name, or an object written out. */
const OBJECTS = ['patches[].patch', 'patchesStrategicMerge[]', 'generators[]', 'transformers[]', 'validators[]'];

const READ = new Set([...SELECTORS, ...OBJECTS].map((fields) => /^\w+/.exec(fields)?.[0]));

/** Whether a key at the top of a kustomization holds what is read here, so that no other reader is to look for objects below it. */
export function isReadOfKustomization(key: string): boolean {
  return READ.has(key);
}

/**
 * What a kustomization names: the objects that its patches, variables and replacements select, and those that stand as
 * text in it. A selector that names an API that is gone selects nothing any more: the patch is silently left out.
 *
 * @param within what is asked of each object that stands as text.
 */
export function kustomizationFields(within: ReferenceReader['read']): ReferenceReader {
  return {
    isFor: isKustomization,
    *read(resource, root, context) {
      for (const fields of SELECTORS) {
        for (const found of select(root, fields, resource.path)) {
          const reference = selected(found, context);
          if (reference !== null) yield reference;
        }
      }
      for (const fields of OBJECTS) {
        for (const at of selectTexts(root, fields, resource.path))
          yield* objectsIn(at, resource.source, within, context);
      }
    },
  };
}

function selected({ node, path }: Selected, context: ReferenceContext): Reference | null {
  const kind = text(node, 'kind');
  if (kind === undefined || !/^[A-Za-z]+$/.test(kind)) return null;
  const apiVersion = named(node, 'apiVersion');
  if (apiVersion !== null) {
    const groupVersion = parseApiVersion(apiVersion.value);
    if (groupVersion === null) return null;
    const gvk = { ...groupVersion, kind };
    return { gvk, offset: apiVersion.start, path: `${path}/apiVersion`, sort: 'object', quietWhenUnknown: true };
  }
  const group = named(node, 'group');
  const version = text(node, 'version');
  if (group === null) return version === undefined ? null : selectedByVersion({ node, path }, kind, context);
  const versions = context.catalog.versionsOf(group.value, kind);
  const state = representative(
    version === undefined ? versions : versions.filter((gvk) => gvk.version === version),
    context,
  );
  if (state === null) return null;
  const isLasting = !state.deprecated || state.lifecycle.removed === null;
  return {
    gvk: state.gvk,
    offset: group.start,
    path: `${path}/group`,
    sort: 'kind',
    atMost: 'warning',
    ...(version === undefined && isServed(state) && isLasting ? { silent: true } : {}),
  };
}

/** Without a group any is meant: what names a version selects nothing where no group has the kind in that version any more. */
function selectedByVersion({ node, path }: Selected, kind: string, context: ReferenceContext): Reference | null {
  const version = named(node, 'version');
  if (version === null) return null;
  const meant = context.catalog.namesakes(kind).filter((gvk) => gvk.kind === kind && gvk.version === version.value);
  const state = representative(meant, context);
  if (state === null || !isGone(state)) return null;
  return { gvk: state.gvk, offset: version.start, path: `${path}/version`, sort: 'object', atMost: 'warning' };
}

function named(node: Node, key: string) {
  const value = get(node, key);
  return value?.type === 'scalar' && value.value !== '' ? value : null;
}

function* objectsIn(
  { node, path }: SelectedText,
  source: Source,
  within: ReferenceReader['read'],
  context: ReferenceContext,
): Generator<Reference> {
  if (!node.value.includes('apiVersion')) return;
  const offsetOf = offsetsOf(node, source);
  for (const object of resourcesIn(source.file, node.value)) {
    // What a patch takes away is applied nowhere.
    const isDeleted = object.node !== null && text(object.node, '$patch') === 'delete';
    const offset = offsetOf(object.offset);
    const reference = { gvk: object.gvk, offset, path, sort: 'embedded', quietWhenUnknown: true } as const;
    yield isDeleted ? { ...reference, atMost: 'note' } : reference;
    if (object.node === null || isDeleted) continue;
    for (const other of within(object, object.node, context)) {
      yield { ...other, offset: offsetOf(other.offset), path, quietWhenUnknown: true };
    }
  }
}
