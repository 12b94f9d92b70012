import { COMMON_KEYS, checkOptions, inputsOf } from '../audit/options.ts';
import { suppressedInAny, withFailures } from '../audit/releases.ts';
import type { AuditInput, AuditOptions } from '../audit.ts';
import { auditReleases } from '../audit.ts';
import { enforcerFor } from '../auditor.ts';
import { Catalog } from '../catalog/catalog.ts';
import { resolveTarget } from '../catalog/target.ts';
import { compareFindings } from '../findings.ts';
import { ApiAuditError } from '../model/errors.ts';
import { checkKeys } from '../model/known-keys.ts';
import type { Release } from '../model/release.ts';
import { isLater, releasesBetween } from '../model/release.ts';
import type { Report } from '../model/report.ts';
import { boundariesOf, countFindings } from '../reliance.ts';
import { unreadOnWay, unrenderedOnWay, withUnrendered } from './unread.ts';

/** A range of releases that an input has to run on, unchanged; both ends included. */
export interface SupportedRange {
  readonly from: Release;
  readonly to: Release;
}

/**
 * Reads a range as people write it: `1.24..1.30`.
 *
 * @throws ApiAuditError where it is not of that form, or nothing is known of one of its ends.
 */
export function parseRange(text: string): SupportedRange {
  const ends = text.split('..');
  if (ends.length !== 2) throw new ApiAuditError(`'${text}' is not a range of releases, such as 1.24..1.30.`);
  const [from, to] = ends as [string, string];
  return knownRange({ from, to }, text);
}

/** A range whose ends are known releases, the earlier first: what lies between others could not be counted through. */
function knownRange(range: SupportedRange, text: string): SupportedRange {
  const catalog = new Catalog();
  const [from, to] = [resolveTarget(catalog, range.from), resolveTarget(catalog, range.to)];
  if (isLater(from, to)) throw new ApiAuditError(`The range ${text} ends before it begins: write ${to}..${from}.`);
  return { from, to };
}

const RANGE_KEYS = { ...COMMON_KEYS, target: 'text' } as const;

/**
 * Audits an input for every release of a range. The Report is that of the Target (default: the end of the range), and of
 * what another release of the range does not take, the finding at that release takes the place of the Target's milder
 * one. `details.failsIn` holds the releases.
 *
 * @throws ApiAuditError for a release of which nothing is known, for a range that ends before it begins, and for an option that
 *   is not known.
 */
export async function auditRange(
  inputs: AuditInput | readonly AuditInput[],
  span: SupportedRange,
  given: Omit<AuditOptions, 'from' | 'snapshot'> = {},
): Promise<Report> {
  checkOptions(given, RANGE_KEYS);
  checkKeys(span, { from: 'text', to: 'text' }, 'range');
  if (span.from === undefined || span.to === undefined)
    throw new ApiAuditError("range needs both ends, such as { from: '1.24', to: '1.30' }.");
  const range = knownRange(span, `${span.from}..${span.to}`);
  const { target = range.to, policy, today, ...options } = given;
  const releases = releasesBetween(range.from, range.to);
  const judged = resolveTarget(new Catalog(), target);
  const held = { ...(policy === undefined ? {} : { policy }), ...(today === undefined ? {} : { today }) };
  const enforcer = enforcerFor({ ...options, ...held }, judged);
  const asked = releases.includes(judged) ? releases : [...releases, judged];
  const { reports } = await auditReleases(inputsOf(inputs), asked, { ...options, enforcer });
  const own = reports.find((report) => report.target === judged) as Report;
  const failing = withFailures(own, reports.slice(0, releases.length));
  const findings = [...failing, ...enforcer.notices()].sort(compareFindings);
  const suppressed = suppressedInAny([own, ...reports]);
  const summary = {
    ...own.summary,
    boundaries: boundariesOf(own.apis, findings),
    findings: countFindings(findings),
    suppressed: suppressed.length,
  };
  const { errors } = unreadOnWay([own, ...reports]);
  const charts = withUnrendered(own.charts, unrenderedOnWay(reports));
  return { ...own, supports: range, findings, suppressed, summary, errors, charts };
}
