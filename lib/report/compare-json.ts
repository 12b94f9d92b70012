import type { Comparison } from './compare-reports.ts';
import type { ReportOptions } from './reporter.ts';
import { jsonDocument } from './text.ts';

/** The comparison of two runs as one JSON object, as `docs/guides/baseline.md` describes it. */
export function comparisonJson({ added, ...comparison }: Comparison, { tool }: Pick<ReportOptions, 'tool'>): string {
  const { targets, gone, silenced, unchanged, findings, suppressed, resources, reliance, errors } = comparison;
  const value = {
    tool,
    targets,
    summary: {
      new: added.length,
      gone: gone.length,
      silenced: silenced.length,
      unchanged: unchanged.length,
      findings,
      suppressed,
      resources,
      reliance,
      errors,
    },
    new: added,
    gone,
    silenced,
    unchanged,
  };
  return jsonDocument(value);
}
