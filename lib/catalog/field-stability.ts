import { gvkKey } from '../model/gvk.ts';
import { isAtLeast } from '../model/release.ts';
import { STABILITIES, type Stability, stabilityOf } from '../model/stability.ts';
import { parseDefinitionName } from '../snapshot/definition-name.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Catalog } from './catalog.ts';
import { counts, type StabilityCounts } from './stability.ts';

/**
 * Counts the fields of a Snapshot by stability: that of the type's version, or of the field's gate where that is less.
 * The types of group/versions that the release no longer serves, though its document holds them, are left out.
 *
 * @returns `null` where the Snapshot has no fields.
 */
export function fieldStability(catalog: Catalog, snapshot: Snapshot): StabilityCounts | null {
  const { release, knows } = snapshot['x-api-audit'];
  if (!knows.fields) return null;
  const unserved = unservedPackages(catalog, snapshot, release);
  const stabilities: Stability[] = [];
  for (const [name, { properties = {} }] of Object.entries(snapshot.definitions)) {
    const parsed = parseDefinitionName(name);
    if (parsed === null || unserved.has(`${parsed.package} ${parsed.version}`)) continue;
    const version = stabilityOf(parsed.version);
    // Types of no version (IntOrString, RawExtension) are Kubernetes' own and as stable as it gets.
    const base = version === 'unknown' ? 'ga' : version;
    for (const property of Object.values(properties)) {
      const own = property['x-api-audit']?.stability ?? 'ga';
      stabilities.push(STABILITIES.indexOf(own) > STABILITIES.indexOf(base) ? own : base);
    }
  }
  return counts(stabilities);
}

/** The packages and versions whose kinds the Catalog knows and says that the release serves none of them. */
function unservedPackages(catalog: Catalog, { definitions }: Snapshot, release: string): ReadonlySet<string> {
  const enabled = catalog.servedAt(release, { enabled: true });
  const served = new Set(enabled.filter(({ removed }) => !isAtLeast(release, removed)).map(gvkKey));
  const removed = new Set(catalog.kinds.filter((entry) => !served.has(gvkKey(entry))).map(gvkKey));
  const some = new Set<string>();
  const none = new Set<string>();
  for (const [name, schema] of Object.entries(definitions)) {
    const parsed = parseDefinitionName(name);
    const gvks = schema['x-kubernetes-group-version-kind'] ?? [];
    const [only] = gvks;
    if (parsed === null || only === undefined || gvks.length > 1) continue;
    const key = `${parsed.package} ${parsed.version}`;
    if (served.has(gvkKey(only))) some.add(key);
    else if (removed.has(gvkKey(only))) none.add(key);
  }
  return new Set([...none].filter((key) => !some.has(key)));
}
