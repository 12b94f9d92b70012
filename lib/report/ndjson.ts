import type { Finding } from '../model/finding.ts';
import { findingValue } from './json.ts';
import type { Reporter } from './reporter.ts';
import { jsonText } from './text.ts';

/** The findings as NDJSON, one a line, each as in the JSON report. */
export const ndjsonReporter: Reporter = ({ findings }) => findings.map(findingLine).join('');

/** One finding as a line of NDJSON. */
export function findingLine(finding: Finding): string {
  return `${jsonText(findingValue(finding))}\n`;
}
