import type { StabilityStatistics } from '../catalog/stability.ts';
import type { ReportOptions } from './reporter.ts';
import { jsonDocument } from './text.ts';

/** The statistics as one JSON object, as `docs/guides/stability.md` describes it. */
export function stabilityJson(statistics: StabilityStatistics, { tool }: Pick<ReportOptions, 'tool'>): string {
  return jsonDocument({ tool, ...statistics });
}
