import type { Finding } from '../model/finding.ts';
import { messageOf } from './messages.ts';
import type { Reporter } from './reporter.ts';
import { jsonText } from './text.ts';

/** The version of the JSON form; it grows only when a key changes its meaning or goes. */
const SCHEMA_VERSION = 1;

/** The report as one JSON object, as `docs/formats/json.md` describes it. */
export const jsonReporter: Reporter = (report, { tool }) => {
  const { target, snapshot, summary, apis, between, findings, errors, computed, unresolved, charts, releases } = report;
  const value = {
    schemaVersion: SCHEMA_VERSION,
    tool,
    target,
    snapshot,
    summary,
    apis,
    between,
    ...(report.supports === undefined ? {} : { supports: report.supports }),
    findings: findings.map(findingValue),
    suppressed: report.suppressed.map(({ finding, by }) => ({ ...findingValue(finding), suppressedBy: by })),
    ...(report.baseline === undefined ? {} : { baseline: report.baseline }),
    errors,
    computed,
    unresolved,
    ...(charts.length === 0 ? {} : { charts }),
    ...(releases.length === 0 ? {} : { releases }),
  };
  return `${jsonText(value, 2)}\n`;
};

/** A finding as machines read it: its own values, and the sentence that people get. */
export function findingValue(finding: Finding) {
  const {
    rule,
    severity,
    boundary,
    via,
    subject,
    holder,
    location,
    stability,
    lifecycle,
    replacement,
    evidence,
    details,
  } = finding;
  const message = messageOf(finding);
  return {
    rule,
    severity,
    message,
    boundary,
    via,
    subject,
    holder,
    location,
    stability,
    lifecycle,
    replacement,
    evidence,
    ...(details.guarded === undefined ? {} : { guarded: details.guarded }),
    ...(details.helmRelease === undefined ? {} : { helmRelease: details.helmRelease }),
  };
}
