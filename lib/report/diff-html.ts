import type { Diff } from '../diff/change.ts';
import { hasClass } from '../diff/filter.ts';
import { DIFF_SECTIONS, type DiffRow, rowsOf, whatOf } from './diff-rows.ts';
import { versionLines } from './diff-table.ts';
import { cautionsOf, sideName, summaryOf } from './diff-words.ts';
import { html } from './html-markup.ts';
import { htmlTable, renderPage, type Section } from './html-page.ts';
import type { ReportOptions } from './reporter.ts';

/** The comparison as one page: a table a section. */
export function diffHtml(diff: Diff, { tool }: Pick<ReportOptions, 'tool'>): string {
  const rows = rowsOf(diff);
  const cautions = cautionsOf(diff);
  const versions = [...versionLines('Groups', diff.groups), ...versionLines('Versions', diff.groupVersions)];
  return renderPage({
    title: `${sideName(diff.from)} to ${sideName(diff.to)}`,
    answer: summaryOf(diff),
    tone: diff.changes.some((change) => hasClass(change, 'breaking')) ? 'warning' : 'ok',
    caution: cautions.length === 0 ? null : cautions.join(' '),
    lead: versions.map((text) => html`<p>${text}</p>`),
    sections: DIFF_SECTIONS.flatMap((section) =>
      sectionOf(
        section,
        rows.filter((row) => row.section === section),
      ),
    ),
    tool,
  });
}

function sectionOf(title: DiffRow['section'], rows: readonly DiffRow[]): Section[] {
  if (rows.length === 0) return [];
  const titles = ['Release', ...(title === 'Breaking' ? ['Breaks'] : []), 'What', 'Change', 'Where'];
  const cells = rows.map((row) => [
    row.release,
    ...(title === 'Breaking' ? [row.breaks] : []),
    row.subject,
    whatOf(row, Number.POSITIVE_INFINITY),
    row.reach,
  ]);
  return [{ id: title.toLowerCase(), title, body: htmlTable(titles, cells, { caption: title }) }];
}
