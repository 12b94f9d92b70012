import type { StabilityStatistics } from '../catalog/stability.ts';
import type { ReportOptions } from './reporter.ts';
import { jsonText } from './text.ts';

/** The version of the JSON form; it grows only when a key changes its meaning or goes. */
const SCHEMA_VERSION = 1;

/** The statistics as one JSON object, as `docs/guides/stability.md` describes it. */
export function stabilityJson(statistics: StabilityStatistics, tool: ReportOptions['tool']): string {
  return `${jsonText({ schemaVersion: SCHEMA_VERSION, tool, ...statistics }, 2)}\n`;
}
