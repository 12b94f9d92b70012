import type { Catalog } from '../catalog/catalog.ts';
import { configKinds } from '../catalog/config-apis.ts';
import type { TimelineKind } from '../catalog/timeline.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { gvkKey, gvkOf } from '../model/gvk.ts';

/**
 * The APIs that one object can be written in over time: what replaces it, what it replaces under the same kind's name,
 * and so on along the declared and derived replacements. `autoscaling/v1` and `autoscaling/v2` are not one family: no
 * replacement leads from one to the other. Without the API itself; empty where nobody says what replaces it.
 */
export function familyOf(catalog: Catalog, gvk: GroupVersionKind): readonly GroupVersionKind[] {
  const known = catalog.entry(gvk) === undefined ? configKinds() : catalog.kinds;
  const entries = new Map(known.map((entry) => [gvkKey(entry), entry]));
  const found = new Map<string, GroupVersionKind>([[gvkKey(gvk), gvk]]);
  for (const member of found.values()) {
    for (const next of neighbours(member, entries, known)) {
      if (!found.has(gvkKey(next))) found.set(gvkKey(next), next);
    }
  }
  found.delete(gvkKey(gvk));
  return [...found.values()].map(gvkOf);
}

function neighbours(
  member: GroupVersionKind,
  entries: ReadonlyMap<string, TimelineKind>,
  known: readonly TimelineKind[],
): readonly GroupVersionKind[] {
  const replacement = entries.get(gvkKey(member))?.replacement;
  const replaced = known.filter(
    (entry) => entry.kind === member.kind && entry.replacement !== null && gvkKey(entry.replacement) === gvkKey(member),
  );
  return replacement == null ? replaced : [replacement, ...replaced];
}
