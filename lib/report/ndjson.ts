import type { Finding } from '../model/finding.ts';
import { findingValue } from './json.ts';
import type { PiecesReporter } from './reporter.ts';
import { jsonText } from './text.ts';

/** The findings as NDJSON, one a line, each as in the JSON report. */
export const ndjsonReport: PiecesReporter = function* ({ findings }) {
  for (const finding of findings) yield findingLine(finding);
};

/** One finding as a line of NDJSON. */
export function findingLine(finding: Finding): string {
  return `${jsonText(findingValue(finding))}\n`;
}
