import { formatApiVersion, type GroupVersionKind, parseApiVersion } from '../model/gvk.ts';
import { objectsIn } from './conversions/conversion.ts';
import { destinationOf } from './destination.ts';
import type { Planning, StepGroup } from './planning.ts';
import type { Step } from './step.ts';
import type { Json, JsonMapping, Path } from './value.ts';
import { isMapping, valueAt } from './value.ts';

/** Where a kind of resource names another object by apiVersion and kind. */
const OBJECT_REFERENCES: Readonly<Record<string, readonly Path[]>> = {
  HorizontalPodAutoscaler: [['spec', 'scaleTargetRef']],
  VerticalPodAutoscaler: [['spec', 'targetRef']],
  ScaledObject: [['spec', 'scaleTargetRef']],
};

/**
 * The mending of what a resource names: an object's apiVersion is moved as the object's own would be; the groups of an RBAC
 * rule are widened by the one that has the resources now, since what is in the cluster may still be asked for by the old.
 */
export function referenceSteps(resource: JsonMapping, gvk: GroupVersionKind, planning: Planning): readonly StepGroup[] {
  const groups: StepGroup[] = [];
  // A kind may be called `constructor`.
  const own = Object.hasOwn(OBJECT_REFERENCES, gvk.kind) ? (OBJECT_REFERENCES[gvk.kind] ?? []) : [];
  for (const path of own) {
    const step = objectReference(resource, path, planning);
    if (step !== null) groups.push({ steps: [step] });
  }
  if (gvk.kind === 'Role' || gvk.kind === 'ClusterRole') {
    const rules = objectsIn(resource, ['rules']);
    for (const { path, value } of rules) {
      const others = rules.filter((rule) => rule.value !== value).map((rule) => rule.value);
      groups.push(...widened(value, path, others, planning));
    }
  }
  return groups;
}

function objectReference(resource: Json, path: Path, { catalog, bounds }: Planning): Step | null {
  const reference = valueAt(resource, path);
  if (!isMapping(reference)) return null;
  const { apiVersion, kind } = reference;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return null;
  const groupVersion = parseApiVersion(apiVersion);
  if (groupVersion === null) return null;
  const destination = destinationOf(catalog, { ...groupVersion, kind }, bounds);
  if (destination === null || 'reason' in destination) return null;
  return { op: 'set', path: [...path, 'apiVersion'], value: formatApiVersion(destination.to), ground: 'reference' };
}

function widened(
  rule: JsonMapping,
  path: Path,
  others: readonly JsonMapping[],
  { catalog, bounds }: Planning,
): readonly StepGroup[] {
  const { apiGroups, resources } = rule;
  if (!Array.isArray(apiGroups) || !Array.isArray(resources)) return [];
  const groups = apiGroups as readonly Json[];
  if (groups.includes('*')) return [];
  /** The groups to be added, and the resources for whose sake each is. */
  const missing = new Map<string, Path[]>();
  for (const group of groups) {
    if (typeof group !== 'string') continue;
    for (const [at, resource] of (resources as readonly Json[]).entries()) {
      if (typeof resource !== 'string') continue;
      const name = resource.split('/')[0];
      const versions = catalog.kinds.filter((entry) => entry.group === group && entry.resource === name);
      if (versions.length === 0) continue;
      if (versions.some((entry) => catalog.servesByDefault(entry, bounds.target))) continue;
      for (const entry of versions) {
        const destination = destinationOf(catalog, entry, bounds);
        if (destination === null || 'reason' in destination) continue;
        const { group: successor } = destination.to;
        const isGranted = others.some((other) => grants(other, successor, resource, rule['verbs']));
        if (groups.includes(successor) || isGranted) continue;
        missing.set(successor, [...(missing.get(successor) ?? []), [...path, 'resources', at]]);
      }
    }
  }
  return [...missing].map(([group, about]) => {
    const step: Step = { op: 'append', path: [...path, 'apiGroups'], value: group, ground: 'reference' };
    return { steps: [step], about };
  });
}

/** Whether a rule has all of some verbs for a resource of a group, whatever its name. */
function grants(rule: JsonMapping, group: string, resource: string, verbs: Json | undefined): boolean {
  if (!Array.isArray(verbs) || rule['resourceNames'] !== undefined) return false;
  return (
    holds(rule['apiGroups'], group) &&
    holds(rule['resources'], resource) &&
    (verbs as readonly Json[]).every((verb) => holds(rule['verbs'], verb))
  );
}

function holds(list: Json | undefined, wanted: Json): boolean {
  return Array.isArray(list) && (list.includes(wanted) || list.includes('*'));
}
