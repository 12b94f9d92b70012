import { ApiAuditError } from '../model/errors.ts';
import type { RuleId, Severity } from '../model/finding.ts';
import { RULE_IDS, SEVERITIES } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import type { RuleOverrides } from '../rules/index.ts';
import type { Policy } from './policy.ts';
import { MINIMUM_STABILITIES } from './policy.ts';

/** What a rule may be set to. */
export const LEVELS: readonly (Severity | 'off')[] = [...SEVERITIES, 'off'];

/**
 * Looks whether a Policy, and the severities beside it, are made of words that there are. A file is checked when it is read,
 * with its lines; this is for what a program hands over, which no compiler may have seen.
 *
 * @throws ApiAuditError that says where the wrong word stands, and what is allowed.
 */
export function checkPolicy({ overrides = [], ...policy }: Policy, rules: RuleOverrides): void {
  checkRules(rules, 'rules');
  for (const [where, standard] of [['policy', policy] as const, ...overrides.map(named)]) {
    checkRules(standard.rules ?? {}, `${where}.rules`);
    const { minimumStability: minimum } = standard;
    if (minimum !== undefined && !MINIMUM_STABILITIES.includes(minimum)) {
      throw new ApiAuditError(
        `${where}.minimumStability: there is no '${minimum}'. Choose one of ${MINIMUM_STABILITIES.join(', ')}.`,
      );
    }
  }
  for (const [where, { paths = [], namespaces = [] }] of overrides.map(named)) {
    const empty = paths.some(isBlank) ? 'paths' : namespaces.some(isBlank) ? 'namespaces' : null;
    if (empty === null) continue;
    throw new ApiAuditError(`${where}.${empty} has an empty pattern: say what it is for, or leave it out.`);
  }
}

function named<T>(override: T, at: number): readonly [string, T] {
  return [`policy.overrides[${at}]`, override];
}

function checkRules(rules: RuleOverrides, where: string): void {
  for (const [id, severity] of Object.entries(rules)) {
    if (!RULE_IDS.includes(id as RuleId)) {
      const near = nearest(id, RULE_IDS);
      const meant = near === undefined ? '' : ` Did you mean ${near}?`;
      throw new ApiAuditError(`${where}: there is no rule '${id}'.${meant} The rules are ${RULE_IDS.join(', ')}.`);
    }
    if (severity !== undefined && !LEVELS.includes(severity)) {
      throw new ApiAuditError(`${where}.${id}: there is no '${severity}'. Choose one of ${LEVELS.join(', ')}.`);
    }
  }
}

function isBlank(pattern: string): boolean {
  return pattern.trim() === '';
}
