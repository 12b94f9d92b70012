import type { Finding, PolicyDetails, RuleId, Severity } from '../model/finding.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { NO_LIFECYCLE } from '../model/lifecycle.ts';
import type { Release } from '../model/release.ts';
import type { RuleOverrides } from '../rules/index.ts';
import { RULES } from '../rules/index.ts';
import type { Allowance } from './allow.ts';
import type { Ignore } from './ignores.ts';
import { ANY_API } from './pattern.ts';

/** What is to be told of the policy itself. */
export interface NoticesOf {
  readonly target: Release;
  readonly expired: readonly Allowance[];
  readonly unused: readonly Allowance[];
  readonly unusedIgnores: readonly Ignore[];
  readonly rulesAt: (file: string) => RuleOverrides;
}

/** For an entry of a policy that was written by a program. */
const NOWHERE = { file: 'policy', line: 1, column: 1 };

/** The findings that are not about the input but about what the policy and its manifests let pass. */
export function notices({ target, expired, unused, unusedIgnores, rulesAt }: NoticesOf): readonly Finding[] {
  const finding = (
    rule: RuleId,
    subject: GroupVersionKind,
    place: typeof NOWHERE,
    policy: PolicyDetails,
  ): Finding[] => {
    const severity: Severity | 'off' = rulesAt(place.file)[rule] ?? RULES[rule].severity;
    if (severity === 'off') return [];
    const { file, line, column } = place;
    return [
      {
        rule,
        severity,
        boundary: 'rest',
        via: 'resource',
        subject,
        holder: { apiVersion: '', kind: '', namespace: null, name: null },
        location: { file, line, column, document: 0, path: '' },
        stability: 'unknown',
        lifecycle: NO_LIFECYCLE,
        replacement: null,
        evidence: 'policy',
        details: { target, policy },
      },
    ];
  };
  const ofAllowance = (rule: RuleId) => (each: Allowance) => {
    const { reason, expires, place = NOWHERE } = each.entry;
    return finding(rule, each.api, place, { type: 'allow', reason, expires });
  };
  return [
    ...expired.flatMap(ofAllowance('expired-allow')),
    ...unused.flatMap(ofAllowance('unused-suppression')),
    ...unusedIgnores.flatMap((ignore) => {
      const { type, reason, rules, fault } = ignore;
      const details = { type, reason, rules, ...(fault === null ? {} : { fault }) };
      return finding('unused-suppression', ANY_API, ignore, details);
    }),
  ];
}
