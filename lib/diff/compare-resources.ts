import { compareText, formatGvk, type GroupVersionKind, gvkKey } from '../model/gvk.ts';
import type { ApiResource, SnapshotInfo } from '../snapshot/snapshot.ts';
import type { ResourceCode, ResourceDifference } from './change.ts';

/**
 * How the kinds that both sides serve are reached: names, scopes, verbs and subresources. What one of the two documents
 * does not know is no difference.
 *
 * @param common the kinds that both sides serve.
 */
export function compareResources(
  from: SnapshotInfo,
  to: SnapshotInfo,
  common: readonly GroupVersionKind[],
): ResourceDifference[] {
  const before = resourcesByOwner(from.resources);
  const after = resourcesByOwner(to.resources);
  const knowsBelow = from.knows.subresources && to.knows.subresources;
  return common.flatMap((gvk) => {
    const olds = before.get(gvkKey(gvk)) ?? new Map<string, ApiResource>();
    const news = after.get(gvkKey(gvk)) ?? new Map<string, ApiResource>();
    const differences = [...renamed(gvk, olds, news)];
    for (const [name, old] of olds) {
      const now = news.get(name);
      if (now !== undefined) differences.push(...compareResource(gvk, old, now));
      else if (knowsBelow && old.parent !== undefined) differences.push(make('subresource-removed', gvk, old));
    }
    for (const [name, now] of news) {
      if (knowsBelow && now.parent !== undefined && !olds.has(name))
        differences.push(make('subresource-added', gvk, now));
    }
    return differences.sort((a, b) => compareText(a.resource, b.resource) || compareText(a.code, b.code));
  });
}

/** The named resources of each kind, a subresource with the kind that it hangs from. */
function resourcesByOwner(resources: readonly ApiResource[]): ReadonlyMap<string, Map<string, ApiResource>> {
  const byOwner = new Map<string, Map<string, ApiResource>>();
  for (const resource of resources) {
    if (resource.name === null) continue;
    const key = gvkKey(resource.parent ?? resource);
    const known = byOwner.get(key);
    if (known === undefined) byOwner.set(key, new Map([[resource.name, resource]]));
    else known.set(resource.name, resource);
  }
  return byOwner;
}

/** A kind that has one resource of its own on either side, by another name. */
function renamed(
  gvk: GroupVersionKind,
  olds: ReadonlyMap<string, ApiResource>,
  news: ReadonlyMap<string, ApiResource>,
): ResourceDifference[] {
  const own = (resources: ReadonlyMap<string, ApiResource>) =>
    [...resources.values()].filter(({ parent }) => parent === undefined).map(({ name }) => name as string);
  const [[old, ...oldRest], [now, ...nowRest]] = [own(olds), own(news)];
  if (old === undefined || now === undefined || oldRest.length > 0 || nowRest.length > 0 || old === now) return [];
  return [{ code: 'resource-renamed', gvk, resource: now, before: [old], after: [now] }];
}

function compareResource(gvk: GroupVersionKind, old: ApiResource, now: ApiResource): ResourceDifference[] {
  const resource = now.name as string;
  const differences: ResourceDifference[] = [];
  const tell = (code: ResourceCode, before: readonly string[], after: readonly string[]) =>
    differences.push({ code, gvk, resource, before, after });
  if (old.namespaced !== null && now.namespaced !== null && old.namespaced !== now.namespaced)
    tell('scope-changed', [scope(old)], [scope(now)]);
  if (now.parent !== undefined && gvkKey(old) !== gvkKey(now))
    tell('subresource-kind-changed', [formatGvk(old)], [formatGvk(now)]);
  if (old.verbs !== null && now.verbs !== null) {
    const gone = old.verbs.filter((verb) => !now.verbs?.includes(verb));
    const fresh = now.verbs.filter((verb) => !old.verbs?.includes(verb));
    if (gone.length > 0) tell('verbs-removed', gone, []);
    if (fresh.length > 0) tell('verbs-added', [], fresh);
  }
  return differences;
}

function make(
  code: 'subresource-added' | 'subresource-removed',
  gvk: GroupVersionKind,
  resource: ApiResource,
): ResourceDifference {
  const name = resource.name as string;
  const kind = [formatGvk(resource)];
  return code === 'subresource-added'
    ? { code, gvk, resource: name, before: [], after: kind }
    : { code, gvk, resource: name, before: kind, after: [] };
}

function scope({ namespaced }: ApiResource): string {
  return namespaced ? 'namespaced' : 'cluster';
}
