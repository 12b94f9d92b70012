import type { Severity } from '../model/finding.ts';
import type { Stability } from '../model/stability.ts';
import type { SavedFinding, SavedReport } from './compare-read.ts';
import { fingerprints } from './fingerprint.ts';

/** A number in both reports. */
export interface Trend {
  readonly old: number;
  readonly new: number;
}

/** What became of the findings between two runs. */
export interface Comparison {
  readonly targets: { readonly old: string; readonly new: string };
  /** In the new report only, in its order. */
  readonly added: readonly SavedFinding[];
  /** In the old report only, in its order. */
  readonly gone: readonly SavedFinding[];
  /** In both; as the new one tells it. */
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
 * whatever line.
 */
export function compareReports(older: SavedReport, newer: SavedReport): Comparison {
  const [was, is] = [fingerprints(older.findings), fingerprints(newer.findings)];
  const [wasThere, isThere] = [new Set(was), new Set(is)];
  const trend = (of: (report: SavedReport) => number): Trend => ({ old: of(older), new: of(newer) });
  const bySeverity = (severity: Severity) =>
    trend(({ findings }) => findings.filter((finding) => finding.severity === severity).length);
  const byStability = (stability: Stability) => trend(({ reliance }) => reliance[stability]);
  return {
    targets: { old: older.target, new: newer.target },
    added: newer.findings.filter((_, at) => !wasThere.has(is[at] as string)),
    gone: older.findings.filter((_, at) => !isThere.has(was[at] as string)),
    unchanged: newer.findings.filter((_, at) => wasThere.has(is[at] as string)),
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
