import { formatApiVersion, type GroupVersionKind, isKustomization, parseApiVersion } from '../model/gvk.ts';
import { objectsIn } from './conversions/conversion.ts';
import { destinationOf } from './destination.ts';
import type { Planning, StepGroup } from './planning.ts';
import type { Step } from './step.ts';
import { targetSteps } from './targets.ts';
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
 *
 * @param file the name of the resource's file: a kustomization names others from there.
 */
export function referenceSteps(
  resource: JsonMapping,
  gvk: GroupVersionKind,
  planning: Planning,
  file: string,
): readonly StepGroup[] {
  if (isKustomization(gvk)) return targetSteps(resource, planning, file);
  const groups: StepGroup[] = [];
  // A kind may be called `constructor`.
  const own = Object.hasOwn(OBJECT_REFERENCES, gvk.kind) ? (OBJECT_REFERENCES[gvk.kind] ?? []) : [];
  for (const path of own) {
    const step = objectReference(resource, path, planning);
    if (step !== null) groups.push({ steps: [step] });
  }
  if (gvk.kind === 'Role' || gvk.kind === 'ClusterRole') {
    const rules = objectsIn(resource, ['rules']);
    const context = {
      hasResources: (group: string) => planning.catalog.resourcesOf(group).length > 0,
      isGranted: grantsOf(rules.map(({ value }) => value)),
      successorsOf: successorsAt(planning),
    };
    for (const { path, value } of rules) groups.push(...widened(value, path, context));
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

/** What all rules of a Role share: there may be thousands, of a few APIs. */
interface RoleContext {
  /** Whether any release had a resource in a group: thousands of groups, each with thousands of resources, are not gone through. */
  readonly hasResources: (group: string) => boolean;
  readonly isGranted: ReturnType<typeof grantsOf>;
  readonly successorsOf: ReturnType<typeof successorsAt>;
}

function widened(rule: JsonMapping, path: Path, context: RoleContext): readonly StepGroup[] {
  const { hasResources, isGranted, successorsOf } = context;
  const { apiGroups, resources } = rule;
  if (!Array.isArray(apiGroups) || !Array.isArray(resources)) return [];
  const groups = new Set(apiGroups as readonly Json[]);
  if (groups.has('*')) return [];
  /** The groups to be added, and the resources for whose sake each is. */
  const missing = new Map<string, Path[]>();
  for (const group of groups) {
    if (typeof group !== 'string' || !hasResources(group)) continue;
    for (const [at, resource] of (resources as readonly Json[]).entries()) {
      if (typeof resource !== 'string') continue;
      for (const successor of successorsOf(group, resource.split('/')[0] as string)) {
        // A rule never grants to itself what it lacks: it has the group, or it does not count.
        if (groups.has(successor) || isGranted(successor, resource, rule['verbs'])) continue;
        const about = [...path, 'resources', at];
        const known = missing.get(successor);
        if (known === undefined) missing.set(successor, [about]);
        else known.push(about);
      }
    }
  }
  return [...missing].map(([group, about]) => {
    const step: Step = { op: 'append', path: [...path, 'apiGroups'], value: group, ground: 'reference' };
    return { steps: [step], about };
  });
}

/**
 * Tells the groups that a resource of a group has moved to, one for each of its versions that moves; none where the old one
 * still serves it.
 */
function successorsAt({ catalog, bounds }: Planning): (group: string, resource: string) => readonly string[] {
  return remembered((group: string, resource: string) => {
    const versions = catalog.versionsOfResource(group, resource);
    if (versions.some((entry) => catalog.servesByDefault(entry, bounds.target))) return [];
    return versions.flatMap((entry) => {
      const destination = destinationOf(catalog, entry, bounds);
      return destination === null || 'reason' in destination ? [] : [destination.to.group];
    });
  });
}

/** Tells whether one of the rules has all of some verbs for a resource of a group, whatever its name. */
function grantsOf(
  rules: readonly JsonMapping[],
): (group: string, resource: string, verbs: Json | undefined) => boolean {
  const rulesFor = remembered((group: string) => byResource(rules.filter((rule) => grantsAny(rule, group))));
  return remembered((group: string, resource: string, verbs: Json | undefined) => {
    if (!Array.isArray(verbs)) return false;
    const known = rulesFor(group);
    return [resource, '*'].some((name) =>
      known.get(name)?.some((rule) => (verbs as readonly Json[]).every((verb) => holds(rule['verbs'], verb))),
    );
  });
}

/** Whether a rule grants something of a group, and not for single names alone. */
function grantsAny(rule: JsonMapping, group: string): boolean {
  return rule['resourceNames'] === undefined && holds(rule['apiGroups'], group) && Array.isArray(rule['resources']);
}

function byResource(rules: readonly JsonMapping[]): ReadonlyMap<Json, readonly JsonMapping[]> {
  const found = new Map<Json, JsonMapping[]>();
  for (const rule of rules) {
    for (const resource of new Set(rule['resources'] as readonly Json[])) {
      const same = found.get(resource);
      if (same === undefined) found.set(resource, [rule]);
      else same.push(rule);
    }
  }
  return found;
}

/** The same function, which does its work once for the same arguments: thousands of rules ask the same few things. */
function remembered<Asked extends readonly (Json | undefined)[], Answer>(
  answerTo: (...asked: Asked) => Answer,
): (...asked: Asked) => Answer {
  const answers = new Map<string, Answer>();
  return (...asked) => {
    const key = JSON.stringify(asked);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = answerTo(...asked);
    answers.set(key, answer);
    return answer;
  };
}

function holds(list: Json | undefined, wanted: Json): boolean {
  return Array.isArray(list) && (list.includes(wanted) || list.includes('*'));
}
