import type { StabilityStatistics } from '../catalog/stability.ts';
import type { ReportOptions } from './reporter.ts';

/** The version of the JSON form; it grows only when a key changes its meaning or goes. */
const SCHEMA_VERSION = 1;

/** The statistics as one JSON object, as `docs/guides/stability.md` describes it. */
export function stabilityJson(statistics: StabilityStatistics, tool: ReportOptions['tool']): string {
  return `${JSON.stringify({ schemaVersion: SCHEMA_VERSION, tool, ...statistics }, null, 2)}\n`;
}
