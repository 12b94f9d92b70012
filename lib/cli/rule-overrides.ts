import { ApiAuditError } from '../model/errors.ts';
import type { RuleId, Severity } from '../model/finding.ts';
import { RULE_IDS } from '../model/finding.ts';
import { didYouMean } from '../model/nearest.ts';
import { LEVELS } from '../policy/check.ts';
import type { RuleOverrides } from '../rules/index.ts';
import { oneOf } from './flags.ts';

/**
 * Reads `--rule beta-api=error`, given any number of times; the last one of a rule counts.
 *
 * @throws ApiAuditError for a rule that there is not, and for what is no severity; it names the nearest rule.
 */
export function ruleOverrides(settings: readonly string[]): RuleOverrides {
  const overrides: Partial<Record<RuleId, Severity | 'off'>> = {};
  for (const setting of settings) {
    const equals = setting.includes('=') ? setting.indexOf('=') : setting.length;
    const id = setting.slice(0, equals);
    const severity = setting.slice(equals + 1);
    const rule = RULE_IDS.find((known) => known === id);
    if (rule === undefined) {
      throw new ApiAuditError(
        `--rule ${setting}: there is no rule '${id}'.${didYouMean(id, RULE_IDS)} The rules are ${RULE_IDS.join(', ')}.`,
      );
    }
    overrides[rule] = oneOf(`--rule ${id}`, severity, LEVELS);
  }
  return overrides;
}
