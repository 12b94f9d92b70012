import type { Finding } from '../model/finding.ts';
import { jsonPieces, mapped } from './json-pieces.ts';
import { messageOf } from './messages.ts';
import type { PiecesReporter } from './reporter.ts';

/** The version of the JSON form; it grows only when a key changes its meaning or goes. */
export const SCHEMA_VERSION = 1;

/** The report as one JSON object, as `docs/formats/json.md` describes it. */
export const jsonReport: PiecesReporter = function* (report, { tool }) {
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
    findings: mapped(findings, findingValue),
    suppressed: mapped(report.suppressed, ({ finding, by }) => ({ ...findingValue(finding), suppressedBy: by })),
    ...(report.baseline === undefined ? {} : { baseline: report.baseline }),
    errors,
    computed,
    unresolved,
    ...(charts.length === 0 ? {} : { charts }),
    ...(releases.length === 0 ? {} : { releases }),
  };
  yield* jsonPieces(value);
  yield '\n';
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
