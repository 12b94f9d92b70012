import { formatGvk } from '../model/gvk.ts';
import type { Hop, Upgrade } from '../upgrade/dry-run.ts';
import type { Step } from '../upgrade/plan.ts';
import { grid } from './grid.ts';
import { unrenderedOnWayLines } from './messages-helm.ts';
import { placeText } from './place-words.ts';
import { filesLine, notJudgedLines } from './read-words.ts';
import type { ReporterOf, ReportOptions } from './reporter.ts';
import { count, printable, withoutCommands } from './text.ts';
import {
  breaksText,
  insteadTexts,
  rangeSentence,
  spansText,
  startText,
  stepText,
  subjectText,
  upgradeAnswer,
  upgradeCaution,
  upgradeSuppressions,
  warningText,
  windowShort,
} from './upgrade-words.ts';

/** How many places of one step are shown where not all are asked for. */
const MOST_PLACES = 5;
/** For the types alone: a way has a first release, and a report of it. */
const NO_REPORT = { summary: null };

/** The dry run for people at a terminal: the answer, the hops that take something away, the plan. */
export const upgradeTable: ReporterOf<Upgrade> = (upgrade, options) => {
  const { summary } = upgrade.reports[0] ?? NO_REPORT;
  const { errors } = upgrade.unread;
  const parts = [
    upgradeCaution(upgrade),
    upgradeAnswer(upgrade),
    printable(rangeSentence(upgrade.range)),
    hopsTable(upgrade.hops, options),
    upgrade.changes.length === 0 ? null : changesTable(upgrade, options),
    options.all ? rangesTable(upgrade, options) : null,
    planText(upgrade.plan, options),
    suppressedPart(upgrade, options),
    ...notJudgedLines(upgrade.unread),
    ...unrenderedOnWayLines(upgrade.unrendered).map(printable),
    summary === null ? null : filesLine(summary),
    errors.length === 0 ? null : `Incomplete: ${count(errors.length, 'error')} while reading, named on standard error.`,
  ];
  return `${withoutCommands(parts.filter((part) => part !== null).join('\n\n'))}\n`;
};

function suppressedPart(upgrade: Upgrade, { width }: ReportOptions): string | null {
  const lines = upgradeSuppressions(upgrade, ' (--verbose names them)');
  return lines.length === 0 ? null : lines.flatMap((line) => wrapped(printable(line), width, '')).join('\n');
}

function hopsTable(hops: readonly Hop[], { width }: ReportOptions): string | null {
  const rows = hops.flatMap(({ from, to, stops, starts, last, warns }) => {
    const cells = [
      stops.map(({ finding, places }) => `${subjectText(finding.subject)} (${places.length})`),
      last.map((api) => `${formatGvk(api)} (${api.count})`),
      [...starts.map(startText), ...warns.map(warningText)],
    ];
    if (cells.every((lines) => lines.length === 0)) return [];
    return [[`${from} to ${to}`, ...cells.map((lines) => lines.map(printable).join('\n'))]];
  });
  if (rows.length === 0) return null;
  return grid(['Hop', 'Stops working', 'On its last release', 'Also'], rows, { width });
}

function changesTable({ changes }: Upgrade, { width, all }: ReportOptions): string {
  const rows = changes.map((change) => [
    printable(subjectText(change.finding.subject)),
    breaksText(change),
    insteadTexts(change).map(printable).join(', then\n'),
    windowShort(change),
    placesOf(change.places.map(placeText), all).join('\n'),
  ]);
  return grid(['To be changed', 'Breaks at', 'Write instead', 'Window', 'Where'], rows, { width });
}

function rangesTable({ range, reports }: Upgrade, { width }: ReportOptions): string {
  const uses = new Map((reports[0]?.apis ?? []).map((api) => [formatGvk(api), api.count]));
  const rows = range.apis.map((api) => {
    const name = formatGvk(api);
    return [printable(name), String(uses.get(name) ?? ''), api.served === null ? 'not known' : spansText(api.served)];
  });
  return grid(['API in use', 'Resources', 'Served'], rows, { width, compact: true });
}

function planText(plan: readonly Step[], { all, width }: ReportOptions): string {
  const lines = ['Plan'];
  let edit = 0;
  let at: string | null = null;
  let hops: string[] = [];
  const flush = () => {
    if (hops.length > 0) lines.push(...wrapped(`-> Move the control plane to ${hops.join(', then to ')}.`, width));
    hops = [];
  };
  for (const step of plan) {
    if (step.do === 'hop') {
      hops.push(step.to);
      continue;
    }
    flush();
    if (step.at !== at) lines.push(`On ${step.at}`);
    at = step.at;
    edit++;
    lines.push(...wrapped(`${edit}. ${printable(stepText(step))}`, width));
    if ('change' in step) {
      lines.push(...placesOf(step.change.places.map(placeText), all).map((place) => `       ${place}`));
    }
  }
  flush();
  return lines.join('\n');
}

/** A line of the plan, its words wrapped to the width and indented under its beginning. */
function wrapped(text: string, width: number, indent = '  '): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(' ')) {
    const joint = line.trim() === '' ? '' : ' ';
    if (joint !== '' && line.length + joint.length + word.length > width) {
      lines.push(line);
      line = `${indent}   ${word}`;
    } else {
      line = `${line}${joint}${word}`;
    }
  }
  return [...lines, line];
}

function placesOf(places: readonly string[], all: boolean): string[] {
  const shown = all || places.length <= MOST_PLACES + 1 ? places : places.slice(0, MOST_PLACES);
  const lines = shown.map(printable);
  if (shown.length < places.length) lines.push(`... and ${places.length - shown.length} more (--all)`);
  return lines;
}
