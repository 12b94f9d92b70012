import { createHash } from 'node:crypto';
import { STABILITY_PATTERNS } from './html-chart.ts';
import type { Html, HtmlPart } from './html-markup.ts';
import { embeddedJson, html } from './html-markup.ts';
import { pageAssets } from './html-script.ts';

/** What a page shows, from the top down. */
export interface Page {
  /** The heading, and the name of the browser's tab. */
  readonly title: string;
  /** The answer, in one sentence. */
  readonly answer: string;
  /** What the answer means: `error` something is broken, `warning` something will be, `ok` nothing, `plain` no judgement. */
  readonly tone: 'error' | 'warning' | 'ok' | 'plain';
  /** How far the answer is to be trusted, where that must be said (see `cautionOf`). */
  readonly caution?: string | null;
  /** What goes with the answer, below it: a bar, a line of figures. */
  readonly lead?: HtmlPart;
  readonly sections: readonly Section[];
  /** What the script of `assets/page.js` works on, as JSON; a page without it needs no script to be complete. */
  readonly data?: unknown;
  readonly tool: { readonly name: string; readonly version: string };
}

/** A part of a page with a heading of its own, listed at the top where there are several. */
export interface Section {
  /** Letters and hyphens: the anchor. */
  readonly id: string;
  readonly title: string;
  readonly body: HtmlPart;
}

/**
 * Makes a page of one file that opens from disk and loads nothing: style, script and data are in it, and its
 * Content-Security-Policy lets run that script and no other. It is light or dark as the reader's system is, and can be printed.
 *
 * The style (`assets/page.css`) knows plain elements (tables, lists, `details`, `pre`) and these classes: `scroll` around a
 * wide table; `badge` with `error`, `warning`, `note`, `ga`, `beta`, `alpha` or `unknown`; `muted`; `number` for cells that
 * hold numbers; `checklist`. In an SVG: `fill-` with a stability (and `url(#…-pattern)` over it, for all but `ga`), `label`,
 * `axis`, `grid`. A `button` with `data-copy` copies that text.
 * There can be no `style` attribute: the policy forbids it.
 */
export function renderPage({ title, answer, tone, caution, lead, sections, data, tool }: Page): string {
  const { script, style } = pageAssets();
  const policy = [
    "default-src 'none'",
    `script-src '${digest(script)}'`,
    `style-src '${digest(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${verbatim(style)}</style>
</head>
<body>
${STABILITY_PATTERNS}
<a class="skip" href="#${sections[0]?.id ?? 'answer'}">Skip to the details</a>
<header>
<h1>${title}</h1>
<p id="answer" class="answer ${tone}">${answer}</p>
${caution == null ? null : html`<p class="caution"><strong>Caution.</strong> ${caution}</p>`}
${lead}
${sections.length < 2 ? null : contents(sections)}
</header>
<main>
${sections.map(
  ({ id, title: heading, body }) => html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${heading}</h2>
${body}
</section>
`,
)}</main>
<footer><p>Made by ${tool.name} ${tool.version}.</p></footer>
${data === undefined ? null : html`<script type="application/json" id="data">${embeddedJson(data)}</script>\n`}<script>${verbatim(script)}</script>
</body>
</html>
`;
  return page.markup;
}

function contents(sections: readonly Section[]): Html {
  const links = sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`);
  return html`<nav aria-label="Contents"><ul>${links}</ul></nav>`;
}

/** Our own script and style: the browser compares their digest, so not a byte of them may change. */
function verbatim(markup: string): Html {
  return { markup };
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** What there is to know of a table beside its cells. */
export interface HtmlTableOptions {
  /** Which cells of a row hold numbers, so that they stand to the right. */
  readonly numbers?: readonly number[];
  /** What the table is, for those who do not see it. */
  readonly caption: string;
}

/** A table that scrolls sideways where the window is narrow. Cells are text or markup. */
export function htmlTable(
  titles: readonly string[],
  rows: readonly (readonly HtmlPart[])[],
  { numbers = [], caption }: HtmlTableOptions,
): Html {
  const kind = (at: number) => (numbers.includes(at) ? html` class="number"` : null);
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}"><table>
<thead><tr>${titles.map((title, at) => html`<th scope="col"${kind(at)}>${title}</th>`)}</tr></thead>
<tbody>
${rows.map((cells) => html`<tr>${cells.map((cell, at) => html`<td${kind(at)}>${cell}</td>`)}</tr>\n`)}</tbody>
</table></div>`;
}
