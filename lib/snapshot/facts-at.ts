import { formatGvk, type GroupVersionKind, gvkKey } from '../model/gvk.ts';
import { listsBy } from '../model/lists.ts';
import { compareReleases, earlier, isAtLeast, type Release } from '../model/release.ts';
import { type Stability, stabilityOf } from '../model/stability.ts';
import type { DeprecatedField, Facts, FeatureGate, FeatureGateStage, LifecycleFact, TypeName } from './facts.ts';
import { fieldKey } from './facts.ts';
import type { SchemaFacts } from './snapshot.ts';

/** What the facts say of one release's definitions and fields. Each answer is without a word where nothing is known. */
export interface FactsAt {
  /** Of a definition that is a kind: its version's stability, and its lifecycle where the release has reached it. */
  readonly kind: (gvk: GroupVersionKind) => KindAnswer;
  /** Of a definition, a kind or not, that is deprecated as a whole. */
  readonly type: (name: TypeName) => SchemaFacts;
  /** Of a field: what its gates and its deprecation say, and which of the two are settled even where they say nothing. */
  readonly field: (name: TypeName, field: string) => FieldAnswer;
  /** What gates named by a description say, nothing where they are stable; `null` where one is no gate of Kubernetes. */
  readonly gates: (names: readonly string[]) => SchemaFacts | null;
}

/** The facts of a kind; where a deprecation is declared, words that speak of an earlier one have no say. */
interface KindAnswer {
  readonly facts: SchemaFacts;
  readonly deprecationSettled: boolean;
}

/**
 * The facts of a field; where one of the two is settled, a description has no say in it: people have read it, and what
 * they found may be that it speaks of a value alone.
 */
interface FieldAnswer {
  readonly facts: SchemaFacts;
  readonly stabilitySettled: boolean;
  readonly deprecationSettled: boolean;
}

/** Indexes facts for the questions of one release. */
export function factsAt(release: Release, facts: Facts): FactsAt {
  const lifecycle = new Map(facts.lifecycle.map((entry) => [gvkKey(entry), entry]));
  // kubeadm's gates guard no field, and some have the names of gates that do.
  const apiGates = facts.gates.filter(({ components }) => components?.includes('kubeadm') !== true);
  const gates = new Map(apiGates.map((gate) => [gate.name, gate]));
  const marked = listsBy(facts.markedFields, fieldKey);
  const described = listsBy(facts.describedFields, fieldKey);
  const deprecated = listsBy(facts.deprecatedFields, fieldKey);

  const guardsOf = (key: string): string[] => {
    const told = described.get(key) ?? [];
    const asField = told
      .filter(
        ({ guards, gatedFrom, gatedTo }) => guards === 'field' && isWithin(release, gatedFrom ?? null, gatedTo ?? null),
      )
      .map(({ gate }) => gate)
      .filter((gate) => gate !== null);
    // What the descriptions tell of a gate was read by people, and holds against the bare mark.
    const judged = new Set(told.map(({ gate }) => gate));
    const asMarked = (marked.get(key) ?? [])
      .filter(({ firstMarked, lastMarked }) => isWithin(release, firstMarked, lastMarked))
      .flatMap((entry) => entry.gates)
      .filter((gate) => !judged.has(gate));
    return [...new Set([...asField, ...asMarked])].sort();
  };

  return {
    kind: (gvk) => kindFacts(release, gvk, lifecycle.get(gvkKey(gvk))),
    type: (name) => deprecationOf(release, deprecated.get(fieldKey({ ...name, field: null })) ?? []),
    field: (name, field) => {
      const key = fieldKey({ ...name, field });
      const deprecations = deprecated.get(key) ?? [];
      return {
        facts: { ...gateFacts(release, guardsOf(key), gates), ...deprecationOf(release, deprecations) },
        stabilitySettled: marked.has(key) || described.has(key),
        deprecationSettled: deprecations.length > 0,
      };
    },
    gates: (names) => (names.every((name) => gates.has(name)) ? gateFacts(release, names, gates) : null),
  };
}

function kindFacts(release: Release, gvk: GroupVersionKind, entry: LifecycleFact | undefined): KindAnswer {
  const stability = stabilityOf(gvk.version);
  const deprecated = entry?.deprecated ?? null;
  if (entry === undefined || deprecated === null) return { facts: { stability }, deprecationSettled: false };
  if (!isAtLeast(release, deprecated)) return { facts: { stability }, deprecationSettled: true };
  const removed = earlier(entry.removed, entry.observedRemoved);
  const facts = {
    stability,
    deprecated,
    ...(removed === null ? {} : { removed }),
    ...(entry.replacement === null ? {} : { replacement: formatGvk(entry.replacement) }),
  };
  return { facts, deprecationSettled: true };
}

/**
 * The stability that gates give to what they guard: that of the least stable. A gate that is stable guards nothing any
 * more; one that is deprecated has no stability to give, but still decides by its default.
 */
function gateFacts(release: Release, names: readonly string[], gates: ReadonlyMap<string, FeatureGate>): SchemaFacts {
  const guarding: { name: string; at: FeatureGateStage }[] = [];
  for (const name of names) {
    const at = gates.get(name)?.stages.find(({ from, to }) => isWithin(release, from, to));
    if (at !== undefined && at.stage !== 'stable') guarding.push({ name, at });
  }
  if (guarding.length === 0) return {};
  const stages = new Set(guarding.map(({ at }) => at.stage));
  const stability: Stability | null = stages.has('alpha') ? 'alpha' : stages.has('beta') ? 'beta' : null;
  const defaults = guarding.map(({ at }) => at.default);
  const enabled = defaults.includes(false) ? false : defaults.includes(null) ? null : true;
  return {
    ...(stability === null ? {} : { stability }),
    gates: guarding.map(({ name }) => name),
    ...(enabled === null ? {} : { enabledByDefault: enabled }),
  };
}

function deprecationOf(release: Release, entries: readonly DeprecatedField[]): SchemaFacts {
  const entry = entries.find(
    ({ deprecatedSince, value }) =>
      value === undefined && (deprecatedSince === null || isAtLeast(release, deprecatedSince)),
  );
  if (entry === undefined) return {};
  const { deprecatedSince, removedFeatureIn, replacement } = entry;
  return {
    deprecated: deprecatedSince ?? true,
    ...(removedFeatureIn === undefined || removedFeatureIn === null ? {} : { removed: removedFeatureIn }),
    ...(replacement === null ? {} : { replacement }),
  };
}

function isWithin(release: Release, from: Release | null, to: Release | null): boolean {
  return isAtLeast(release, from) && (to === null || compareReleases(release, to) <= 0);
}
