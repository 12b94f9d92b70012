import type { ApiState } from '../catalog/catalog.ts';
import type { RuleId, Severity } from '../model/finding.ts';
import { compareSeverities } from '../model/finding.ts';
import { alphaApi } from './alpha-api.ts';
import { betaApi } from './beta-api.ts';
import { deprecatedApi } from './deprecated-api.ts';
import { removedApi } from './removed-api.ts';
import type { ApiRule } from './rule.ts';
import { unavailableApi } from './unavailable-api.ts';
import { unknownApi } from './unknown-api.ts';

/** What every rule says of itself. */
export interface RuleInfo {
  /** How much its findings matter where the user says nothing else. */
  readonly severity: Severity;
  /** A headline for people, without a full stop. */
  readonly title: string;
}

/** All rules. A rule without a row here does not compile. */
export const RULES = {
  'removed-api': { severity: 'error', title: 'The Target no longer serves this API' },
  'unavailable-api': { severity: 'error', title: 'The Target does not serve this API yet' },
  'deprecated-api': { severity: 'warning', title: 'The API is deprecated at the Target' },
  'alpha-api': { severity: 'warning', title: 'The API is alpha' },
  'beta-api': { severity: 'note', title: 'The API is beta' },
  'unknown-api': { severity: 'note', title: 'Nothing is known of this API' },
  'alpha-field': { severity: 'warning', title: 'The field is alpha' },
  'beta-field': { severity: 'note', title: 'The field is beta' },
  'deprecated-field': { severity: 'warning', title: 'The field is deprecated at the Target' },
  'unknown-field': { severity: 'warning', title: 'The Target does not know the field' },
  'feature-gate': { severity: 'warning', title: 'The feature gate is alpha, beta, deprecated or removed' },
  'deprecated-label': { severity: 'warning', title: 'The label, annotation or taint is deprecated or removed' },
  'provider-api': { severity: 'warning', title: 'The in-tree driver or provider is deprecated or removed' },
  'client-library': { severity: 'warning', title: 'The client library is older than the APIs of the Target' },
  'expired-allow': { severity: 'warning', title: 'A policy entry has expired' },
  'unused-suppression': { severity: 'note', title: 'A suppression matches nothing' },
} as const satisfies Record<RuleId, RuleInfo>;

/** The severity of some rules as the user wants it; `off` silences a rule. */
export type RuleOverrides = Readonly<Partial<Record<RuleId, Severity | 'off'>>>;

/** A rule that applies, with the severity it has in this audit. */
export interface Judgement {
  readonly rule: RuleId;
  readonly severity: Severity;
}

const API_RULES: readonly ApiRule[] = [removedApi, unavailableApi, deprecatedApi, alphaApi, betaApi, unknownApi];

/**
 * What the rules say of an API at the Target: one thing, the worst. Of rules that matter equally the first in the table
 * speaks: a deprecated beta is told as deprecated, unless the user made `beta-api` the graver of the two.
 */
export function judgeApi(state: ApiState, overrides: RuleOverrides): Judgement | null {
  let worst: Judgement | null = null;
  for (const { id, applies } of API_RULES) {
    const severity = overrides[id] ?? RULES[id].severity;
    if (severity === 'off' || !applies(state)) continue;
    if (worst === null || compareSeverities(severity, worst.severity) < 0) worst = { rule: id, severity };
  }
  return worst;
}
