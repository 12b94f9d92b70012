import { styleText } from 'node:util';
import type { Finding, Severity } from '../model/finding.ts';
import { compareSeverities } from '../model/finding.ts';
import { compareText, formatGvk } from '../model/gvk.ts';
import { compareReleases, isLater } from '../model/release.ts';
import type { ApiUse, Report, UseCount } from '../model/report.ts';
import { grid } from './grid.ts';
import { cautionOf, messageOf } from './messages.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { count, printable } from './text.ts';

/** How many places of one finding are shown where not all are asked for. */
const MOST_PLACES = 5;

const COLORS = { error: 'red', warning: 'yellow', note: 'cyan' } as const satisfies Record<Severity, string>;

/** The report for people at a terminal: findings grouped by what they say, worst first, then the summary. */
export const tableReporter: Reporter = (report, options) => {
  const { target, snapshot } = report;
  const caution = cautionOf(snapshot.standing, target, snapshot.release);
  const parts = [
    caution,
    report.findings.length === 0 ? null : findingsTable(report.findings, options),
    options.all && report.apis.length > 0 ? apisTable(report.apis, options) : null,
    summaryText(report),
  ];
  return `${parts.filter((part) => part !== null).join('\n\n')}\n`;
};

interface Group {
  readonly first: Finding;
  readonly message: string;
  readonly findings: Finding[];
}

function grouped(findings: readonly Finding[]): Group[] {
  const groups = new Map<string, Group>();
  for (const finding of findings) {
    const message = printable(messageOf(finding));
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

function findingsTable(findings: readonly Finding[], { width, color, all }: ReportOptions): string {
  const rows = grouped(findings).map((group) => {
    const { severity, rule } = group.first;
    return [
      `${color ? styleText(COLORS[severity], severity, { validateStream: false }) : severity}\n${rule}`,
      group.message,
      placesOf(group, all),
    ];
  });
  return grid(['Rule', 'What, and what to do', 'Where'], rows, { width });
}

function placesOf({ findings }: Group, all: boolean): string {
  const shown = all || findings.length <= MOST_PLACES + 1 ? findings : findings.slice(0, MOST_PLACES);
  const lines = shown.map(({ location, holder, via }) => {
    const name = holder.namespace === null ? holder.name : `${holder.namespace}/${holder.name}`;
    const from = via === 'template' ? ' (template)' : '';
    return printable(`${location.file}:${location.line}${name === null ? '' : ` ${name}`}${from}`);
  });
  if (shown.length < findings.length) lines.push(`... and ${findings.length - shown.length} more (--all)`);
  return lines.join('\n');
}

function apisTable(apis: readonly ApiUse[], { width }: ReportOptions): string {
  const rows = apis.map(({ stability, lifecycle, replacement, count: times, ...gvk }) => [
    printable(formatGvk(gvk)),
    stability,
    String(times),
    lifecycle.introduced ?? '',
    lifecycle.deprecated ?? '',
    lifecycle.removed ?? '',
    replacement === null ? '' : printable(formatGvk(replacement)),
  ]);
  const titles = ['API in use', 'Stability', 'Uses', 'Introduced', 'Deprecated', 'Removed', 'Replacement'];
  return grid(titles, rows, { width, compact: true });
}

function summaryText(report: Report): string {
  const { target, summary, apis, between, computed, errors } = report;
  const { reliance, findings } = summary;
  const lines: string[] = [];
  if (summary.resources === 0) {
    lines.push(
      summary.files === 0
        ? 'Nothing to audit: no file was found there.'
        : `Nothing to audit: of ${count(summary.files, 'file')}, none holds a Kubernetes object (apiVersion and kind) that could be read.`,
    );
  } else {
    lines.push(
      `Kubernetes ${target}: ${count(summary.resources, 'resource')} on ${count(apis.length, 'API')}: ` +
        `${reliance.ga} GA, ${reliance.beta} beta, ${reliance.alpha} alpha, ${reliance.unknown} unknown.`,
      `Findings: ${count(findings.error, 'error')}, ${count(findings.warning, 'warning')}, ${count(findings.note, 'note')}.`,
    );
  }
  lines.push(...breaks(apis, target));
  for (const { release, removed, deprecated } of between) {
    if (removed.length > 0) lines.push(`On the way, ${release} removes ${uses(removed)}.`);
    if (deprecated.length > 0) lines.push(`On the way, ${release} deprecates ${uses(deprecated)}.`);
  }
  if (computed.length > 0) {
    lines.push(
      `Not judged: ${count(computed.length, 'apiVersion or kind', 'apiVersions or kinds')} that a template computes.`,
    );
  }
  lines.push(
    `Files: ${summary.files} = ${summary.audited} audited + ${summary.passedOver} passed over + ` +
      `${summary.templates} read as templates + ${summary.unread} with errors.`,
  );
  if (errors.length > 0)
    lines.push(`Not trusted: ${count(errors.length, 'error')} in reading, named on standard error.`);
  return lines.join('\n');
}

/** What the releases after the Target are declared or known to take away, soonest first. */
function breaks(apis: readonly ApiUse[], target: string): string[] {
  const ahead = apis.filter(
    ({ lifecycle }) =>
      lifecycle.removed !== null &&
      isLater(lifecycle.removed, target) &&
      !(lifecycle.introduced !== null && isLater(lifecycle.introduced, target)),
  );
  const releases = [...new Set(ahead.map(({ lifecycle }) => lifecycle.removed as string))].sort(compareReleases);
  return releases.map(
    (release) => `Ahead: ${release} removes ${uses(ahead.filter((api) => api.lifecycle.removed === release))}.`,
  );
}

function uses(apis: readonly UseCount[]): string {
  return apis.map(({ count: times, ...gvk }) => `${printable(formatGvk(gvk))} (${times})`).join(', ');
}
