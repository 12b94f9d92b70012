import { addTo } from '../model/lists.ts';
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
  /** The first release that has it; absent where that is not known, or long before the key is found. */
  readonly replacementFrom?: Release;
  /** Nobody states the replacement; it is what has the same meaning. */
  readonly replacementInferred?: boolean;
}

export type LabelType = 'annotation' | 'label' | 'taint' | 'resourceName';

/** What is to be said of a key at a release, the worst first; `null` is nothing. */
export type LabelStanding = 'removed' | 'deprecated' | 'superseded' | 'alpha' | 'beta' | null;

interface Index {
  /** What stands before the slash of keys, and (`.windows.kubernetes.io`) what it ends with where the rest is open. */
  readonly domains: ReadonlySet<string>;
  readonly endings: readonly string[];
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
    else addTo(exact, fact.key, fact);
  }
  const domains = labelFacts().flatMap(({ key }) => (key.includes('/') ? key.slice(0, key.indexOf('/')) : []));
  const [open, whole] = [
    domains.filter((domain) => domain.includes('*')),
    domains.filter((domain) => !domain.includes('*')),
  ];
  const endings = open.map((domain) => domain.slice(domain.lastIndexOf('*') + 1));
  index = { exact, patterns, domains: new Set(whole), endings };
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

/**
 * Whether any key of the facts that has a domain stands in a text, letter by letter; it may be part of a longer word. Much
 * faster than to look for keys where they count.
 */
export function hasKnownLabel(text: string): boolean {
  const { domains, endings } = labelIndex();
  for (let slash = text.indexOf('/'); slash !== -1; slash = text.indexOf('/', slash + 1)) {
    let start = slash;
    while (start > 0 && isOfName(text.charCodeAt(start - 1))) start--;
    const domain = text.slice(start, slash);
    if (!domains.has(domain) && !endings.some((ending) => domain.endsWith(ending))) continue;
    let end = slash + 1;
    while (end < text.length && isOfName(text.charCodeAt(end))) end++;
    if (labelsNamed(text.slice(start, end)).length > 0) return true;
  }
  return false;
}

/** Letters, digits, `.`, `-` and `_`: what the names of labels are made of. */
function isOfName(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 45 && code <= 57 && code !== 47) ||
    (code >= 65 && code <= 90) ||
    code === 95
  );
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
