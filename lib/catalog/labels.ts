import type { Release } from '../model/release.ts';
import { isAtLeast } from '../model/release.ts';
import type { Stability } from '../model/stability.ts';
import { bundledFacts } from './bundled-facts.ts';

/** One entry of `facts/deprecated-labels.json`: a key that Kubernetes itself gives a meaning. */
export interface LabelFact {
  readonly type: LabelType;
  /** May hold `*` for any run of characters. */
  readonly key: string;
  /** Where it counts: `core/v1 Node`, `pod templates`, `nodeSelector`; empty where not known. */
  readonly appliesTo: readonly string[];
  readonly stability?: Stability;
  /** `superseded`: there is a replacement, but no release is named; `null`: nothing is said against it. */
  readonly status: 'removed' | 'deprecated' | 'superseded' | 'alpha' | 'beta' | null;
  readonly deprecated: Release | null;
  readonly removed: Release | null;
  /** A key, a field or an API, in words. */
  readonly replacement: string | null;
  /** Nobody states the replacement; it is what has the same meaning. */
  readonly replacementInferred?: boolean;
}

export type LabelType = 'annotation' | 'label' | 'taint' | 'resourceName';

/** What is to be said of a key at a release, the worst first; `null` is nothing. */
export type LabelStanding = 'removed' | 'deprecated' | 'superseded' | 'alpha' | 'beta' | null;

interface Index {
  readonly exact: ReadonlyMap<string, readonly LabelFact[]>;
  readonly patterns: readonly { readonly fact: LabelFact; readonly pattern: RegExp }[];
}

let index: Index | null = null;

function labelIndex(): Index {
  if (index !== null) return index;
  const exact = new Map<string, LabelFact[]>();
  const patterns: { fact: LabelFact; pattern: RegExp }[] = [];
  for (const fact of labelFacts()) {
    if (fact.key.includes('*')) patterns.push({ fact, pattern: patternOf(fact.key) });
    else exact.set(fact.key, [...(exact.get(fact.key) ?? []), fact]);
  }
  index = { exact, patterns };
  return index;
}

function patternOf(key: string): RegExp {
  const parts = key.split('*').map((part) => part.replace(/[.\\/$^|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}

/** Every key that the facts know. */
export function labelFacts(): readonly LabelFact[] {
  return bundledFacts<LabelFact>('deprecated-labels.json');
}

/** What the facts say of a key, whatever it is used as; empty where they do not know it. */
export function labelsNamed(key: string): readonly LabelFact[] {
  const { exact, patterns } = labelIndex();
  const found = exact.get(key);
  if (found !== undefined) return found;
  return patterns.filter(({ fact, pattern }) => fact.key === key || pattern.test(key)).map(({ fact }) => fact);
}

/** What is to be said of a key at a release. Before the release that deprecates it only its stability counts. */
export function labelStanding(fact: LabelFact, release: Release): LabelStanding {
  const { status, deprecated, removed, stability } = fact;
  // What became a field of the status is written by the server, and not the author's to change.
  if (/(?:^|\s)status\./.test(fact.replacement ?? '')) return null;
  if (isAtLeast(release, removed)) return 'removed';
  if (isAtLeast(release, deprecated)) return 'deprecated';
  if (status === 'deprecated' && deprecated === null) return 'deprecated';
  if (status === 'superseded') return 'superseded';
  return stability === 'alpha' || stability === 'beta' ? stability : null;
}
