import type { Comparison } from './compare-reports.ts';
import { jsonText } from './text.ts';

/** The version of the JSON form; it grows only when a key changes its meaning or goes. */
const SCHEMA_VERSION = 1;

/** The comparison of two runs as one JSON object, as `docs/guides/baseline.md` describes it. */
export function comparisonJson(
  { added, ...comparison }: Comparison,
  tool: { readonly name: string; readonly version: string },
): string {
  const { targets, gone, silenced, unchanged, findings, suppressed, resources, reliance, errors } = comparison;
  const value = {
    schemaVersion: SCHEMA_VERSION,
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
  return `${jsonText(value, 2)}\n`;
}
