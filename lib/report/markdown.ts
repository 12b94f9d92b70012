import type { Finding, Severity } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { FindingGroup } from './groups.ts';
import { groupsOf } from './groups.ts';
import { escaped, MOST_CHARACTERS, thatFit } from './markdown-text.ts';
import { cautionOf } from './messages.ts';
import { nameOf } from './place-words.ts';
import { filesLine, notJudgedLines } from './read-words.ts';
import type { Reporter } from './reporter.ts';
import { suppressionLines } from './suppressed.ts';
import { count } from './text.ts';

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
  const tail = [...unreadLines(errors), ...suppressionLines(report), ...notJudgedLines(report), filesLine(summary)];
  const groups = groupsOf(findings);
  const { rows, left } = rowsThatFit(groups, all, MOST_CHARACTERS - [...head, ...tail].join('\n\n').length);
  const table = ['| | Finding | Where |', '| --- | --- | --- |', ...rows].join('\n');
  const parts = [
    ...head,
    ...(groups.length === 0 ? ['No findings.'] : [table]),
    ...(left === 0 ? [] : [`... and ${count(left, 'more finding')} that did not fit here.`]),
    ...tail,
  ];
  return `${parts.join('\n\n')}\n`;
};

/**
 * The rows of a table that fit into so many characters, and how many findings have no place in them. Where one row alone
 * takes all the room, it has as many places as fit.
 */
function rowsThatFit(groups: readonly FindingGroup[], all: boolean, room: number) {
  const rows: string[] = [];
  let left = room;
  for (const [at, { first, message, findings }] of groups.entries()) {
    const begin = `| ${SIGNS[first.severity]} ${first.severity} \`${first.rule}\` | ${escaped(message)} | `;
    const most = all ? findings : findings.slice(0, MOST_PLACES);
    const places: string[] = [];
    // The row ends with a count of the places that are left out, and a line feed.
    let used = begin.length + '<br>... and 1000000 more |\n'.length;
    for (const finding of most) {
      const text = placeOf(finding);
      used += text.length + '<br>'.length;
      if (used > left) break;
      places.push(text);
    }
    if (places.length === 0) {
      const more = groups.slice(at).reduce((total, { findings: others }) => total + others.length, 0);
      return { rows, left: more };
    }
    if (places.length < findings.length) places.push(`... and ${findings.length - places.length} more`);
    const row = `${begin}${places.join('<br>')} |`;
    rows.push(row);
    left -= row.length + 1;
  }
  return { rows, left: 0 };
}

function unreadLines(errors: Report['errors']): readonly string[] {
  const lines = errors.slice(0, MOST_PLACES).map((error) => `- not read: ${place(error)} ${escaped(error.message)}`);
  const shown = lines.slice(0, thatFit(lines, MOST_CHARACTERS / 2));
  const left = errors.length - shown.length;
  return left === 0 ? shown : [...shown, `- ... and ${count(left, 'more error')} in reading`];
}

function placeOf({ location, holder }: Finding): string {
  const name = nameOf(holder);
  return `${place(location)}${name === '' ? '' : ` ${escaped(name)}`}`;
}

function place({ file, line }: { readonly file: string; readonly line: number }): string {
  return escaped(`${file}:${line}`);
}
