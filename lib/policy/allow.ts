import { ApiAuditError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import { RULE_IDS } from '../model/finding.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import type { Release } from '../model/release.ts';
import { isAtLeast, parseRelease } from '../model/release.ts';
import type { Pattern } from './pattern.ts';
import { ANY_API, apiMatches, apiPattern, pathPattern, textPattern } from './pattern.ts';
import type { Allow } from './policy.ts';

/** When an audit takes place, for what expires. */
export interface Now {
  readonly target: Release;
  /** `2026-11-25`; `null` where nobody said. */
  readonly today: string | null;
}

/** An entry of the policy's `allow`, ready to be asked. */
export interface Allowance {
  readonly entry: Allow;
  /** The APIs that it speaks of; `*` in every part where it names none. */
  readonly api: GroupVersionKind;
  readonly expired: boolean;
  /** Whether it speaks of a file, by its path from the policy's folder. */
  reaches(path: string): boolean;
  /** Whether it allows a finding in that file. */
  matches(finding: Finding, path: string): boolean;
}

/** What an entry can be limited by. */
export const ALLOW_CONDITIONS = [
  'api',
  'rule',
  'field',
  'gate',
  'namespace',
  'path',
] as const satisfies readonly (keyof Allow)[];

/**
 * Makes an entry ready.
 *
 * @throws ApiAuditError for an entry without a condition, a reason or an expiry, or with one that cannot be read.
 */
export function allowance(entry: Allow, now: Now): Allowance {
  const fault = faultOf(entry);
  if (fault !== null) throw new ApiAuditError(`In the policy, an entry of 'allow' ${fault}.`);
  const { rule, field, gate, namespace, path } = entry;
  const api = (entry.api === undefined ? null : apiPattern(entry.api)) ?? ANY_API;
  const matchers = {
    path: path === undefined ? null : pathPattern(path),
    field: field === undefined ? null : textPattern(field),
    gate: gate === undefined ? null : textPattern(gate),
    namespace: namespace === undefined ? null : textPattern(namespace),
  };
  const reaches = (file: string) => matchers.path?.test(file) ?? true;
  const holds = (pattern: Pattern | null, text: string | null | undefined) =>
    pattern === null || (typeof text === 'string' && pattern.test(text));
  return {
    entry,
    api,
    expired: isExpired(entry.expires, now),
    reaches,
    matches: (finding, file) =>
      (rule === undefined || rule === finding.rule) &&
      apiMatches(api, finding.subject) &&
      holds(matchers.field, finding.subject.field) &&
      holds(matchers.gate, finding.subject.gate) &&
      holds(matchers.namespace, finding.holder.namespace) &&
      reaches(file),
  };
}

/** What is wrong with an entry, to follow "the entry"; `null` where nothing is. */
export function faultOf(entry: Allow): string | null {
  if (ALLOW_CONDITIONS.every((condition) => entry[condition] === undefined)) {
    return `allows everything: say what it is for, with ${ALLOW_CONDITIONS.slice(0, -1).join(', ')} or path`;
  }
  const empty = ALLOW_CONDITIONS.find((condition) => entry[condition]?.trim() === '');
  if (empty !== undefined) return `has an empty '${empty}': say what it is for, or leave it out`;
  if (entry.api !== undefined && apiPattern(entry.api) === null) {
    return `has an 'api' that is none: '${entry.api}'; write group/version/Kind, such as policy/v1beta1/PodSecurityPolicy, with * for whole parts only`;
  }
  if (entry.rule !== undefined && !RULE_IDS.includes(entry.rule)) {
    return `has a 'rule' that there is not: '${entry.rule}'; the rules are ${RULE_IDS.join(', ')}`;
  }
  if (entry.reason.trim() === '') return "has an empty 'reason': say why it may be";
  return isExpiry(entry.expires)
    ? null
    : `expires at '${entry.expires}': write a release (1.31), a day (2027-01-31) or never`;
}

function isExpiry(text: string): boolean {
  return text === 'never' || parseRelease(text) !== null || isDay(text);
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  // The 31st of February would be taken for the 3rd of March.
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function isExpired(expires: string, { target, today }: Now): boolean {
  if (expires === 'never') return false;
  if (!isDay(expires)) return isAtLeast(target, parseRelease(expires));
  if (today === null) {
    throw new ApiAuditError(
      `The policy has an entry that expires on ${expires}: say what day it is (the option 'today').`,
    );
  }
  if (!isDay(today)) {
    throw new ApiAuditError(`The option 'today' is '${today}', and no day: write it as 2027-01-31.`);
  }
  // Days in this form are in the order of time when they are in that of texts.
  return today >= expires;
}
