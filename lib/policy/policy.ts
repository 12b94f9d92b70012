import type { RuleId } from '../model/finding.ts';
import type { RuleOverrides } from '../rules/index.ts';

/** The least stability that a user asks of what the input rests on. `alpha` asks nothing. */
export const MINIMUM_STABILITIES = ['ga', 'beta', 'alpha'] as const;
export type MinimumStability = (typeof MINIMUM_STABILITIES)[number];

/** How findings are judged, everywhere or at some places. */
export interface Standard {
  /** Severities other than the rules' own. */
  readonly rules?: RuleOverrides;
  /** What is less stable is an error, where `rules` beside it says nothing else of the rule. */
  readonly minimumStability?: MinimumStability;
}

/** What the users of a repository agreed on: a plain value, so that a library's caller can write one too. */
export interface Policy extends Standard {
  /** The folder that its path patterns count from, absolute; default the folder of the audit. */
  readonly root?: string;
  /** Standards of some paths or namespaces. All that apply count; the later wins. */
  readonly overrides?: readonly PolicyOverride[];
  /** What may be, for a reason and a time. */
  readonly allow?: readonly Allow[];
  /** Whether comments and annotations in manifests may suppress findings; default `true`. */
  readonly suppressionsInManifests?: boolean;
}

/** A Standard for some of the input. With paths and namespaces both, both must match. */
export interface PolicyOverride extends Standard {
  /** Patterns: `*` is any text but a slash, `**` any folders, `?` a sign, `{a,b}` one of both; a folder stands for all in it. Absent for any path. */
  readonly paths?: readonly string[];
  /** Patterns in which `*` is any text; absent for any namespace, and for none. */
  readonly namespaces?: readonly string[];
}

/** A finding matches where every condition that is given does; one at least must be. */
export interface Allow {
  /** `policy/v1beta1/PodSecurityPolicy`; each part may be `*`. `v1/Pod` is of the core group, `batch/v1beta1` every kind, `Ingress` any group. */
  readonly api?: string;
  readonly rule?: RuleId;
  /** Of these three `*` stands for any text. */
  readonly field?: string;
  readonly gate?: string;
  readonly namespace?: string;
  /** As in the paths of a {@link PolicyOverride}. */
  readonly path?: string;
  readonly reason: string;
  /** The first release, or the first day (`2027-01-31`), that it no longer holds for; or `never`. */
  readonly expires: string;
  /** Where the entry is written, for what is to be said of it. */
  readonly place?: { readonly file: string; readonly line: number; readonly column: number };
}
