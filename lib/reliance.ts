import type { ApiState } from './catalog/catalog.ts';
import type { Finding, RuleId, Severity } from './model/finding.ts';
import type { Boundary } from './model/lifecycle.ts';
import type { ApiUse, BoundarySummary, Summary } from './model/report.ts';
import type { Claim } from './rules/rule.ts';

/** The rules whose findings show what a resource uses below its group and version. */
const INSIDE: ReadonlySet<RuleId> = new Set(['alpha-field', 'beta-field', 'feature-gate']);

/** How many findings there are of each severity. */
export function countFindings(findings: readonly Finding[]): Summary['findings'] {
  const counts = { error: 0, warning: 0, note: 0 } satisfies Record<Severity, number>;
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** Sums up resources and findings by where the APIs live. */
export function boundariesOf(apis: readonly ApiUse[], findings: readonly Finding[]): Summary['boundaries'] {
  const boundaries = { rest: nothing(), config: nothing(), provider: nothing() } satisfies Record<
    Boundary,
    BoundarySummary
  >;
  for (const { boundary, stability, count } of apis) boundaries[boundary].resources[stability] += count;
  for (const { boundary, severity } of findings) boundaries[boundary].findings[severity]++;
  return boundaries;
}

function nothing() {
  return { resources: { ga: 0, beta: 0, alpha: 0, unknown: 0 }, findings: { error: 0, warning: 0, note: 0 } };
}

/**
 * The least stable of what a resource uses inside: `null` where all of it is GA, or where its API is less than GA itself,
 * so that it is counted for that already.
 */
export function underneath({ stability, serving }: ApiState, claims: readonly Claim[]): 'alpha' | 'beta' | null {
  if (stability !== 'ga' || serving === 'unknown') return null;
  // What is turned off is not relied on.
  const used = claims.filter(({ rule, details }) => INSIDE.has(rule) && details?.gate?.isOn !== false);
  if (used.some((claim) => claim.stability === 'alpha')) return 'alpha';
  return used.some((claim) => claim.stability === 'beta') ? 'beta' : null;
}
