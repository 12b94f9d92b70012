import { suppressedInAny } from '../audit/releases.ts';
import { compareSeverities } from '../model/finding.ts';
import type { Report, SuppressedFinding } from '../model/report.ts';

/** What is suppressed on a way, each thing as it is where it is gravest. Notes are none of what a way is told of. */
export function suppressedOnWay(reports: readonly Pick<Report, 'suppressed'>[]): readonly SuppressedFinding[] {
  const told = reports.flatMap(({ suppressed }) => suppressed.filter(({ finding }) => finding.severity !== 'note'));
  const gravest = told.sort((a, b) => compareSeverities(a.finding.severity, b.finding.severity));
  return suppressedInAny([{ suppressed: gravest }]);
}
