import type { Finding, Severity } from '../model/finding.ts';
import type { FindingGroup } from './groups.ts';
import { groupsOf } from './groups.ts';
import { cautionOf } from './messages.ts';
import type { Reporter } from './reporter.ts';
import { suppressionLines } from './suppressed.ts';
import { count, printable } from './text.ts';

/** What a comment on a pull request may hold is 65,536 characters; the rest is for what is put around it. */
export const MOST_CHARACTERS = 60_000;
/** How many places of a group are shown where not all are asked for. */
const MOST_PLACES = 10;

const SIGNS = { error: '🔴', warning: '🟠', note: '🔵' } as const satisfies Record<Severity, string>;

/** The report as Markdown that fits a comment on a pull request; what does not fit is counted. */
export const markdownReporter: Reporter = (report, { all }) => {
  const { target, snapshot, summary, findings, errors } = report;
  const { reliance } = summary;
  const caution = cautionOf(snapshot.standing, target, snapshot.release);
  const head = [
    `## API audit for Kubernetes ${target}`,
    ...(caution === null ? [] : [`> ${caution}`]),
    `**${count(summary.findings.error, 'error')}, ${count(summary.findings.warning, 'warning')}, ${count(summary.findings.note, 'note')}** in ${count(summary.resources, 'resource')}: ${reliance.ga} GA, ${reliance.beta} beta, ${reliance.alpha} alpha, ${reliance.unknown} unknown.`,
  ];
  const tail = [
    ...errors.slice(0, MOST_PLACES).map((error) => `- not read: ${place(error)} ${escaped(error.message)}`),
    ...(errors.length > MOST_PLACES
      ? [`- ... and ${count(errors.length - MOST_PLACES, 'more error')} in reading`]
      : []),
    ...suppressionLines(report),
    `Files: ${summary.files} = ${summary.audited} audited + ${summary.passedOver} passed over + ${summary.templates} read as templates + ${summary.unread} with errors.`,
  ];
  const groups = groupsOf(findings);
  const rows = groups.map((group) => row(group, all));
  const shown = thatFit(rows, MOST_CHARACTERS - [...head, ...tail].join('\n\n').length);
  const left = groups.slice(shown).reduce((total, { findings: more }) => total + more.length, 0);
  const table = ['| | Finding | Where |', '| --- | --- | --- |', ...rows.slice(0, shown)].join('\n');
  const parts = [
    ...head,
    ...(groups.length === 0 ? ['No findings.'] : [table]),
    ...(left === 0 ? [] : [`... and ${count(left, 'more finding')} that did not fit here.`]),
    ...tail,
  ];
  return `${parts.join('\n\n')}\n`;
};

/** How many of the rows fit into so many characters, each in a line. */
export function thatFit(rows: readonly string[], room: number): number {
  let left = room;
  const full = rows.findIndex((text) => {
    left -= text.length + 1;
    return left < 0;
  });
  return full === -1 ? rows.length : full;
}

function row({ first, message, findings }: FindingGroup, all: boolean): string {
  const shown = all ? findings : findings.slice(0, MOST_PLACES);
  const places = shown.map(placeOf);
  if (shown.length < findings.length) places.push(`... and ${findings.length - shown.length} more`);
  return `| ${SIGNS[first.severity]} ${first.severity} \`${first.rule}\` | ${escaped(message)} | ${places.join('<br>')} |`;
}

function placeOf({ location, holder }: Finding): string {
  const name = [holder.namespace, holder.name].filter((part) => part !== null).join('/');
  return `${place(location)}${name === '' ? '' : ` ${escaped(name)}`}`;
}

function place({ file, line }: { readonly file: string; readonly line: number }): string {
  return escaped(`${file}:${line}`);
}

/** Untrusted text in a cell: no markup, no mention, no link of its own. */
export function escaped(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>()#+!|~@&]/g, (character) => `&#${character.charCodeAt(0)};`);
}
