import { compareFindings } from '../findings.ts';
import type { Finding } from '../model/finding.ts';
import { compareSeverities } from '../model/finding.ts';
import { gvkKey } from '../model/gvk.ts';
import type { Report, SuppressedFinding } from '../model/report.ts';

/** Says which findings of several releases are of one place and one subject: of them one thing is said. */
export function thingKey({ location, subject }: Finding): string {
  const { file, line, column, document, path } = location;
  const { field, gate, label, provider } = subject;
  return JSON.stringify([file, line, column, document, path, gvkKey(subject), field, gate, label, provider]);
}

/** What is suppressed at any of several releases, each thing once, as the first of the reports has it; sorted by place. */
export function suppressedInAny(reports: readonly Pick<Report, 'suppressed'>[]): readonly SuppressedFinding[] {
  const all = new Map<string, SuppressedFinding>();
  for (const each of reports.flatMap(({ suppressed }) => suppressed)) {
    const key = thingKey(each.finding);
    if (!all.has(key)) all.set(key, each);
  }
  return [...all.values()].sort((a, b) => compareFindings(a.finding, b.finding));
}

/** What is suppressed on a way, each thing as it is where it is gravest. Notes are none of what a way is told of. */
export function suppressedOnWay(reports: readonly Pick<Report, 'suppressed'>[]): readonly SuppressedFinding[] {
  const told = reports.flatMap(({ suppressed }) => suppressed.filter(({ finding }) => finding.severity !== 'note'));
  const gravest = told.sort((a, b) => compareSeverities(a.finding.severity, b.finding.severity));
  return suppressedInAny([{ suppressed: gravest }]);
}
