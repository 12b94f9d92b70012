import type { GroupVersionKind } from '../model/gvk.ts';
import { gvkKey, gvkOf } from '../model/gvk.ts';
import type { Lifecycle, Replacement } from '../model/lifecycle.ts';
import type { Release } from '../model/release.ts';
import { isAtLeast } from '../model/release.ts';
import { compareVersions } from '../model/stability.ts';
import { bareState } from './bare-state.ts';
import { bundledFacts } from './bundled-facts.ts';
import type { ApiState, ReplacementAdvice } from './catalog.ts';
import { isNewer, NO_ADVICE } from './replacement.ts';
import type { TimelineKind } from './timeline.ts';

/** One entry of `facts/config-apis.json`: a kind that a component or client of Kubernetes reads from a file. */
interface ConfigFact extends GroupVersionKind, Lifecycle {
  /** What reads it, and from where: `kubelet --config`, `kubeconfig`. */
  readonly surface: string;
  /** `introduced` is only the oldest release that was looked at. */
  readonly introducedOrEarlier?: boolean;
  readonly replacement: GroupVersionKind | null;
}

/** One entry of `facts/client-files.json`: files in the form of Kubernetes objects that only another tool reads. */
interface ClientFile {
  readonly group: string;
  /** Absent: all. */
  readonly versions?: readonly string[];
  /** Absent: all. */
  readonly kinds?: readonly string[];
  /** The tool's name. */
  readonly reader: string;
}

/** What reads the files of an API that no API server serves. */
export interface ConfigReader {
  /** A flag or file of a component (`kubeadm --config`), or the name of a tool. */
  readonly name: string;
  /** Whether it is part of Kubernetes. The versions of other tools' files say nothing of Kubernetes' stability. */
  readonly isKubernetes: boolean;
}

let byGvk: ReadonlyMap<string, ConfigFact> | null = null;

function facts(): ReadonlyMap<string, ConfigFact> {
  byGvk ??= new Map(bundledFacts<ConfigFact>('config-apis.json').map((fact) => [gvkKey(fact), fact]));
  return byGvk;
}

/**
 * What is known, at a release, of an API that a component or client of Kubernetes reads from a file; `undefined` where
 * it is no such API. `by-default` stands for "is read".
 */
export function configState(gvk: GroupVersionKind, release: Release): ApiState | undefined {
  const fact = facts().get(gvkKey(gvk));
  if (fact === undefined) return undefined;
  const { introduced, deprecated, removed } = fact;
  const { replacement, advice } = advise(fact, release);
  return {
    ...stateOf(gvk, release, { name: readerOf(fact), isKubernetes: true }),
    serving: isAtLeast(release, removed) ? 'removed' : isYetToCome(fact, release) ? 'not-yet' : 'by-default',
    lifecycle: { introduced, deprecated, removed },
    deprecated: isAtLeast(release, deprecated),
    replacement,
    advice,
    evidence: 'declared',
  };
}

/** What is known of a file that only another tool reads (`kustomization.yaml`); `undefined` where it is no such file. */
export function clientFileState(gvk: GroupVersionKind, release: Release): ApiState | undefined {
  const file = bundledFacts<ClientFile>('client-files.json').find(
    ({ group, versions, kinds }) =>
      group === gvk.group &&
      (versions === undefined || versions.includes(gvk.version)) &&
      (kinds === undefined || kinds.includes(gvk.kind)),
  );
  if (file === undefined) return undefined;
  return { ...stateOf(gvk, release, { name: file.reader, isKubernetes: false }), evidence: 'declared' };
}

/** Every API that is read from files, in the form in which the Timeline holds those of the API server. */
export function configKinds(): readonly TimelineKind[] {
  return [...facts().values()].map((fact): TimelineKind => {
    const { group, version, kind, introduced, deprecated, removed, replacement } = fact;
    return {
      group,
      version,
      kind,
      resource: null,
      namespaced: null,
      introduced,
      deprecated,
      removed,
      ...(removed === null ? {} : { removedBy: 'declared' }),
      replacement,
      ...(replacement === null ? {} : { replacementBy: 'declared' }),
      seen: [],
    };
  });
}

/** The newest API of configuration files with a kind, of those that nothing removes; `undefined` where there is none. */
export function newestConfigApi(kind: string): GroupVersionKind | undefined {
  return [...facts().values()]
    .filter((fact) => fact.kind === kind && fact.removed === null)
    .sort((a, b) => compareVersions(a.version, b.version))[0];
}

function stateOf(gvk: GroupVersionKind, release: Release, reader: ConfigReader): ApiState {
  return { ...bareState(gvk, release), serving: 'by-default', boundary: 'config', reader };
}

/** Remarks that the facts put in brackets (types without a file) are said in the sentence's own brackets. */
function readerOf({ surface }: ConfigFact): string {
  return surface.replace(/^\((.*)\)$/, '$1');
}

function isYetToCome({ introduced, introducedOrEarlier }: ConfigFact, release: Release): boolean {
  return introduced !== null && introducedOrEarlier !== true && !isAtLeast(release, introduced);
}

/** The declared replacement; where the release does not read it yet, the newest version that it reads until then. */
function advise(
  fact: ConfigFact,
  release: Release,
): { readonly replacement: Replacement | null; readonly advice: ReplacementAdvice } {
  const { replacement } = fact;
  const from = replacement === null ? null : (facts().get(gvkKey(replacement))?.introduced ?? null);
  if (from !== null && isAtLeast(release, from)) return { replacement, advice: { ...NO_ADVICE, from } };
  const wanted = replacement ?? fact;
  const meanwhile = [...facts().values()]
    .filter(
      (other) =>
        other.group === wanted.group &&
        other.kind === wanted.kind &&
        other !== fact &&
        !isAtLeast(release, other.removed) &&
        !isAtLeast(release, other.deprecated) &&
        !isYetToCome(other, release),
    )
    .sort((a, b) => compareVersions(a.version, b.version))[0];
  // An API that is yet to come may be bridged by an older version; one that is there only by a newer.
  const helps =
    meanwhile !== undefined && (isYetToCome(fact, release) || isNewer(meanwhile, fact)) ? gvkOf(meanwhile) : null;
  return { replacement, advice: { ...NO_ADVICE, from, meanwhile: helps } };
}
