import { ApiAuditError } from '../model/errors.ts';
import type { RuleId, Severity } from '../model/finding.ts';
import { RULE_IDS, SEVERITIES } from '../model/finding.ts';
import type { Sort } from '../model/known-keys.ts';
import { checkKeys } from '../model/known-keys.ts';
import { didYouMean } from '../model/nearest.ts';
import type { RuleOverrides } from '../rules/index.ts';
import { ALLOW_CONDITIONS } from './allow.ts';
import type { Allow, Policy, PolicyOverride } from './policy.ts';
import { MINIMUM_STABILITIES } from './policy.ts';

/** What a rule may be set to. */
export const LEVELS: readonly (Severity | 'off')[] = [...SEVERITIES, 'off'];

/** All that there is of each; what is `any` has sentences of its own. A key that is not known would be a condition that does not hold: more would be allowed than is meant. */
const POLICY_KEYS = {
  root: 'text',
  rules: 'object',
  minimumStability: 'any',
  overrides: 'any',
  allow: 'any',
  suppressionsInManifests: 'flag',
} as const satisfies Record<keyof Policy, Sort>;
const OVERRIDE_KEYS = {
  paths: 'texts',
  namespaces: 'texts',
  rules: 'object',
  minimumStability: 'any',
} as const satisfies Record<keyof PolicyOverride, Sort>;
const ALLOW_KEYS = {
  api: 'any',
  rule: 'any',
  field: 'any',
  gate: 'any',
  namespace: 'any',
  path: 'any',
  reason: 'any',
  expires: 'any',
  place: 'object',
} as const satisfies Record<keyof Allow, Sort>;

/**
 * Looks whether a Policy, and the severities beside it, are made of words that there are. A file is checked when it is read,
 * with its lines; this is for what a program hands over, which no compiler may have seen.
 *
 * @throws ApiAuditError that says where the wrong word stands, and what is allowed.
 */
export function checkPolicy(given: Policy, rules: RuleOverrides): void {
  checkKeys(given, POLICY_KEYS, 'policy');
  const { overrides = [], allow = [], ...policy } = given;
  checkList(overrides, 'policy.overrides');
  checkList(allow, 'policy.allow');
  for (const [where, override] of overrides.map(named)) {
    checkKeys(override, OVERRIDE_KEYS, where);
  }
  for (const [at, entry] of allow.entries()) {
    checkKeys(entry, ALLOW_KEYS, `policy.allow[${at}]`);
    for (const key of ['reason', 'expires'] as const) {
      if (typeof entry[key] !== 'string') throw new ApiAuditError(`policy.allow[${at}] has no '${key}'.`);
    }
    const odd = ALLOW_CONDITIONS.find((key) => entry[key] !== undefined && typeof entry[key] !== 'string');
    if (odd !== undefined) throw new ApiAuditError(`policy.allow[${at}].${odd} is no text: write one.`);
  }
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

function checkList(value: readonly unknown[], where: string): void {
  if (!Array.isArray(value)) throw new ApiAuditError(`${where} is no list: write one, if only of one entry.`);
}

function checkRules(rules: RuleOverrides, where: string): void {
  for (const [id, severity] of Object.entries(rules)) {
    if (!RULE_IDS.includes(id as RuleId)) {
      const meant = didYouMean(id, RULE_IDS);
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
