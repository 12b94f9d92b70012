import { isTooDeep, MAX_DEPTH } from '../model/depth.ts';
import type { Finding, Severity } from '../model/finding.ts';
import { SEVERITIES } from '../model/finding.ts';
import { jsonFault } from '../model/json-fault.ts';
import type { Stability } from '../model/stability.ts';
import { STABILITIES } from '../model/stability.ts';
import { isObject } from '../snapshot/json.ts';
import { SCHEMA_VERSION } from './json.ts';

/** A finding of a saved report, with its sentence. */
export type SavedFinding = Omit<Finding, 'details'> & { readonly message: string };

/** What a comparison needs of a JSON report. */
export interface SavedReport {
  readonly target: string;
  readonly resources: number;
  readonly reliance: Readonly<Record<Stability, number>>;
  readonly findings: readonly SavedFinding[];
  /** How many findings did not count in that run. */
  readonly suppressed: number;
  /** These findings, where the report has them: */
  readonly silenced: readonly SavedFinding[];
  /** How many errors in reading it had. */
  readonly errors: number;
}

/**
 * Reads a report that `--format json` wrote.
 *
 * @returns what a comparison needs of it, or what is wrong with it, to follow the file's name; without a full stop.
 */
export function readSavedReport(text: string): SavedReport | string {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return `is no JSON: ${jsonFault(error)}`;
  }
  if (isTooDeep(value)) return `is no report of api-audit: its nesting exceeds ${MAX_DEPTH} levels`;
  if (!isObject(value) || !isObject(value['summary']) || !Array.isArray(value['findings'])) {
    return "is no report of api-audit: write one with 'api-audit --format json'";
  }
  const { schemaVersion, target, summary, findings, errors } = value;
  const silenced = Array.isArray(value['suppressed']) ? value['suppressed'] : [];
  if (schemaVersion !== SCHEMA_VERSION) {
    const other = typeof schemaVersion === 'number' ? `${schemaVersion}` : 'that is no number';
    return `has a schemaVersion ${other}, and only ${SCHEMA_VERSION} is known`;
  }
  const { resources, reliance, suppressed = 0 } = summary;
  const isCounted = isObject(reliance) && STABILITIES.every((stability) => isNumber(reliance[stability]));
  if (typeof target !== 'string' || !isNumber(resources) || !isNumber(suppressed) || !isCounted) {
    return "is incomplete: write it again with 'api-audit --format json'";
  }
  for (const [key, list] of Object.entries({ findings, suppressed: silenced })) {
    const odd = list.findIndex((finding) => !isFinding(finding));
    if (odd !== -1) return `has a finding that cannot be read (${key}[${odd}])`;
  }
  return {
    target,
    resources,
    reliance: reliance as SavedReport['reliance'],
    findings: findings as readonly SavedFinding[],
    suppressed,
    silenced: silenced as readonly SavedFinding[],
    errors: Array.isArray(errors) ? errors.length : 0,
  };
}

/** Whether a value has what tells findings apart, and what is shown of them. A rule may be one that is no longer there. */
function isFinding(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { rule, severity, message, subject, holder, location } = value;
  if (typeof rule !== 'string' || typeof message !== 'string') return false;
  if (!SEVERITIES.includes(severity as Severity)) return false;
  if (!isObject(subject) || !isObject(holder) || !isObject(location)) return false;
  const texts = [
    subject['group'],
    subject['version'],
    subject['kind'],
    holder['apiVersion'],
    holder['kind'],
    location['file'],
  ];
  return texts.every((text) => typeof text === 'string') && isNumber(location['line']);
}

/** JSON may hold numbers beyond all that there are (`1e999`), and none can be written of these. */
function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}
