import type { Finding } from '../model/finding.ts';
import { partOf } from '../model/finding.ts';
import { formatApiVersion, formatGvk } from '../model/gvk.ts';
import { messageOf } from './messages.ts';
import type { PiecesReporter } from './reporter.ts';
import { printable, withoutCommands } from './text.ts';

const COLUMNS = {
  file: ({ location }) => location.file,
  line: ({ location }) => String(location.line),
  column: ({ location }) => String(location.column),
  severity: ({ severity }) => severity,
  rule: ({ rule }) => rule,
  apiVersion: ({ subject }) => formatApiVersion(subject),
  kind: ({ subject }) => subject.kind,
  field: ({ subject }) => partOf(subject) ?? '',
  namespace: ({ holder }) => holder.namespace ?? '',
  name: ({ holder }) => holder.name ?? '',
  stability: ({ stability }) => stability,
  introduced: ({ lifecycle }) => lifecycle.introduced ?? '',
  deprecated: ({ lifecycle }) => lifecycle.deprecated ?? '',
  removed: ({ lifecycle }) => lifecycle.removed ?? '',
  replacement: ({ replacement }) => (replacement === null ? '' : formatGvk(replacement)),
  boundary: ({ boundary }) => boundary,
  via: ({ via }) => via,
  evidence: ({ evidence }) => evidence,
  message: messageOf,
} as const satisfies Record<string, (finding: Finding) => string>;

/** The findings as CSV (RFC 4180): a line of names, then a line a finding. */
export const csvReport: PiecesReporter = function* ({ findings }) {
  yield line(Object.keys(COLUMNS));
  for (const finding of findings) yield line(Object.values(COLUMNS).map((column) => column(finding)));
};

function line(row: readonly string[]): string {
  return `${withoutCommands(row.map(cell).join(','))}\r\n`;
}

/** A spreadsheet takes a cell that begins so for a formula, wide signs in some countries too: an apostrophe makes it text. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

function cell(text: string): string {
  const shown = text.replace(/[^\n\t]+/g, printable);
  const safe = FORMULA.test(text) ? `'${shown}` : shown;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
