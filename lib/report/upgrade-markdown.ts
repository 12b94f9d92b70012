import { formatGvk } from '../model/gvk.ts';
import type { Hop, Upgrade } from '../upgrade/dry-run.ts';
import type { Step } from '../upgrade/plan.ts';
import { escaped, MOST_CHARACTERS, thatFit } from './markdown-text.ts';
import { unrenderedOnWayLines } from './messages-helm.ts';
import { placeText } from './place-words.ts';
import { notJudgedLines } from './read-words.ts';
import type { ReporterOf } from './reporter.ts';
import { count } from './text.ts';
import {
  rangeSentence,
  startText,
  stepText,
  subjectText,
  suppressedText,
  upgradeAnswer,
  upgradeCaution,
  upgradeSuppressions,
  warningText,
} from './upgrade-words.ts';

/** How many places of one step are listed where not all are asked for. */
const MOST_PLACES = 20;
/** What one list beside the plan may take of the whole. */
const MOST_OF_LIST = MOST_CHARACTERS / 5;

/** The dry run as a checklist in Markdown, to be ticked off in an issue; what does not fit into one is counted. */
export const upgradeMarkdown: ReporterOf<Upgrade> = (upgrade, { all }) => {
  const { from, to, plan, hops } = upgrade;
  const caution = upgradeCaution(upgrade);
  const head = [
    `## Kubernetes ${from} to ${to}`,
    ...(caution === null ? [] : [`> ${caution}`]),
    `**${escaped(upgradeAnswer(upgrade))}**`,
    escaped(rangeSentence(upgrade.range)),
    ...unread(upgrade),
    ...notJudgedLines(upgrade.unread),
    ...unrenderedOnWayLines(upgrade.unrendered).map(escaped),
    '### Plan',
  ];
  const tail = [...hopsTable(hops), ...suppressedList(upgrade, all)];
  const room = MOST_CHARACTERS - [...head, ...tail].join('\n\n').length;
  const items = thoseThatFit(
    plan.map((step) => item(step, all)),
    room,
    (left) => `... and ${count(left, 'more step')} that did not fit here: run with --format json`,
  );
  return `${[...head, items.join('\n'), ...tail].join('\n\n')}\n`;
};

/** The lines that fit into so many characters, and one that counts the others. */
function thoseThatFit(lines: readonly string[], room: number, rest: (left: number) => string): readonly string[] {
  const shown = thatFit(lines, room);
  return shown === lines.length ? lines : [...lines.slice(0, shown), `- ${rest(lines.length - shown)}`];
}

function item(step: Step, all: boolean): string {
  const text = escaped(stepText(step));
  if (step.do === 'hop') return `- [ ] **${text}**`;
  const line = `- [ ] On ${step.at}: ${text}`;
  if (!('change' in step)) return line;
  const { places } = step.change;
  const shown = all ? places : places.slice(0, MOST_PLACES);
  const texts = shown.map((place) => `  - ${escaped(placeText(place))}`);
  const lines = texts.slice(0, thatFit(texts, MOST_CHARACTERS / 2));
  if (lines.length < places.length) lines.push(`  - ... and ${places.length - lines.length} more`);
  return [line, ...lines].join('\n');
}

function hopsTable(hops: readonly Hop[]): string[] {
  const rows = hops.flatMap(({ from, to, stops, starts, last, warns }) => {
    if (stops.length + starts.length + last.length + warns.length === 0) return [];
    const stopping = stops.map(({ finding, places }) => `${subjectText(finding.subject)} (${places.length})`);
    const ending = last.map((api) => `${formatGvk(api)} (${api.count})`);
    const also = [...starts.map(startText), ...warns.map(warningText)];
    return [`| ${from} to ${to} | ${cell(stopping)} | ${cell(ending)} | ${cell(also)} |`];
  });
  if (rows.length === 0) return [];
  const shown = rows.slice(0, thatFit(rows, MOST_OF_LIST));
  return [
    '### Hop by hop',
    ['| Hop | Stops working | On its last release | Also |', '| --- | --- | --- | --- |', ...shown].join('\n'),
    ...(shown.length === rows.length
      ? []
      : [`... and ${count(rows.length - shown.length, 'more hop')} that did not fit here.`]),
  ];
}

function cell(texts: readonly string[]): string {
  const left = texts.length - MOST_PLACES;
  const shown = texts.slice(0, MOST_PLACES).map(escaped);
  return [...shown, ...(left > 0 ? [`... and ${left} more`] : [])].join('<br>');
}

function suppressedList(upgrade: Upgrade, all: boolean): string[] {
  const sentences = upgradeSuppressions(upgrade);
  if (sentences.length === 0) return [];
  const { suppressed } = upgrade;
  const shown = all ? suppressed : suppressed.slice(0, MOST_PLACES);
  const texts = shown.map((each) => `- ${escaped(suppressedText(each))}`);
  const lines = texts.slice(0, thatFit(texts, MOST_OF_LIST));
  if (lines.length < suppressed.length) lines.push(`- ... and ${suppressed.length - lines.length} more`);
  return ['### Suppressed', sentences.map(escaped).join('\n\n'), ...(lines.length === 0 ? [] : [lines.join('\n')])];
}

function unread({ unread: { errors } }: Upgrade): string[] {
  if (errors.length === 0) return [];
  const texts = errors
    .slice(0, MOST_PLACES)
    .map(({ file, line, message }) => `- not read: ${escaped(`${file}:${line} ${message}`)}`);
  const lines = texts.slice(0, thatFit(texts, MOST_OF_LIST));
  if (lines.length < errors.length)
    lines.push(`- ... and ${count(errors.length - lines.length, 'more error')} in reading`);
  return [lines.join('\n')];
}
