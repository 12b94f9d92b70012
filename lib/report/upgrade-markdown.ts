import { formatGvk } from '../model/gvk.ts';
import type { Hop, Upgrade } from '../upgrade/dry-run.ts';
import type { Step } from '../upgrade/plan.ts';
import { escaped } from './markdown.ts';
import { count } from './text.ts';
import type { UpgradeReporter } from './upgrade-reporter.ts';
import { placeText, rangeSentence, stepText, subjectText, upgradeAnswer, upgradeCaution } from './upgrade-words.ts';

/** How many places of one step are listed where not all are asked for. */
const MOST_PLACES = 20;

/** The dry run as a checklist in Markdown, to be ticked off in an issue. */
export const upgradeMarkdown: UpgradeReporter = (upgrade, { all }) => {
  const { from, to, plan, hops } = upgrade;
  const caution = upgradeCaution(upgrade);
  const parts = [
    `## Kubernetes ${from} to ${to}`,
    ...(caution === null ? [] : [`> ${caution}`]),
    `**${escaped(upgradeAnswer(upgrade))}**`,
    escaped(rangeSentence(upgrade.range)),
    ...unread(upgrade),
    '### Plan',
    plan.map((step) => item(step, all)).join('\n'),
    ...hopsTable(hops),
  ];
  return `${parts.join('\n\n')}\n`;
};

function item(step: Step, all: boolean): string {
  const text = escaped(stepText(step));
  if (step.do === 'hop') return `- [ ] **${text}**`;
  const line = `- [ ] On ${step.at}: ${text}`;
  if (!('change' in step)) return line;
  const { places } = step.change;
  const shown = all ? places : places.slice(0, MOST_PLACES);
  const lines = shown.map((place) => `  - ${escaped(placeText(place))}`);
  if (shown.length < places.length) lines.push(`  - ... and ${places.length - shown.length} more`);
  return [line, ...lines].join('\n');
}

function hopsTable(hops: readonly Hop[]): string[] {
  const rows = hops.flatMap(({ from, to, stops, last }) => {
    if (stops.length === 0 && last.length === 0) return [];
    const stopping = stops.map(({ finding, places }) => escaped(`${subjectText(finding.subject)} (${places.length})`));
    const ending = last.map((api) => escaped(`${formatGvk(api)} (${api.count})`));
    return [`| ${from} to ${to} | ${stopping.join('<br>')} | ${ending.join('<br>')} |`];
  });
  if (rows.length === 0) return [];
  return [
    '### Hop by hop',
    ['| Hop | Stops working | On its last release |', '| --- | --- | --- |', ...rows].join('\n'),
  ];
}

function unread({ reports }: Upgrade): string[] {
  const errors = reports[0]?.errors ?? [];
  if (errors.length === 0) return [];
  const lines = errors
    .slice(0, MOST_PLACES)
    .map(({ file, line, message }) => `- not read: ${escaped(`${file}:${line} ${message}`)}`);
  if (errors.length > MOST_PLACES)
    lines.push(`- ... and ${count(errors.length - MOST_PLACES, 'more error')} in reading`);
  return [lines.join('\n')];
}
