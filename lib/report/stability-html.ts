import type { ReleaseStability, StabilityCounts, StabilityStatistics, WayStatistics } from '../catalog/stability.ts';
import { type Html, html } from './html-markup.ts';
import { htmlTable, renderPage, type Section } from './html-page.ts';
import type { ReportOptions } from './reporter.ts';
import { countCells, droppedWords, lingeringRow, PASSAGE_TITLES, passageRow } from './stability-words.ts';

const WHAT = [
  ['kinds', 'Kinds'],
  ['groupVersions', 'Group/versions'],
  ['fields', 'Fields'],
  ['gates', 'Feature gates'],
] as const;

/** The statistics as one page: a chart of each count along the releases, then the tables. */
export function stabilityHtml(statistics: StabilityStatistics, { tool }: Pick<ReportOptions, 'tool'>): string {
  const { from, to, releases, kinds, gates } = statistics;
  const last = releases.at(-1);
  const total = last === undefined ? 0 : last.kinds.ga + last.kinds.beta + last.kinds.alpha;
  return renderPage({
    title: `How stable Kubernetes is, ${from} to ${to}`,
    answer: `Of ${total} kinds in Kubernetes ${to}, ${last?.kinds.ga ?? 0} are GA, ${last?.kinds.beta ?? 0} beta and ${last?.kinds.alpha ?? 0} alpha.`,
    tone: 'plain',
    caution: releases.some(({ preliminary }) => preliminary)
      ? 'A release marked with * is preliminary: it lists kinds only.'
      : null,
    sections: [
      ...WHAT.map(([key, title]): Section => ({ id: key.toLowerCase(), title, body: countsOf(key, title, releases) })),
      { id: 'passages', title: 'Releases from stage to stage', body: passages(kinds, gates) },
      ...waySections('kinds', 'Kinds', kinds),
      ...waySections('gates', 'Feature gates', gates),
    ],
    tool,
  });
}

type CountKey = (typeof WHAT)[number][0];

function countsOf(key: CountKey, title: string, releases: readonly ReleaseStability[]): Html {
  const rows = releases.map((row) => [`${row.release}${row.preliminary ? ' *' : ''}`, ...countCells(row[key])]);
  const table = htmlTable(['Release', 'GA', 'Beta', 'Alpha'], rows, { caption: title, numbers: [1, 2, 3] });
  return html`${chart(
    title,
    releases.map((row) => ({ release: row.release, counts: row[key] })),
  )}<details><summary>The figures</summary>${table}</details>`;
}

const HEIGHT = 220;
const STEP = 22;
const LEFT = 50;
const TOP = 10;

interface Bar {
  readonly release: string;
  readonly counts: StabilityCounts | null;
}

/** One bar a release: GA at the bottom, beta and alpha on top of it. */
function chart(title: string, bars: readonly Bar[]): Html {
  const total = (counts: StabilityCounts | null) => (counts === null ? 0 : counts.ga + counts.beta + counts.alpha);
  const highest = Math.max(1, ...bars.map(({ counts }) => total(counts)));
  const width = LEFT + bars.length * STEP + 10;
  const bottom = TOP + HEIGHT;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="Chart: ${title}">
<svg role="img" width="${width}" height="${bottom + 40}" viewBox="0 0 ${width} ${bottom + 40}" aria-label="${title} by stability, release by release; the figures are in the table below">
<line class="axis" x1="${LEFT}" y1="${bottom}" x2="${width - 10}" y2="${bottom}"></line>
<text class="label" x="${LEFT - 6}" y="${TOP + 8}" text-anchor="end">${highest}</text>
<text class="label" x="${LEFT - 6}" y="${bottom}" text-anchor="end">0</text>
${bars.map(({ release, counts }, at) => bar(release, counts, LEFT + at * STEP, highest))}
</svg></div>
<p class="muted"><span class="badge ga">GA</span> <span class="badge beta">beta</span> <span class="badge alpha">alpha</span></p>`;
}

function bar(release: string, counts: StabilityCounts | null, x: number, highest: number): Html {
  const bottom = TOP + HEIGHT;
  const label = html`<text class="label" x="${x + STEP / 2}" y="${bottom + 14}" transform="rotate(-60 ${x + STEP / 2} ${bottom + 14})" text-anchor="end">${release}</text>`;
  if (counts === null) return label;
  let y = bottom;
  const parts = (['ga', 'beta', 'alpha'] as const).map((stability) => {
    const height = Math.round((counts[stability] / highest) * HEIGHT * 10) / 10;
    y = Math.round((y - height) * 10) / 10;
    return html`<rect class="fill-${stability}" x="${x + 2}" y="${y}" width="${STEP - 4}" height="${height}"></rect>`;
  });
  return html`<g><title>${release}: ${counts.ga} GA, ${counts.beta} beta, ${counts.alpha} alpha</title>${parts}</g>${label}`;
}

function passages(kinds: WayStatistics, gates: WayStatistics): Html {
  const rows = [
    passageRow('kinds', kinds.all),
    ...kinds.byYear.map((year) => passageRow(`kinds that arrived in ${year.of}`, year)),
    ...kinds.byGroup.map((group) => passageRow(`kinds of ${group.of}`, group)),
    passageRow('gates', gates.all),
    ...gates.byYear.map((year) => passageRow(`gates that arrived in ${year.of}`, year)),
  ];
  const caption = 'Median, the middle half, and of how many';
  return html`<p>${caption}.</p>${htmlTable(['Of', ...PASSAGE_TITLES], rows, { caption })}`;
}

/** How many betas of each sort the page shows. */
const MOST = 40;

function waySections(id: string, what: string, way: WayStatistics): Section[] {
  const titles = [what, 'Beta since', 'Releases', 'Then'];
  const caption = `${what} by how long they were beta`;
  const rows = way.lingering.slice(0, MOST).map(lingeringRow);
  return [
    {
      id: `${id}-lingering`,
      title: `${what}: the longest betas`,
      body: htmlTable(titles, rows, { caption, numbers: [2] }),
    },
    {
      id: `${id}-dropped`,
      title: `${what} dropped without ever being GA`,
      body: html`<ul>${droppedWords(way).map((words) => html`<li>${words}</li>`)}</ul>`,
    },
  ];
}
