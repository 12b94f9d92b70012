import type { Lifecycle } from '../model/lifecycle.ts';
import type { Release } from '../model/release.ts';
import { isAtLeast, isLater } from '../model/release.ts';
import type { Stability } from '../model/stability.ts';
import type { FeatureGate, FeatureGateStage } from '../snapshot/facts.ts';
import { bundledFacts } from './bundled-facts.ts';

/** Where a gate stands at a release; `gone` and `not-yet` are not known to the release's components at all. */
export type GateStanding = FeatureGateStage['stage'] | 'gone' | 'not-yet';

/** All that is known of a gate at one release. */
export interface GateState {
  readonly gate: FeatureGate;
  readonly release: Release;
  readonly standing: GateStanding;
  /** At the release; `null` where it is not known, or there is no such gate then. */
  readonly default: boolean | null;
  readonly locked: boolean;
  /** Of the feature behind it: that of the last stage before a deprecation. */
  readonly stability: Stability;
  readonly lifecycle: Lifecycle;
}

/** Whose gates are meant: kubeadm has gates of its own, some by the names of gates of the other components. */
export type GateOwner = 'kubernetes' | 'kubeadm';

let byOwner: ReadonlyMap<string, FeatureGate> | null = null;

function gates(): ReadonlyMap<string, FeatureGate> {
  byOwner ??= new Map(featureGates().map((gate) => [`${ownerOf(gate)} ${gate.name}`, gate]));
  return byOwner;
}

/** Every gate that any release had, by name; a name that kubeadm and other components share is there twice. */
export function featureGates(): readonly FeatureGate[] {
  return bundledFacts<FeatureGate>('feature-gates.json');
}

/** Whose gate it is. */
export function ownerOf({ components }: FeatureGate): GateOwner {
  return components?.includes('kubeadm') === true ? 'kubeadm' : 'kubernetes';
}

/** The gate of a name as `--feature-gates` of the owner takes it; `undefined` where Kubernetes never had it. */
export function featureGate(name: string, owner: GateOwner): FeatureGate | undefined {
  return gates().get(`${owner} ${name}`);
}

/** The gates of a name, present or former; the case of letters does not matter. */
export function gatesNamed(name: string): readonly FeatureGate[] {
  const same = (other: string) => other.toLowerCase() === name.toLowerCase();
  return featureGates().filter((gate) => same(gate.name) || gate.formerTitles?.some(same) === true);
}

/** Where a gate stands at a release; `null` where the facts end before it without saying what became of the gate. */
export function gateState(gate: FeatureGate, release: Release): GateState | null {
  const { stages, removedIn } = gate;
  const first = stages[0];
  if (first === undefined) return null;
  const reached = stages.filter(({ from }) => isAtLeast(release, from));
  const last = reached.at(-1);
  const answer = { gate, release, stability: stabilityOfStages(reached), lifecycle: lifecycleOf(gate) };
  const absent = { ...answer, default: null, locked: false };
  if (isAtLeast(release, removedIn ?? null)) return { ...absent, standing: 'gone' };
  if (last === undefined) return { ...absent, standing: 'not-yet', stability: stabilityOfStages([first]) };
  if (last.to !== null && isLater(release, last.to)) return null;
  return { ...answer, standing: last.stage, default: last.default, locked: last.locked === true };
}

function stabilityOfStages(stages: readonly FeatureGateStage[]): Stability {
  const last = stages.filter(({ stage }) => stage !== 'deprecated').at(-1)?.stage;
  // A gate that was born deprecated only turns off what has long been there.
  return last === 'alpha' || last === 'beta' ? last : 'ga';
}

function lifecycleOf({ stages, removedIn }: FeatureGate): Lifecycle {
  return {
    introduced: stages[0]?.from ?? null,
    deprecated: stages.find(({ stage }) => stage === 'deprecated')?.from ?? null,
    removed: removedIn ?? null,
  };
}

/** The first release in which a gate reaches a stage; `null` where it is not known to. */
export function reaches({ stages }: FeatureGate, stage: FeatureGateStage['stage']): Release | null {
  return stages.find((candidate) => candidate.stage === stage)?.from ?? null;
}
