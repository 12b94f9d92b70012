/** A group and a version of it. The core group is the empty string. */
export interface GroupVersion {
  readonly group: string;
  readonly version: string;
}

/** Names one kind of object in one version, as in apimachinery. */
export interface GroupVersionKind extends GroupVersion {
  readonly kind: string;
}

/**
 * Splits an `apiVersion` as apimachinery does: `apps/v1` is group `apps`, version `v1`; `v1` (and, as written on
 * screen, `core/v1`) is the core group.
 *
 * @returns `null` where the text cannot be an apiVersion (empty, or more than one slash).
 */
export function parseApiVersion(apiVersion: string): GroupVersion | null {
  const slash = apiVersion.indexOf('/');
  if (slash === -1) return apiVersion === '' ? null : { group: '', version: apiVersion };
  const group = apiVersion.slice(0, slash);
  const version = apiVersion.slice(slash + 1);
  if (version === '' || group === '' || version.includes('/')) return null;
  return { group: group === 'core' ? '' : group, version };
}

/** Writes a group and version as a manifest does: `apps/v1`, and `v1` for the core group. */
export function formatApiVersion({ group, version }: GroupVersion): string {
  return group === '' ? version : `${group}/${version}`;
}

/** Stands in the place of a kind where a program names a group and version, and none of its kinds. */
export const ALL_KINDS = '*';

/** Writes a GVK for people: `networking.k8s.io/v1 Ingress`, `v1 Pod`; the group and version alone for {@link ALL_KINDS}. */
export function formatGvk(gvk: GroupVersionKind): string {
  return gvk.kind === ALL_KINDS ? formatApiVersion(gvk) : `${formatApiVersion(gvk)} ${gvk.kind}`;
}

/** The three names alone, of an object that may say more of the API. */
export function gvkOf({ group, version, kind }: GroupVersionKind): GroupVersionKind {
  return { group, version, kind };
}

/** A text that is the same for the same GVK and differs for different ones; for maps. */
export function gvkKey({ group, version, kind }: GroupVersionKind): string {
  return `${group}/${version}/${kind}`;
}

/** Whether objects of a kind define others, and say nothing of such themselves. */
export function isDefinition({ group, kind }: Pick<GroupVersionKind, 'group' | 'kind'>): boolean {
  return kind === 'CustomResourceDefinition' && group === 'apiextensions.k8s.io';
}

/** Whether a kind is kustomize's own: a Kustomization, a Component. */
export function isKustomization({ group }: Pick<GroupVersionKind, 'group'>): boolean {
  return group === 'kustomize.config.k8s.io';
}

/** Whether objects of a kind hold what others were once, for going back: a ControllerRevision. */
export function isRevision({ group, kind }: Pick<GroupVersionKind, 'group' | 'kind'>): boolean {
  return kind === 'ControllerRevision' && group === 'apps';
}

/** Orders GVKs by group, then version (as text), then kind. */
export function compareGvk(a: GroupVersionKind, b: GroupVersionKind): number {
  return compareText(a.group, b.group) || compareText(a.version, b.version) || compareText(a.kind, b.kind);
}

/** Orders texts by code unit: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
