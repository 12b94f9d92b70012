import { formatGvk } from '../model/gvk.ts';
import type { Change } from '../upgrade/changes.ts';
import type { Hop, Upgrade } from '../upgrade/dry-run.ts';
import { needsWork } from '../upgrade/dry-run.ts';
import type { Step } from '../upgrade/plan.ts';
import { chartRow, relianceBar } from './html.ts';
import { timelineChart } from './html-chart.ts';
import { linesToWrite } from './html-findings.ts';
import type { Html } from './html-markup.ts';
import { html } from './html-markup.ts';
import { htmlTable, renderPage } from './html-page.ts';
import { messageOf } from './messages.ts';
import { unrenderedOnWayLines } from './messages-helm.ts';
import { placeText } from './place-words.ts';
import type { ReporterOf } from './reporter.ts';
import { count } from './text.ts';
import {
  breaksText,
  insteadTexts,
  rangeSentence,
  spansText,
  startText,
  stepText,
  subjectText,
  suppressedText,
  upgradeAnswer,
  upgradeCaution,
  upgradeSuppressions,
  warningText,
  windowShort,
} from './upgrade-words.ts';

/** The dry run as one HTML file: the answer, the chart with every hop, the plan to tick off, hop by hop. */
export const upgradeHtml: ReporterOf<Upgrade> = (upgrade, { tool }) => {
  const { from, to, way, reports, changes, hops, range, plan } = upgrade;
  const report = reports[0];
  const apis = report?.apis ?? [];
  const { errors } = upgrade.unread;
  const chart = timelineChart({
    label: `The releases in which each API in use is served; the way goes from ${from} to ${to}`,
    rows: apis.map(chartRow),
    marks: way.map((release) => ({
      release,
      label: release === from ? `From ${from}` : release === to ? `To ${to}` : `Hop to ${release}`,
      isTarget: release === from || release === to,
    })),
    newest: reports.at(-1)?.snapshot.release ?? to,
  });
  return renderPage({
    title: `Kubernetes ${from} to ${to}: a dry run`,
    answer: upgradeAnswer(upgrade),
    tone: needsWork(upgrade) || errors.length > 0 ? 'error' : apis.length === 0 ? 'warning' : 'ok',
    caution: upgradeCaution(upgrade),
    lead: html`<p>${rangeSentence(range)}</p>${apis.length === 0 || report === undefined ? null : relianceBar(report.summary.reliance)}`,
    sections: [
      ...(chart === null ? [] : [{ id: 'timeline', title: 'Timeline', body: chart }]),
      { id: 'plan', title: 'Plan', body: html`<ol class="checklist">${plan.map(planItem)}</ol>` },
      ...(changes.length === 0 ? [] : [{ id: 'changes', title: 'To be changed', body: changesTable(changes) }]),
      { id: 'hops', title: 'Hop by hop', body: hopsBody(hops) },
      ...(apis.length === 0 ? [] : [{ id: 'ranges', title: 'Where each API is served', body: rangesTable(upgrade) }]),
      ...suppressedSection(upgrade),
      ...notJudgedSection(upgrade),
      ...unrenderedSection(upgrade),
      ...(errors.length === 0
        ? []
        : [
            {
              id: 'unread',
              title: 'Not read',
              body: html`<ul>${errors.map(({ file, line, column, message }) => html`<li><code>${file}:${line}:${column}</code> ${message}</li>`)}</ul>`,
            },
          ]),
    ],
    tool,
  });
};

function suppressedSection(upgrade: Upgrade) {
  const sentences = upgradeSuppressions(upgrade);
  if (sentences.length === 0) return [];
  const { suppressed } = upgrade;
  const shown = suppressed.slice(0, MOST_PLACES);
  const left = suppressed.length - shown.length;
  const body = html`${sentences.map((text) => html`<p>${text}</p>`)}<ul>${shown.map((each) => html`<li>${suppressedText(each)}</li>`)}${left === 0 ? null : html`<li>and ${left} more: run with --format json</li>`}</ul>`;
  return [{ id: 'suppressed', title: 'Suppressed', body }];
}

function unrenderedSection({ unrendered }: Upgrade) {
  const sentences = unrenderedOnWayLines(unrendered);
  if (sentences.length === 0) return [];
  const body = html`<ul>${sentences.map((text) => html`<li>${text}</li>`)}</ul>`;
  return [{ id: 'unrendered', title: 'Not rendered', body }];
}

/** What a template computes, and what only a run of a program tells. */
function notJudgedSection({ unread: { computed, unresolved } }: Upgrade) {
  const sorts = [
    { title: 'A template computes it', entries: computed },
    { title: 'Only a run of the program tells', entries: unresolved },
  ].filter(({ entries }) => entries.length > 0);
  if (sorts.length === 0) return [];
  const body = sorts.map(({ title, entries }) => {
    const left = entries.length - MOST_PLACES;
    const shown = entries
      .slice(0, MOST_PLACES)
      .map(
        ({ file, line, column, text }) => html`<li><code>${file}:${line}:${column}</code> <code>${text}</code></li>`,
      );
    return html`<h3>${title}</h3><ul>${shown}${left <= 0 ? null : html`<li>and ${left} more: run with --format json</li>`}</ul>`;
  });
  return [{ id: 'not-judged', title: 'Not judged', body: html`${body}` }];
}

function planItem(step: Step, index: number): Html {
  const id = `step-${index + 1}`;
  const text = step.do === 'hop' ? html`<strong>${stepText(step)}</strong>` : html`On ${step.at}: ${stepText(step)}`;
  return html`<li><input type="checkbox" id="${id}"> <label for="${id}">${text}</label>${'change' in step ? places(step.change) : null}${copyButton(step)}</li>
`;
}

/** The lines to write, ready to be copied. */
function copyButton(step: Step): Html | null {
  const move = step.do === 'rewrite' || step.do === 'mend' ? step.move : null;
  if (move === null) return null;
  const text = linesToWrite(move.to);
  return html` <button type="button" data-copy="${text}" aria-label="Copy: ${text}">Copy</button>`;
}

/** Places that are looked into are few; a page that lists 10,000 of them for each step would not be. */
const MOST_PLACES = 500;

function places({ places: all }: Change): Html {
  const shown = all.slice(0, MOST_PLACES);
  const left = all.length - shown.length;
  return html`<details><summary>${count(all.length, 'place')}</summary><ul class="places">${shown.map((place) => html`<li><code>${placeText(place)}</code></li>`)}${left === 0 ? null : html`<li>and ${left} more: run with --format json</li>`}</ul></details>`;
}

function changesTable(changes: readonly Change[]): Html {
  const rows = changes.map((change) => [
    html`<code>${subjectText(change.finding.subject)}</code>`,
    breaksText(change),
    insteadTexts(change).map((name, at) => html`${at === 0 ? null : ', then '}<code>${name}</code>`),
    windowShort(change),
    html`${messageOf(change.finding)} ${places(change)}`,
  ]);
  return htmlTable(['What', 'Breaks at', 'Write instead', 'Window', 'Why, and where'], rows, {
    caption: 'To be changed',
  });
}

function hopsBody(hops: readonly Hop[]): Html {
  const eventful = hops.filter(
    ({ stops, starts, last, warns }) => stops.length + starts.length + last.length + warns.length > 0,
  );
  if (eventful.length === 0) return html`<p>No hop takes anything away.</p>`;
  const rows = eventful.map(({ from, to, stops, starts, last, warns }) => [
    html`<span class="nowrap">${from} to ${to}</span>`,
    lines(stops.map(({ finding, places: own }) => `${subjectText(finding.subject)} (${own.length})`)),
    lines(last.map((api) => `${formatGvk(api)} (${api.count})`)),
    lines([...starts.map(startText), ...warns.map(warningText)]),
  ]);
  return htmlTable(['Hop', 'Stops working', 'On its last release', 'Also'], rows, { caption: 'Hop by hop' });
}

function lines(texts: readonly string[]): Html {
  return html`${texts.map((text) => html`<div>${text}</div>`)}`;
}

function rangesTable({ range }: Upgrade): Html {
  const rows = range.apis.map((api) => [
    html`<code>${formatGvk(api)}</code>`,
    api.served === null ? 'not known' : spansText(api.served),
  ]);
  return htmlTable(['API', 'Served in'], rows, { caption: 'Where each API is served' });
}
