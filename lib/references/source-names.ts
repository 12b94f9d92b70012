import type { Catalog } from '../catalog/catalog.ts';
import { terraformResource } from '../catalog/client-libraries.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { ALL_KINDS } from '../model/gvk.ts';
import type { ApiName, SourceUse } from '../model/source-use.ts';

/** Where kinds outside of Kubernetes are looked up by the name of their resource. */
export interface ResourceNames {
  /** The kind of a resource (`certificates`) of a group and version; `undefined` where nothing known has it. */
  kindOfResource(group: string, version: string, resource: string): string | undefined;
  /** Whether anything known outside of Kubernetes defines a kind. */
  hasKind(gvk: GroupVersionKind): boolean;
}

/**
 * The APIs that a name in a program stands for. Client libraries leave a part of the group or the kind out, so that one
 * name can stand for several; a name that stands for nothing of Kubernetes (`V1ObjectMeta`) gives none.
 *
 * @returns the candidates by GVK; the kind is {@link ALL_KINDS} where the whole group and version is meant.
 */
export function candidatesOf(api: ApiName, catalog: Catalog, custom: ResourceNames): readonly GroupVersionKind[] {
  const { group, version, what } = api;
  if (group !== null && 'exact' in group) {
    if (what.type === 'kind') return [asItem({ group: group.exact, version, kind: what.name }, catalog, custom)];
    if (what.type === 'all') return [{ group: group.exact, version, kind: ALL_KINDS }];
    return [{ group: group.exact, version, kind: kindOf(group.exact, version, what.name, catalog, custom) }];
  }
  const inVersion = catalog.kinds.filter(
    (kind) => (version === '' || kind.version === version) && isNamed(kind.group, group?.word ?? null),
  );
  if (what.type === 'all') {
    return [...new Set(inVersion.map((kind) => kind.group))].map((name) => ({ group: name, version, kind: ALL_KINDS }));
  }
  if (what.type === 'terraform') return ofTerraform(what.name, catalog);
  const stems = what.type === 'method' ? stemsOfMethod(what.name) : stemsOfModel(what.name);
  for (const stem of stems) {
    const found = inVersion.filter(
      // What is only sent to another resource (an Eviction) has none of its own, but a model of exactly its name, and a client
      // that is called as that of a resource is.
      ({ kind, resource }) =>
        kind === stem ||
        (resource === null
          ? what.type === 'resource' && `${plain(kind)}s` === stem
          : plain(kind) === plain(stem) || resource === stem),
    );
    if (found.length > 0) return found.map(({ group: of, version: one, kind }) => ({ group: of, version: one, kind }));
  }
  return [];
}

/** A client of one group and version, as a library calls it. */
export interface Client {
  readonly word: string;
  readonly version: string;
}

/** The clients that a program has, each once. */
export function clientsAmong(uses: readonly SourceUse[]): readonly Client[] {
  const clients = new Map<string, Client>();
  for (const { api, isDoubtful } of uses) {
    if (isDoubtful === true || api.what.type !== 'all' || api.group === null || !('word' in api.group)) continue;
    const { word } = api.group;
    clients.set(`${word} ${api.version}`, { word, version: api.version });
  }
  return [...clients.values()];
}

/**
 * Of several candidates, those whose group and version the same program has a client of: the models of the library go
 * with its clients.
 */
export function narrowed(
  candidates: readonly GroupVersionKind[],
  clients: readonly Client[],
): readonly GroupVersionKind[] {
  if (candidates.length < 2) return candidates;
  const meant = candidates.filter((candidate) =>
    clients.some(({ word, version }) => version === candidate.version && isNamed(candidate.group, word)),
  );
  return meant.length > 0 ? meant : candidates;
}

/**
 * The API that a resource of Terraform's Kubernetes provider manages: the version is in its name
 * (`kubernetes_cron_job_v1`), else in the facts about the provider.
 */
function ofTerraform(name: string, catalog: Catalog): readonly GroupVersionKind[] {
  const fact = terraformResource(name);
  if (fact !== undefined) return [fact];
  const match = /^kubernetes_(.+)_(v[1-9]\d*(?:(?:alpha|beta)[1-9]\d*)?)(?:_data)?$/.exec(name);
  if (match === null) return [];
  const [, stem = '', version = ''] = match;
  return catalog.kinds
    .filter(
      (kind) =>
        kind.version === version && kind.resource !== null && plain(kind.kind) === plain(stem.replace(/^default_/, '')),
    )
    .map(({ group, kind }) => ({ group, version, kind }));
}

/** Whether only what is known outside of Kubernetes tells which kind a name is of: a resource, or a kind that may be a list. */
export function isOutside({ group, version, what }: ApiName, catalog: Catalog): boolean {
  if (group === null || !('exact' in group)) return false;
  const isOpen = what.type === 'resource' || (what.type === 'kind' && LIST.test(what.name));
  return isOpen && catalog.kindsOf({ group: group.exact, version }).length === 0;
}

const LIST = /^(.+)List$/;

/** A list is served where what it lists is: programs name `CronJobList` to ask for CronJobs. */
function asItem(gvk: GroupVersionKind, catalog: Catalog, custom: ResourceNames): GroupVersionKind {
  const kind = LIST.exec(gvk.kind)?.[1];
  if (kind === undefined || catalog.entry(gvk) !== undefined || custom.hasKind(gvk)) return gvk;
  const item = { ...gvk, kind };
  return catalog.entry(item) !== undefined || custom.hasKind(item) ? item : gvk;
}

/** The kind of a resource; where nothing known has it, the resource's own name stands for it. */
function kindOf(group: string, version: string, resource: string, catalog: Catalog, custom: ResourceNames): string {
  const kinds = catalog.kindsOf({ group, version });
  const known = kinds.find((kind) => kind.resource === resource) ?? kinds.find((kind) => kind.kind === resource);
  if (known !== undefined) return known.kind;
  if (kinds.length > 0) return ALL_KINDS;
  return custom.kindOfResource(group, version, resource) ?? resource;
}

/** Whether a library may call a group by a word: its first label, or all of them but Kubernetes' own domain, run together. */
function isNamed(group: string, word: string | null): boolean {
  if (word === null) return true;
  const wanted = plain(word);
  if (group === '') return wanted === 'core';
  const labels = group.replace(/\.k8s\.io$/, '').split('.');
  return wanted === labels[0] || wanted === plain(labels.join('')) || wanted === plain(group);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** The kinds that a model's name may be of. What ends in `Template` has a `Spec` of its own, which is no kind's. */
function stemsOfModel(name: string): readonly string[] {
  const stem = /^(.*[a-z])(?:List|Spec|Status|ApplyConfiguration)$/.exec(name)?.[1];
  return stem === undefined || /Template$/.test(stem) ? [name] : [name, stem];
}

/** What the names of methods say beside the kind: on what, of what part, and how it is called. */
const METHOD_ENDINGS =
  /(?:ForAllNamespaces|WithHttpInfo|AsyncWithHttpInfo|Async|Call|Status|Scale|Log|Exec|Attach|Portforward|Proxy|WithPath|Eviction|Binding|Bindings|Finalize|Approval|Token|Ephemeralcontainers|Resize)$/;

function stemsOfMethod(name: string): readonly string[] {
  const stems = [name];
  for (let stem = name; METHOD_ENDINGS.test(stem); ) {
    stem = stem.replace(METHOD_ENDINGS, '');
    stems.push(stem);
  }
  return stems.map((stem) => stem.replace(/^Namespaced/, '').replace(/^Collection(?:Namespaced)?/, ''));
}
