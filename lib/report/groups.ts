import type { Finding } from '../model/finding.ts';
import { compareSeverities } from '../model/finding.ts';
import { compareText } from '../model/gvk.ts';
import { messageOf } from './messages.ts';

/** Findings that say the same of different places. */
export interface FindingGroup {
  readonly first: Finding;
  readonly message: string;
  readonly findings: readonly Finding[];
}

/** Puts findings that say the same together: the worst first, then those with the most places. */
export function groupsOf(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = new Map<string, { first: Finding; message: string; findings: Finding[] }>();
  for (const finding of findings) {
    const message = messageOf(finding);
    const key = `${finding.severity} ${finding.rule} ${finding.via} ${message}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: finding, message, findings: [finding] });
    else group.findings.push(finding);
  }
  return [...groups.values()].sort(
    (a, b) =>
      compareSeverities(a.first.severity, b.first.severity) ||
      b.findings.length - a.findings.length ||
      compareText(a.message, b.message),
  );
}
