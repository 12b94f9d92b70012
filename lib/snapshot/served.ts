import { compareGvk, compareText, type GroupVersionKind, gvkKey } from '../model/gvk.ts';
import { addTo } from '../model/lists.ts';
import { modernName, parseDefinitionName, refTarget } from './definition-name.ts';
import { isObject, type JsonObject } from './json.ts';
import {
  actionOf,
  bodyRef,
  isMethod,
  kindInId,
  parseResourcePath,
  type ResourcePath,
  statedGvk,
  verbOf,
} from './operation.ts';
import type { ApiResource } from './snapshot.ts';

/** What the paths of a document say that is served. */
export interface Served {
  /** Sorted by {@link compareResources}. */
  readonly resources: readonly ApiResource[];
  /** GVKs of definitions, by name in today's form, as the paths tell them (1.5 states none at the definitions). */
  readonly gvks: ReadonlyMap<string, readonly GroupVersionKind[]>;
}

interface Operation {
  readonly at: ResourcePath;
  readonly method: string;
  readonly action: string | undefined;
  readonly gvk: GroupVersionKind | null;
  /** The definition it answers or takes, by its name in today's form. */
  readonly body: string | null;
  /** The kind that its id names; only of a plain resource, as a subresource's id ends in the subresource's name. */
  readonly kindInId: string | null;
}

/** Orders resources by GVK, then name, those without a name last. */
export function compareResources(a: ApiResource, b: ApiResource): number {
  return compareGvk(a, b) || compareText(a.name ?? '\uffff', b.name ?? '\uffff') || compareParents(a, b);
}

function compareParents(a: ApiResource, b: ApiResource): number {
  if (a.parent === undefined || b.parent === undefined)
    return Number(a.parent !== undefined) - Number(b.parent !== undefined);
  return compareGvk(a.parent, b.parent);
}

/**
 * Reads which resources the paths of an OpenAPI document serve, with their kinds, scopes and verbs.
 *
 * A resource's kind is the GVK its operations state, else (1.5, 1.6) told by the definition they answer. What states
 * neither (`pods/exec` of 1.5 and 1.6) is left out: its kind is not known.
 *
 * @param names each definition's name in the document with its name in today's form.
 */
export function servedBy(paths: JsonObject, names: ReadonlyMap<string, string>): Served {
  const operations = operationsOf(paths, names);
  const groups = packageGroups(operations);
  const gvks = new Map<string, Map<string, GroupVersionKind>>();
  const byResource = new Map<string, Operation[]>();
  for (const operation of operations) {
    const { at } = operation;
    const key = `${at.group}/${at.version}/${at.name}`;
    addTo(byResource, key, operation);
    const told = bodyGvk(operation, groups);
    if (operation.body === null || told === null) continue;
    const known = gvks.get(operation.body);
    if (known === undefined) gvks.set(operation.body, new Map([[gvkKey(told), told]]));
    else known.set(gvkKey(told), told);
  }
  const kinds = new Map([...byResource].map(([key, all]) => [key, kindOf(all, groups)] as const));
  const elsewhere = firstByName(kinds);
  const resources: ApiResource[] = [];
  for (const [key, all] of byResource) {
    const gvk = kinds.get(key);
    const at = all[0]?.at;
    if (gvk === null || gvk === undefined || at === undefined) continue;
    const verbs = new Set(all.map(({ action, method }) => verbOf(action, method)).filter((verb) => verb !== null));
    const slash = at.name.indexOf('/');
    const parent = slash === -1 ? null : kinds.get(`${at.group}/${at.version}/${at.name.slice(0, slash)}`);
    resources.push({
      ...gvk,
      name: at.name,
      namespaced: all.some((operation) => operation.at.namespaced),
      verbs: [...verbs].sort(compareText),
      ...(slash === -1 ? {} : { parent: parent ?? parentElsewhere(at, gvk, elsewhere) }),
    });
  }
  return {
    resources: resources.sort(compareResources),
    gvks: new Map([...gvks].map(([name, told]) => [name, [...told.values()].sort(compareGvk)])),
  };
}

/**
 * The parent of a subresource whose parent is not itself served at that group and version: the resource of that name
 * elsewhere (`extensions/v1beta1` had `replicationcontrollers/scale` alone, of the core group's resource), else, as no
 * document tells its kind, the subresource's own kind.
 */
function parentElsewhere(
  { group, version, name }: ResourcePath,
  { kind }: GroupVersionKind,
  elsewhere: ReadonlyMap<string, GroupVersionKind>,
): GroupVersionKind {
  return elsewhere.get(name.slice(0, name.indexOf('/'))) ?? { group, version, kind };
}

/** For each name at the end of a resource's key, the first kind that has it, in the order of {@link compareGvk}. */
function firstByName(kinds: ReadonlyMap<string, GroupVersionKind | null>): ReadonlyMap<string, GroupVersionKind> {
  const first = new Map<string, GroupVersionKind>();
  for (const [key, gvk] of kinds) {
    if (gvk === null) continue;
    const name = key.slice(key.lastIndexOf('/') + 1);
    const known = first.get(name);
    if (known === undefined || compareGvk(gvk, known) < 0) first.set(name, gvk);
  }
  return first;
}

function operationsOf(paths: JsonObject, names: ReadonlyMap<string, string>): Operation[] {
  const operations: Operation[] = [];
  for (const [path, item] of Object.entries(paths)) {
    const at = parseResourcePath(path);
    if (at === null || !isObject(item)) continue;
    for (const [method, operation] of Object.entries(item)) {
      if (!isMethod(method) || !isObject(operation)) continue;
      const ref = bodyRef(operation);
      const target = ref === undefined ? null : refTarget(ref);
      const body = target === null ? null : (names.get(target) ?? modernName(target));
      operations.push({
        at,
        method,
        action: actionOf(operation),
        gvk: statedGvk(operation),
        body,
        kindInId: at.name.includes('/') ? null : kindInId(operation),
      });
    }
  }
  return operations;
}

/** Which API group the definitions of a package belong to, by the plain resources that answer with them. */
function packageGroups(operations: readonly Operation[]): ReadonlyMap<string, string> {
  const groups = new Map<string, string>();
  for (const { at, body, action } of operations) {
    if (body === null || at.name.includes('/') || action === undefined || !ANSWERS_KIND.has(action)) continue;
    const name = parseDefinitionName(body);
    if (name !== null && name.version === at.version && !isMeta(name.package)) groups.set(name.package, at.group);
  }
  return groups;
}

/** The actions whose answer is the resource's kind or its list; deletions answer a Status, watches an event. */
const ANSWERS_KIND: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'list']);

function isMeta(packageName: string): boolean {
  return packageName.startsWith('io.k8s.apimachinery.');
}

/** The GVK of the definition an operation answers: of the kind itself, or of its list. */
function bodyGvk(operation: Operation, groups: ReadonlyMap<string, string>): GroupVersionKind | null {
  const { body, action } = operation;
  if (body === null || action === undefined || !ANSWERS_KIND.has(action)) return null;
  const name = parseDefinitionName(body);
  const group = name === null ? undefined : groups.get(name.package);
  if (name === null || group === undefined) return null;
  const suffix = action === 'list' ? 'List' : '';
  const kind = operation.kindInId === null ? name.type : `${operation.kindInId}${suffix}`;
  return { group, version: name.version, kind };
}

function kindOf(operations: readonly Operation[], groups: ReadonlyMap<string, string>): GroupVersionKind | null {
  // A list states the kind of its items but answers a list: only the other operations tell it by their answer.
  for (const { gvk } of operations) if (gvk !== null) return gvk;
  for (const operation of operations) {
    const told = operation.action === 'list' ? null : bodyGvk(operation, groups);
    if (told !== null) return told;
  }
  return null;
}
