import type { GroupVersionKind } from './gvk.ts';
import type { Boundary, Evidence, Lifecycle, Replacement } from './lifecycle.ts';
import type { Location } from './location.ts';
import type { Release } from './release.ts';
import type { Via } from './resource.ts';
import type { Stability } from './stability.ts';

/** How much a finding matters: an `error` breaks at the Target, a `warning` will, a `note` is good to know. */
export type Severity = 'error' | 'warning' | 'note';

/** All severities, the worst first. */
export const SEVERITIES = ['error', 'warning', 'note'] as const satisfies readonly Severity[];

/** Orders severities, the worst first. */
export function compareSeverities(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/** The rules by name. Each has a row in `lib/rules/index.ts` and a page in `docs/rules/`. */
export const RULE_IDS = [
  'removed-api',
  'unavailable-api',
  'deprecated-api',
  'alpha-api',
  'beta-api',
  'unknown-api',
] as const;
export type RuleId = (typeof RULE_IDS)[number];

/** What a finding is about. */
export interface Subject extends GroupVersionKind {
  readonly field?: string;
  readonly gate?: string;
  readonly label?: string;
}

/** The object in the input that rests on the subject. */
export interface Holder {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string | null;
}

/**
 * One fact worth acting on, at one place, by one Rule. It holds no sentence: `lib/report/messages.ts` makes the words
 * from the rule and these values.
 */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly boundary: Boundary;
  readonly via: Via;
  readonly subject: Subject;
  readonly holder: Holder;
  readonly location: Location;
  readonly stability: Stability;
  readonly lifecycle: Lifecycle;
  readonly replacement: Replacement | null;
  readonly evidence: Evidence;
  readonly details: FindingDetails;
}

/** What the sentence needs beyond the finding's own values. All but `target` optional: absent is "nothing to say". */
export interface FindingDetails {
  /** The release the finding is judged at. */
  readonly target: Release;
  /** The first release that serves the replacement. */
  readonly replacementFrom?: Release;
  /** Where the replacement is not served at the Target: what to write there in the meantime. */
  readonly meanwhile?: GroupVersionKind;
  /** Where the API goes before its replacement comes: a version that is there in between, and since when. */
  readonly bridge?: { readonly gvk: GroupVersionKind; readonly from: Release };
  /** The removal lies beyond the newest Snapshot and rests on a tag alone. */
  readonly removalIsPromise?: boolean;
  /** The same kind lives on in the replacement, though nobody declared it one. */
  readonly derived?: boolean;
  /** What takes the place where no API does. */
  readonly use?: string;
  readonly enabledByDefault?: boolean;
  /** The last release whose server can still be told to serve it, after `removed`. */
  readonly enableableUntil?: Release;
  /** The release in itself would serve it, but the document judged by does not. */
  readonly notInDocument?: boolean;
  /** APIs with a kind of the same name that the Target serves. */
  readonly namesakes?: readonly GroupVersionKind[];
  /** A CRD's own words to the users of a version. */
  readonly deprecationWarning?: string;
  /** The add-on that the API belongs to. */
  readonly component?: string;
  /** The add-on's own release that no longer serves it. */
  readonly componentRemoved?: string;
}
