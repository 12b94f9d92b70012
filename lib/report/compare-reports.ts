import type { Severity } from '../model/finding.ts';
import type { Stability } from '../model/stability.ts';
import type { SavedFinding, SavedReport } from './compare-read.ts';
import { identityOf } from './fingerprint.ts';
import type { BySeverity } from './graver.ts';
import { bySeverities, unmatched } from './graver.ts';

/** A number in both reports. */
export interface Trend {
  readonly old: number;
  readonly new: number;
}

/** What became of the findings between two runs. */
export interface Comparison {
  readonly targets: { readonly old: string; readonly new: string };
  /** In the new report only, or milder in the old one; in the order of the new one. */
  readonly added: readonly SavedFinding[];
  /** In the old report only, in its order. */
  readonly gone: readonly SavedFinding[];
  /** In the old report, and suppressed in the new one: they no longer count, but are still there. In the order of the old one. */
  readonly silenced: readonly SavedFinding[];
  /** In both, and not graver in the new one; as that tells it. */
  readonly unchanged: readonly SavedFinding[];
  readonly findings: Readonly<Record<Severity, Trend>>;
  readonly suppressed: Trend;
  readonly resources: Trend;
  /** Resources by the stability of their API. */
  readonly reliance: Readonly<Record<Stability, Trend>>;
  /** Errors in reading: where there are any, that something is gone may only mean that it was not read. */
  readonly errors: Trend;
}

/**
 * Compares two saved reports. A finding is the same where it says the same of the same object in the same file, on
 * whatever line, and is no graver than it was: what was a note and is an error now must not pass as known, whether the
 * Target or a policy made it one.
 */
export function compareReports(older: SavedReport, newer: SavedReport): Comparison {
  const { added, gone } = changesBetween(older.findings, newer.findings);
  const silenced = silencedOf(older, newer, gone);
  const trend = (of: (report: SavedReport) => number): Trend => ({ old: of(older), new: of(newer) });
  const bySeverity = (severity: Severity) =>
    trend(({ findings }) => findings.filter((finding) => finding.severity === severity).length);
  const byStability = (stability: Stability) => trend(({ reliance }) => reliance[stability]);
  return {
    targets: { old: older.target, new: newer.target },
    added: newer.findings.filter((finding) => added.has(finding)),
    gone: older.findings.filter((finding) => gone.has(finding) && !silenced.has(finding)),
    silenced: older.findings.filter((finding) => silenced.has(finding)),
    unchanged: newer.findings.filter((finding) => !added.has(finding)),
    findings: { error: bySeverity('error'), warning: bySeverity('warning'), note: bySeverity('note') },
    suppressed: trend(({ suppressed }) => suppressed),
    resources: trend(({ resources }) => resources),
    reliance: {
      ga: byStability('ga'),
      beta: byStability('beta'),
      alpha: byStability('alpha'),
      unknown: byStability('unknown'),
    },
    errors: trend(({ errors }) => errors),
  };
}

/** Those of the findings that only the old report has which are suppressed in the new one, and were not suppressed before. */
function silencedOf(
  older: SavedReport,
  newer: SavedReport,
  gone: ReadonlySet<SavedFinding>,
): ReadonlySet<SavedFinding> {
  const more = new Map<string, number>();
  const add = (findings: readonly SavedFinding[], number: number) => {
    for (const finding of findings) {
      const key = identityOf(finding);
      more.set(key, (more.get(key) ?? 0) + number);
    }
  };
  add(newer.silenced, 1);
  add(older.silenced, -1);
  const silenced = new Set<SavedFinding>();
  for (const finding of gone) {
    const key = identityOf(finding);
    const left = more.get(key) ?? 0;
    if (left <= 0) continue;
    more.set(key, left - 1);
    silenced.add(finding);
  }
  return silenced;
}

/** What the two reports have of one fact about one object: often one finding each. */
interface Alike {
  readonly was: BySeverity<SavedFinding>;
  readonly is: BySeverity<SavedFinding>;
}

function changesBetween(
  older: readonly SavedFinding[],
  newer: readonly SavedFinding[],
): { readonly added: ReadonlySet<SavedFinding>; readonly gone: ReadonlySet<SavedFinding> } {
  const groups = new Map<string, Alike>();
  const put = (findings: readonly SavedFinding[], side: keyof Alike) => {
    for (const finding of findings) {
      const key = identityOf(finding);
      const alike = groups.get(key) ?? { was: bySeverities<SavedFinding>(), is: bySeverities<SavedFinding>() };
      groups.set(key, alike);
      alike[side][finding.severity].push(finding);
    }
  };
  put(older, 'was');
  put(newer, 'is');
  const [added, gone] = [new Set<SavedFinding>(), new Set<SavedFinding>()];
  for (const alike of groups.values()) {
    const { left, graver } = unmatched(alike.was, alike.is);
    for (const finding of graver) added.add(finding);
    // What is graver now is still there: as many of the old ones are not gone.
    for (const finding of left.slice(graver.length)) gone.add(finding);
  }
  return { added, gone };
}
