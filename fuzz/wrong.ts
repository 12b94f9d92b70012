import type { Report } from '../lib/model/report.ts';
import type { Files } from './inputs.ts';

/** What cannot be in a Report of these files; `null` where all is well. */
export function wrongIn(report: Report, files: Files): string | null {
  return wrongCount(report, files) ?? wrongPlace(report, files) ?? wrongFinding(report);
}

/** What is read of a chart's subcharts are their templates and CRDs; of the chart itself all of its files are. */
const UNREAD = /^charts\/(?!(?:[^/]+\/charts\/)*[^/]+\/(?:templates|crds)\/)/;

function wrongCount({ summary, findings, errors, charts }: Report, names: Files): string | null {
  const expected = Object.keys(names).filter((name) => !UNREAD.test(name) && name !== '.helmignore').length;
  const { files, audited, passedOver, templates, unread } = summary;
  if (files !== expected || audited + passedOver + templates + unread !== expected)
    return `counts ${JSON.stringify(summary)} of ${expected} files`;
  const broken = new Set(errors.map(({ file }) => file)).size;
  if (unread !== broken) return `has errors in ${broken} files, and ${unread} unread`;
  // A .helmignore may have Helm leave the very Chart.yaml out: then there is no chart.
  const fewest = Number('Chart.yaml' in names && !('.helmignore' in names));
  if (charts.length < fewest || charts.length > Number('Chart.yaml' in names)) return `has ${charts.length} charts`;
  const counted = Object.values(summary.findings).reduce((sum, count) => sum + count, 0);
  return counted === findings.length ? null : `has ${findings.length} findings, and counts ${counted}`;
}

function wrongPlace({ findings, suppressed, errors, computed, unresolved }: Report, files: Files): string | null {
  const found = [...findings, ...suppressed.map(({ finding }) => finding)];
  const places = [...errors, ...computed, ...unresolved, ...found.map(({ location }) => location)];
  const ends = new Map(Object.entries(files).map(([name, content]) => [name, endsOf(content)]));
  for (const { file, line, column } of places) {
    const of = ends.get(file);
    if (of === undefined) return `names ${file}, which there is not`;
    if (!(line >= 1 && column >= 1 && column <= of(line))) return `is at ${file}:${line}:${column}, beyond the end`;
  }
  return errors.find(({ message }) => message.trim() === '') === undefined ? null : 'has an error without a word';
}

/** The last column of each line of a text, which is one past its last letter; of no line at all 0. */
function endsOf(content: string | Uint8Array): (line: number) => number {
  // Bytes may be of any encoding: no text has more lines, nor longer ones, than bytes.
  if (typeof content !== 'string') return (line) => (line <= content.length + 1 ? content.length + 1 : 0);
  const lines = content.split('\n');
  return (line) => (line <= lines.length ? (lines[line - 1] as string).length + 1 : 0);
}

function wrongFinding({ findings }: Report): string | null {
  const field = findings.find(({ rule, location }) => rule.endsWith('-field') && location.path.startsWith('/status/'));
  return field === undefined ? null : `has a finding in the status: ${field.location.path}`;
}
