import type { Lifecycle } from '../model/lifecycle.ts';
import type { Release } from '../model/release.ts';
import { compareReleases, isAtLeast, isLater, releasesBetween } from '../model/release.ts';
import type { Stability } from '../model/stability.ts';
import type { Html } from './html-markup.ts';
import { html } from './html-markup.ts';
import { STABILITY_NAMES } from './stability-words.ts';

/** APIs along the releases. */
export interface TimelineChart {
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
  readonly rows: readonly ChartRow[];
  /** Releases to mark by a line through all bars. */
  readonly marks: readonly ChartMark[];
  /** The last release that anything is known of: an API that nothing removes is drawn up to it. */
  readonly newest: Release;
}

export interface ChartRow {
  readonly name: string;
  readonly stability: Stability;
  readonly lifecycle: Lifecycle;
  /** What hovering or focus tells: whole sentences. */
  readonly detail: string;
}

export interface ChartMark {
  readonly release: Release;
  readonly label: string;
  readonly isTarget: boolean;
}

/** More bars than anyone reads: the rest is in the table below the chart. */
const MOST_ROWS = 80;
const ROW = 24;
const BAR = 14;
const TOP = 44;
const LEFT = 344;
const WIDTH = 1080;
const RIGHT = 16;

const LETTERS = { ga: 'G', beta: 'B', alpha: 'A', unknown: '?' } as const satisfies Record<Stability, string>;

/**
 * Draws a bar for each API, from the release that introduced it to the one that removes it. Stability is told by colour,
 * by pattern and by a letter. One bar can have the keyboard's focus at a time (`assets/page.js` moves it by the arrow keys).
 *
 * @returns `null` where nothing of the APIs' lives is known, so that there is nothing to draw.
 */
export function timelineChart({ label, rows: all, marks, newest }: TimelineChart): Html | null {
  const dated = all.filter(({ lifecycle }) => lifecycle.introduced !== null);
  const rows = dated.slice(0, MOST_ROWS);
  if (rows.length === 0) return null;
  const releases = axisOf(rows, marks, newest);
  const step = (WIDTH - LEFT - RIGHT) / releases.length;
  const at = (release: Release) => LEFT + Math.max(0, indexOf(releases, release)) * step;
  const bottom = TOP + rows.length * ROW;
  const every = Math.max(1, Math.ceil(36 / step));
  const drawing = html`<svg viewBox="0 0 ${WIDTH} ${bottom + 8}" width="${WIDTH}" height="${bottom + 8}" role="group" aria-label="${label}" id="chart">
${releases.map((release, index) => html`<line class="grid" x1="${place(at(release))}" x2="${place(at(release))}" y1="${TOP - 6}" y2="${bottom}"/>${index % every === 0 ? html`<text class="axis" x="${place(at(release) + 2)}" y="${TOP - 12}">${release}</text>` : null}`)}
${rows.map((row, index) => barRow(row, index, releases, step))}
${marks.map(({ release, label: name, isTarget }) => html`<g class="marks"><title>${name}</title><line class="${isTarget ? 'mark target' : 'mark'}" x1="${place(at(release))}" x2="${place(at(release))}" y1="${TOP - 8}" y2="${bottom + 4}"/>${isTarget ? html`<text class="label" x="${place(at(release))}" y="14" text-anchor="${at(release) > WIDTH - 120 ? 'end' : 'middle'}">${name}</text>` : null}</g>`)}
</svg>`;
  const left = dated.length - rows.length;
  const undated = all.length - dated.length;
  return html`${legend()}
<div class="scroll">${drawing}</div>
<p id="chart-detail" class="detail" role="status">Point at a bar, or focus one and use the arrow keys, to read about it.</p>
${left > 0 ? html`<p class="muted">${left} more are in the table.</p>` : null}${undated > 0 ? html`<p class="muted">Not drawn: ${undated} whose releases are not Kubernetes’ own or not known.</p>` : null}`;
}

function barRow(row: ChartRow, index: number, releases: readonly Release[], step: number): Html {
  const { name, stability, lifecycle, detail } = row;
  const { introduced, deprecated, removed } = lifecycle;
  const top = TOP + index * ROW;
  const x = (release: Release) => LEFT + Math.max(0, Math.min(releases.length, indexOf(releases, release))) * step;
  const start = introduced === null ? LEFT : x(introduced);
  const end = removed === null ? LEFT + releases.length * step : x(removed);
  const width = Math.max(3, end - start);
  const y = top + (ROW - BAR) / 2;
  return html`<g class="bar-row" role="img" tabindex="${index === 0 ? 0 : -1}" aria-label="${detail}" data-detail="${detail}">
<title>${detail}</title><rect class="hit" x="1" y="${top + 1}" width="${WIDTH - 2}" height="${ROW - 2}"/>
<text class="label" x="8" y="${top + 16}">${shortened(name)}</text>
<rect class="fill-${stability}" x="${place(start)}" y="${y}" width="${place(width)}" height="${BAR}"/>${stability === 'ga' ? null : html`<rect fill="url(#${stability}-pattern)" x="${place(start)}" y="${y}" width="${place(width)}" height="${BAR}"/>`}
${deprecated === null || !isLater(removed ?? deprecated, introduced ?? deprecated) ? null : html`<line class="warned" x1="${place(x(deprecated))}" x2="${place(end)}" y1="${y + BAR + 2}" y2="${y + BAR + 2}"/>`}
${removed === null ? null : html`<line class="end" x1="${place(end)}" x2="${place(end)}" y1="${top + 2}" y2="${top + ROW - 2}"/>`}
<text class="axis" x="${place(start - 4)}" y="${top + 16}" text-anchor="end">${LETTERS[stability]}</text></g>
`;
}

/** Stability must not be told by colour alone: alpha is hatched, beta dotted, unknown crossed. Once in every page. */
export const STABILITY_PATTERNS = html`<svg width="0" height="0" aria-hidden="true"><defs>
<pattern id="alpha-pattern" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="ink" x1="0" x2="0" y1="0" y2="7"/></pattern>
<pattern id="beta-pattern" width="7" height="7" patternUnits="userSpaceOnUse"><circle class="paper" cx="3.5" cy="3.5" r="1.5"/></pattern>
<pattern id="unknown-pattern" width="7" height="7" patternUnits="userSpaceOnUse"><path class="ink" d="M0 0L7 7M7 0L0 7"/></pattern>
</defs></svg>`;

function legend(): Html {
  const swatch = (stability: Stability) =>
    html`<svg width="28" height="14" viewBox="0 0 28 14" aria-hidden="true"><rect class="fill-${stability}" width="28" height="14"/>${stability === 'ga' ? null : html`<rect fill="url(#${stability}-pattern)" width="28" height="14"/>`}</svg>`;
  const stabilities = (['ga', 'beta', 'alpha'] as const).map(
    (stability) => html`<li>${swatch(stability)} ${LETTERS[stability]}: ${STABILITY_NAMES[stability]}</li>`,
  );
  const line = (name: string) =>
    html`<svg width="28" height="14" viewBox="0 0 28 14" aria-hidden="true"><line class="${name}" x1="0" x2="28" y1="7" y2="7"/></svg>`;
  return html`<ul class="legend">${stabilities}<li>${line('warned')} deprecated</li><li>${line('end')} removed here</li></ul>`;
}

/** Every release that anything drawn needs, and none before the first of them. */
function axisOf(rows: readonly ChartRow[], marks: readonly ChartMark[], newest: Release): Release[] {
  const named = [
    ...rows.flatMap(({ lifecycle }) => [lifecycle.introduced, lifecycle.removed]),
    ...marks.map(({ release }) => release),
    newest,
  ].filter((release) => release !== null);
  const sorted = named.sort(compareReleases);
  return releasesBetween(sorted[0] as Release, sorted.at(-1) as Release);
}

function indexOf(releases: readonly Release[], release: Release): number {
  const found = releases.indexOf(release);
  if (found !== -1) return found;
  return isAtLeast(release, releases.at(-1) ?? null) ? releases.length : 0;
}

/** Names that would run into the bars; whole they are in the details. */
function shortened(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1)}…`;
}

const LONGEST_NAME = 42;

/** Coordinates need no more than a tenth. */
function place(x: number): number {
  return Math.round(x * 10) / 10;
}
