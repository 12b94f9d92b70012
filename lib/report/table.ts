import { styleText } from 'node:util';
import type { Finding, Severity } from '../model/finding.ts';
import { formatGvk } from '../model/gvk.ts';
import { compareReleases, isLater } from '../model/release.ts';
import type { ApiUse, Report, Summary, UseCount } from '../model/report.ts';
import { grid } from './grid.ts';
import type { FindingGroup } from './groups.ts';
import { groupsOf } from './groups.ts';
import { cautionOf } from './messages.ts';
import { chartLines, originOfPlace, releaseLines } from './messages-helm.ts';
import { placeText } from './place-words.ts';
import { filesLine, notJudgedLines, reliants } from './read-words.ts';
import type { Reporter, ReportOptions } from './reporter.ts';
import { suppressionLines } from './suppressed.ts';
import { count, printable } from './text.ts';

/** How many places of one finding are shown where not all are asked for ... */
const MOST_PLACES = 5;
/** ... and where they are: more lines in one cell take `table` for ever. */
const MOST_PLACES_OF_ALL = 1000;
/** How many groups of findings are shown where not all are asked for. */
const MOST_GROUPS = 500;
/** Sentences hold names of the input, which may be of any length. */
const MOST_LETTERS = 2000;

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

function findingsTable(findings: readonly Finding[], { width, color, all }: ReportOptions): string {
  const groups = groupsOf(findings);
  const shown = all ? groups : groups.slice(0, MOST_GROUPS);
  const left = groups.slice(shown.length).reduce((total, group) => total + group.findings.length, 0);
  const rows = shown.map((group) => {
    const { severity, rule } = group.first;
    return [
      `${color ? styleText(COLORS[severity], severity, { validateStream: false }) : severity}\n${rule}`,
      clipped(printable(group.message)),
      placesOf(group, all),
    ];
  });
  const drawn = grid(['Rule', 'What, and what to do', 'Where'], rows, { width });
  return left === 0 ? drawn : `${drawn}\n... and ${count(left, 'more finding')} (--all, or another --format).`;
}

function placesOf({ findings }: FindingGroup, all: boolean): string {
  const most = all ? MOST_PLACES_OF_ALL : MOST_PLACES;
  const shown = findings.length <= most + 1 ? findings : findings.slice(0, most);
  const lines = shown.map((finding) => clipped(printable(`${placeText(finding)}${originOfPlace(finding)}`)));
  if (shown.length < findings.length)
    lines.push(`... and ${findings.length - shown.length} more (${all ? 'another --format' : '--all'})`);
  return lines.join('\n');
}

function clipped(text: string): string {
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}...` : text;
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
  const { target, summary, apis, between, errors } = report;
  const { reliance, findings } = summary;
  const lines: string[] = [];
  if (summary.resources + summary.uses + report.findings.length === 0) {
    lines.push(
      summary.files === 0
        ? 'Nothing to audit: no file was found there. Hidden files and folders are read with --hidden only.'
        : `Nothing to audit: of ${count(summary.files, 'file')}, none holds a Kubernetes object (apiVersion and kind) that could be read.`,
    );
  } else {
    lines.push(
      `Kubernetes ${target}: ${reliants(summary)} on ${count(apis.length, 'API')}: ` +
        `${reliance.ga} GA, ${reliance.beta} beta, ${reliance.alpha} alpha, ${reliance.unknown} unknown.`,
      ...depth(summary),
      `Findings: ${count(findings.error, 'error')}, ${count(findings.warning, 'warning')}, ${count(findings.note, 'note')}.`,
      ...(report.supports === undefined
        ? []
        : [`Checked against every release from ${report.supports.from} to ${report.supports.to}.`]),
      ...suppressionLines(report),
    );
  }
  lines.push(...breaks(apis, target));
  for (const { release, removed, deprecated } of between) {
    if (removed.length > 0) lines.push(`On the way, ${release} removes ${uses(removed)}.`);
    if (deprecated.length > 0) lines.push(`On the way, ${release} deprecates ${uses(deprecated)}.`);
  }
  lines.push(...notJudgedLines(report, ' (--verbose)'), filesLine(summary));
  lines.push(...[...chartLines(report.charts), ...releaseLines(report.releases)].map(printable));
  if (errors.length > 0)
    lines.push(`Incomplete: ${count(errors.length, 'error')} while reading, named on standard error.`);
  return lines.join('\n');
}

/** What the resources rest on beside the versions of the API server's APIs, where there is anything to tell. */
function depth({ reliance, boundaries, underneath }: Summary): string[] {
  const { alpha, beta } = underneath;
  const parts = [
    alpha === 0 ? null : `${alpha} ${alpha === 1 ? 'uses' : 'use'} alpha`,
    beta === 0 ? null : `${beta} ${beta === 1 ? 'uses' : 'use'} beta`,
  ].filter((part) => part !== null);
  const { resources } = boundaries.config;
  const files = resources.ga + resources.beta + resources.alpha + resources.unknown;
  const providers = boundaries.provider.findings;
  return [
    ...(parts.length === 0
      ? []
      : [`Underneath: of ${count(reliance.ga, 'GA resource')}, ${parts.join(' and ')} fields or feature gates.`]),
    ...(files === 0
      ? []
      : [
          `Configuration: ${files} of these ${files === 1 ? 'is a file' : 'are files'} that a component or a client reads: ` +
            `${resources.ga} GA, ${resources.beta} beta, ${resources.alpha} alpha, ${resources.unknown} unknown.`,
        ]),
    ...(providers.error + providers.warning + providers.note === 0
      ? []
      : [
          `Providers: ${count(providers.error, 'error')}, ${count(providers.warning, 'warning')}, ${count(providers.note, 'note')} ` +
            'about drivers that live, or lived, in Kubernetes.',
        ]),
  ];
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
