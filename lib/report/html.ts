import { formatGvk } from '../model/gvk.ts';
import { isAtLeast } from '../model/release.ts';
import type { ApiUse, Report } from '../model/report.ts';
import type { Stability } from '../model/stability.ts';
import { STABILITIES } from '../model/stability.ts';
import type { ChartMark, ChartRow } from './html-chart.ts';
import { timelineChart } from './html-chart.ts';
import { findingsBody, findingsData } from './html-findings.ts';
import type { Html } from './html-markup.ts';
import { html } from './html-markup.ts';
import type { Section } from './html-page.ts';
import { htmlTable, renderPage } from './html-page.ts';
import { cautionOf, messageOf } from './messages.ts';
import { chartLines, releaseLines } from './messages-helm.ts';
import { placeText } from './place-words.ts';
import { reliants } from './read-words.ts';
import type { Reporter } from './reporter.ts';
import { STABILITY_NAMES } from './stability-words.ts';
import { brokenAmong, suppressedBy, suppressionLines } from './suppressed.ts';
import { count, printable } from './text.ts';

/** The report as one HTML file to look at, filter, print and hand on; `docs/formats/html.md` describes it. */
export const htmlReporter: Reporter = (report, { tool }) => {
  const { target, snapshot, summary, apis, findings, between } = report;
  const marks: ChartMark[] = [
    ...between
      .filter(({ release }) => release !== target)
      .map(({ release }) => ({ release, label: `On the way: ${release}`, isTarget: false })),
    { release: target, label: `Target ${target}`, isTarget: true },
  ];
  const chart = timelineChart({
    label: `The releases in which each API in use is served; the Target is ${target}`,
    rows: apis.map(chartRow),
    marks,
    newest: isAtLeast(target, snapshot.release) ? target : snapshot.release,
  });
  const sections: Section[] = [
    ...(chart === null ? [] : [{ id: 'timeline', title: 'Timeline', body: chart }]),
    ...(findings.length === 0 ? [] : [{ id: 'findings', title: 'Findings', body: findingsBody() }]),
    ...suppressedSection(report),
    ...(apis.length === 0 ? [] : [{ id: 'apis', title: 'APIs in use', body: apisTable(apis) }]),
    { id: 'inputs', title: 'What was read', body: inputs(report) },
  ];
  return renderPage({
    title: `API audit for Kubernetes ${target}`,
    answer: answerOf(report),
    tone: toneOf(report),
    caution: cautionOf(snapshot.standing, target, snapshot.release),
    lead: apis.length === 0 ? null : relianceBar(summary.reliance),
    sections,
    data: findings.length === 0 ? undefined : findingsData(findings),
    tool,
  });
};

function toneOf({ summary, suppressed }: Report) {
  const { error, warning } = summary.findings;
  if (summary.unread > 0 || error > 0) return 'error';
  const isDoubtful = summary.resources + summary.uses === 0 || brokenAmong(suppressed) > 0;
  return isDoubtful || warning > 0 ? 'warning' : 'ok';
}

/** The releases that the answer is for, as a sentence's beginning. */
function judgedFor({ target, supports }: Report): string {
  return supports === undefined ? `Kubernetes ${target}` : `Kubernetes ${supports.from} to ${supports.to}`;
}

/**
 * The whole report in a sentence. What could not be read is part of the answer: it may hold anything. So is what is suppressed
 * and does not work all the same.
 */
function answerOf(report: Report): string {
  const { summary } = report;
  const on = judgedFor(report);
  const { resources, uses, findings, unread } = summary;
  const unreadToo = unread === 0 ? '' : `, and ${count(unread, 'file')} could not be read`;
  if (resources + uses === 0) return `Nothing to audit was found for ${on}${unreadToo}.`;
  const of = `of ${reliants(summary)}`;
  const allowed = brokenAmong(report.suppressed);
  if (findings.error > 0) {
    const besides = allowed === 0 ? '' : `, and ${allowed} more that ${allowed === 1 ? 'is' : 'are'} suppressed`;
    return `${on} breaks ${count(findings.error, 'place')} ${of}${besides}${unreadToo}.`;
  }
  const care = findings.warning === 0 ? null : `${count(findings.warning, 'place needs', 'places need')} care`;
  if (allowed > 0) {
    const but = `except for ${count(allowed, 'place')} that ${allowed === 1 ? 'is' : 'are'} suppressed`;
    return `Nothing in ${reliants(summary)} breaks on ${on}, ${but}${care === null ? '' : `; ${care}`}${unreadToo}.`;
  }
  if (care !== null) return `Nothing in ${reliants(summary)} breaks on ${on}, but ${care}${unreadToo}.`;
  return `All that is known ${of} works on ${on}${unreadToo}.`;
}

/** How many resources rest on what is stable: one bar, told by words, patterns and colours. */
export function relianceBar(reliance: Readonly<Record<Stability, number>>): Html {
  const total = STABILITIES.reduce((sum, stability) => sum + reliance[stability], 0);
  const words = STABILITIES.filter((stability) => reliance[stability] > 0).map(
    (stability) =>
      `${reliance[stability]} ${STABILITY_NAMES[stability]} (${Math.round((100 * reliance[stability]) / total)} %)`,
  );
  const label = `Resources by the stability of their API: ${words.join(', ')}`;
  let x = 0;
  const parts = STABILITIES.map((stability) => {
    const width = total === 0 ? 0 : (1000 * reliance[stability]) / total;
    const part = html`<rect class="fill-${stability}" x="${x.toFixed(1)}" width="${width.toFixed(1)}" height="22"/>${stability === 'ga' ? null : html`<rect fill="url(#${stability}-pattern)" x="${x.toFixed(1)}" width="${width.toFixed(1)}" height="22"/>`}`;
    x += width;
    return width === 0 ? null : part;
  });
  return html`<svg viewBox="0 0 1000 22" width="1000" height="22" role="img" aria-label="${label}">${parts}</svg>
<p class="muted">${label}.</p>`;
}

/** A bar of the chart for an API in use. */
export function chartRow(api: ApiUse): ChartRow {
  const name = printable(formatGvk(api));
  return { name, stability: api.stability, lifecycle: api.lifecycle, detail: detailOf(api, name) };
}

function detailOf({ stability, lifecycle, replacement, count: times }: ApiUse, name: string): string {
  const { introduced, deprecated, removed } = lifecycle;
  const facts = [
    STABILITY_NAMES[stability],
    introduced === null ? null : `since ${introduced}`,
    deprecated === null ? null : `deprecated in ${deprecated}`,
    removed === null ? 'no removal known' : `removed in ${removed}`,
  ].filter((fact) => fact !== null);
  const instead = replacement === null ? '' : ` Instead: ${printable(formatGvk(replacement))}.`;
  return `${name}: ${facts.join(', ')}. Used by ${count(times, 'resource')}.${instead}`;
}

/** How many of the suppressed findings are shown: a baseline may know many thousands. */
const MOST_SUPPRESSED = 500;

/** What does not count, by whose word and until when, and what came of a baseline. */
function suppressedSection(report: Report): readonly Section[] {
  const { suppressed } = report;
  const sentences = suppressionLines(report, '');
  if (sentences.length === 0) return [];
  const rows = suppressed
    .slice(0, MOST_SUPPRESSED)
    .map(({ finding, by }) => [
      placeText(finding),
      html`<span class="badge ${finding.severity}">${finding.severity}</span> ${finding.rule}`,
      messageOf(finding),
      suppressedBy(by),
    ]);
  const left = suppressed.length - rows.length;
  const titles = ['Where', 'Rule', 'What', 'Suppressed'];
  const body = html`${sentences.map((text) => html`<p>${text}</p>`)}
${rows.length === 0 ? null : htmlTable(titles, rows, { caption: 'Suppressed' })}
${left === 0 ? null : html`<p>And ${left} more: run with <code>--format json</code>.</p>`}`;
  return [{ id: 'suppressed', title: 'Suppressed', body }];
}

function apisTable(apis: readonly ApiUse[]): Html {
  const titles = ['API', 'Stability', 'Resources', 'Introduced', 'Deprecated', 'Removed', 'Replacement'];
  const rows = apis.map(({ stability, lifecycle, replacement, count: times, ...gvk }) => [
    html`<code>${formatGvk(gvk)}</code>`,
    html`<span class="badge ${stability}">${STABILITY_NAMES[stability]}</span>`,
    times,
    lifecycle.introduced,
    lifecycle.deprecated,
    lifecycle.removed,
    replacement === null ? null : html`<code>${formatGvk(replacement)}</code>`,
  ]);
  return htmlTable(titles, rows, { numbers: [2], caption: 'APIs in use' });
}

function inputs({ summary, errors, computed, unresolved, charts, releases, between }: Report): Html {
  const rendered = [...chartLines(charts), ...releaseLines(releases)];
  const { files, audited, passedOver, templates, unread } = summary;
  const losses = between.flatMap(({ release, removed, deprecated }) => [
    removed.length === 0 ? null : html`<li>${release} removes ${removed.map(formatGvk).join(', ')}.</li>`,
    deprecated.length === 0 ? null : html`<li>${release} deprecates ${deprecated.map(formatGvk).join(', ')}.</li>`,
  ]);
  const place = ({ file, line, column }: { readonly file: string; readonly line: number; readonly column: number }) =>
    html`<code>${file}:${line}:${column}</code>`;
  return html`<p>${count(files, 'file')}: ${audited} audited, ${passedOver} passed over, ${templates} read as templates, ${unread} with errors.</p>
${rendered.map((line) => html`<p>${line}</p>`)}
${losses.length === 0 ? null : html`<h3>On the way</h3><ul>${losses}</ul>`}
${errors.length === 0 ? null : html`<h3>Not read</h3><ul>${errors.map((error) => html`<li>${place(error)} ${error.message}</li>`)}</ul>`}
${computed.length === 0 ? null : html`<h3>Not judged: a template computes it</h3><ul>${computed.map((entry) => html`<li>${place(entry)} <code>${entry.text}</code></li>`)}</ul>`}
${unresolved.length === 0 ? null : html`<h3>Not judged: only a run of the program tells</h3><ul>${unresolved.map((use) => html`<li>${place(use)} <code>${use.text}</code></li>`)}</ul>`}`;
}
