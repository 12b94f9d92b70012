import { compareFindings } from '../findings.ts';
import type { Finding } from '../model/finding.ts';
import { gvkKey } from '../model/gvk.ts';
import type { Report, SuppressedFinding } from '../model/report.ts';

/** A text that is the same for findings of the same API, field, gate, label or driver. */
export function subjectKey({ subject }: Finding): string {
  return JSON.stringify([
    gvkKey(subject),
    subject.field ?? '',
    subject.gate ?? '',
    subject.label ?? '',
    subject.provider ?? '',
  ]);
}

/** A text that is the same for findings at the same place. */
export function placeKey({ location }: Finding): string {
  return JSON.stringify([location.file, location.line, location.column, location.document, location.path]);
}

/** A text that is the same for findings of one thing at one place, whatever the rule: of those of several releases one is told. */
function thingKey(finding: Finding): string {
  return `${subjectKey(finding)} ${placeKey(finding)}`;
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

/** What an audit found at one Release. */
export type FoundAt = Pick<Report, 'target' | 'findings'>;

/**
 * The Target's findings, those that a release of a range makes an error replaced by that error; `details.failsIn` holds the
 * releases.
 *
 * @param reports those of the releases of the range, the earliest first.
 */
export function withFailures(own: FoundAt, reports: readonly FoundAt[]): Finding[] {
  const failures = new Map<string, { readonly finding: Finding; readonly releases: Set<string> }>();
  // The latest release first: what fails at the Target is told as it is there.
  for (const { target, findings } of [own, ...[...reports].reverse()]) {
    for (const finding of findings) {
      if (finding.severity !== 'error') continue;
      const key = thingKey(finding);
      const failure = failures.get(key) ?? { finding, releases: new Set() };
      failures.set(key, failure);
      failure.releases.add(target);
    }
  }
  const inRange = [...new Set(reports.map(({ target }) => target))];
  return [
    ...own.findings.filter((finding) => !failures.has(thingKey(finding))),
    ...[...failures.values()].map(({ finding, releases }) => {
      const failsIn = inRange.filter((release) => releases.has(release));
      return { ...finding, details: { ...finding.details, failsIn } };
    }),
  ];
}
