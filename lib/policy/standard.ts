import type { RuleId, Severity } from '../model/finding.ts';
import type { RuleOverrides } from '../rules/index.ts';
import { RULES } from '../rules/index.ts';
import type { Claim } from '../rules/rule.ts';
import type { MinimumStability, Standard } from './policy.ts';

/** What holds at one place of the input, once all standards for it are put together. */
export interface Scope {
  readonly rules: RuleOverrides;
  readonly minimumStability: MinimumStability;
}

/** The rules that tell of what is less stable than a minimum, and nothing else. */
const BELOW = {
  ga: ['alpha-api', 'beta-api', 'alpha-field', 'beta-field'],
  beta: ['alpha-api', 'alpha-field'],
  alpha: [],
} as const satisfies Record<MinimumStability, readonly RuleId[]>;

/**
 * Puts standards together, the later over the earlier. In each, a minimum stability makes its rules errors (and a milder
 * one takes that back), and `rules` has the last word.
 */
export function scopeOf(standards: readonly Standard[]): Scope {
  let rules: Partial<Record<RuleId, Severity | 'off'>> = {};
  let minimum: MinimumStability = 'alpha';
  for (const { rules: own = {}, minimumStability } of standards) {
    if (minimumStability !== undefined) {
      for (const id of BELOW[minimum]) if (rules[id] === 'error') delete rules[id];
      for (const id of BELOW[minimumStability]) rules[id] = 'error';
      minimum = minimumStability;
    }
    rules = { ...rules, ...own };
  }
  return { rules, minimumStability: minimum };
}

/**
 * The same for one who asks what works and what does not: what the policy alone makes an error keeps the severity that it
 * has by itself. What is forbidden is not broken.
 */
export function withoutPromotions({ rules }: Scope): Scope {
  const kept = Object.entries(rules).filter(
    ([id, severity]) => severity !== 'error' || RULES[id as RuleId].severity === 'error',
  );
  return { rules: Object.fromEntries(kept), minimumStability: 'alpha' };
}

/**
 * The severity of what a rule found inside a Resource. Of feature gates one rule tells whatever their stage: a gate that
 * turns on what is less stable than the minimum is an error.
 */
export function severityOf({ rule, severity, stability, details }: Claim, scope: Scope): Severity | 'off' {
  const set = scope.rules[rule];
  if (set !== undefined) return set;
  const isBelow =
    stability === 'alpha'
      ? scope.minimumStability !== 'alpha'
      : stability === 'beta' && scope.minimumStability === 'ga';
  if (rule === 'feature-gate' && details?.gate?.isOn === true && isBelow) return 'error';
  return severity ?? RULES[rule].severity;
}
