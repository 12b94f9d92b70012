import { withFailures } from '../audit/releases.ts';
import type { AuditOptions } from '../audit.ts';
import { audit } from '../audit.ts';
import { auditorFor } from '../auditor.ts';
import { chartReader } from '../charts.ts';
import { isToBeNamed, leftOf, suppressedOf } from '../fix/found.ts';
import type { Planning } from '../fix/planning.ts';
import type { Left, Suppressed } from '../fix/result.ts';
import type { ChartInput } from '../input/chart.ts';
import { chartsAmong } from '../input/chart-folders.ts';
import { decode } from '../input/decode.ts';
import { isReadAsProgram } from '../input/endings.ts';
import { readText } from '../input/read.ts';
import type { InputFile } from '../input/reading.ts';
import type { InputError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import type { GroupVersionKind } from '../model/gvk.ts';
import { gvkKey } from '../model/gvk.ts';
import type { SupportedRange } from '../upgrade/supports.ts';
import { auditRange } from '../upgrade/supports.ts';
import type { Input } from './fix-known.ts';

/** What stands in files that are not, or not all, read one by one. */
export interface Elsewhere {
  readonly left: readonly Left[];
  readonly suppressed: readonly Suppressed[];
  readonly errors: readonly InputError[];
  /**
   * Whether what a fix would leave in a template is nothing to decide: where the chart is read as a whole, no such API is found in
   * that file, since it asks for the cluster's APIs first.
   */
  readonly isGuarded: (left: Left) => boolean;
}

const NOTHING: Elsewhere = { left: [], suppressed: [], errors: [], isGuarded: () => false };

/**
 * Names what an audit of the same paths finds where a fix that goes from file to file sees nothing: in charts as they are
 * rendered, in packed charts, in programs. It is to be asked before any file is written.
 *
 * @param paths as the audit is given them.
 * @param files what they stand for.
 * @param inputs those of the files that a fix reads one by one.
 * @param options the audit's own; with `range`, what does not work at one of its releases is named, too.
 */
export async function foundElsewhere(
  paths: readonly string[],
  files: readonly InputFile[],
  inputs: readonly Input[],
  planning: Planning,
  { range, ...options }: AuditOptions & { readonly range: SupportedRange | null },
): Promise<Elsewhere> {
  const { charts, others } = chartsAmong(files);
  const plain = new Set(others.filter((file) => !isReadAsProgram(file, false)).map(({ file }) => file));
  if (charts.length === 0 && plain.size === others.length) return NOTHING;
  // Standard input can be read but once, and is no chart.
  const asked = paths.filter((path) => path !== '-');
  const report = await (range === null ? audit(asked, options) : auditRange(asked, range, options));
  const told = [...report.findings, ...report.suppressed.map(({ finding }) => finding)];
  const isElsewhere = (finding: Finding) => isToBeNamed(finding) && !plain.has(finding.location.file);
  const { seen, templates } = await seenOneByOne(
    inputs.filter(({ file }) => !plain.has(file.file)),
    new Set(told.filter(isElsewhere).map(({ location }) => location.file)),
    planning,
  );
  // What is off by default is not rendered, but found in the templates as they stand.
  const asText = isWhole(options) ? told : await chartsAsText(charts, planning, options);
  const inFiles = new Set([...report.findings, ...asText].filter(isToBeNamed).map(fileOf));
  const isNew = (finding: Finding) => isElsewhere(finding) && !seen.has(lineOf(finding));
  return {
    left: report.findings.filter(isNew).map((finding) => leftOf(finding)),
    suppressed: report.suppressed
      .filter(({ finding }) => isNew(finding))
      .map(({ finding, by }) => suppressedOf(finding, finding.location, by)),
    errors: report.errors.filter(({ file }) => !plain.has(file)),
    isGuarded: (left) => {
      const place = { location: left.location, subject: left.gvk };
      return templates.has(lineOf(place)) && !inFiles.has(fileOf(place));
    },
  };
}

/** Whether an audit reads charts as text, and holds them to no policy. */
function isWhole({ render, policy, rules }: AuditOptions): boolean {
  const isEmpty = (held: object = {}) => Object.keys(held).length === 0;
  return render?.helm === undefined && isEmpty(policy) && isEmpty(rules);
}

/** What is found in charts whose templates are read as text, held to no policy: what that suppresses is told all the same. */
async function chartsAsText(
  charts: readonly ChartInput[],
  { bounds }: Planning,
  { policy, rules, ...judging }: AuditOptions,
): Promise<readonly Finding[]> {
  if (charts.length === 0) return [];
  const reports = [];
  for (const target of bounds.releases) {
    const auditor = auditorFor({ ...judging, target });
    const readings = chartReader({}, auditor)(charts, () => undefined);
    for await (const reading of readings) auditor.collector.take(reading);
    auditor.collector.settle();
    const { findings, suppressed } = auditor.collector.report(auditor.judgedBy);
    reports.push({ target, findings: [...findings, ...suppressed.map(({ finding }) => finding)] });
  }
  const own = reports.find(({ target }) => target === bounds.target);
  return own === undefined ? [] : withFailures(own, reports);
}

/**
 * What a fix sees in files of charts, and so names or mends itself; and what it finds by text in templates.
 *
 * @param asked the files of which it is asked what is seen.
 */
async function seenOneByOne(inputs: readonly Input[], asked: ReadonlySet<string>, { policing }: Planning) {
  const seen = new Set<string>();
  const templates = new Set<string>();
  for (const { file, bytes } of inputs) {
    const read = await bytes();
    const text = typeof read === 'string' ? null : decode(read);
    if (text === null) continue;
    const { resources } = readText(file.file, text);
    for (const { via, source, offset, gvk } of resources) {
      if (via !== 'template') continue;
      templates.add(lineOf({ location: { file: file.file, ...source.lines.position(offset) }, subject: gvk }));
    }
    if (!asked.has(file.file)) continue;
    const { findings, suppressed } = policing.audited(resources);
    for (const finding of [...findings, ...suppressed.map((each) => each.finding)]) {
      if (isToBeNamed(finding)) seen.add(lineOf(finding));
    }
  }
  return { seen, templates };
}

/** An API, and the place that rests on it. */
interface Use {
  readonly location: Pick<Finding['location'], 'file' | 'line'>;
  readonly subject: GroupVersionKind;
}

function fileOf({ location: { file }, subject }: Use): string {
  return `${file} ${gvkKey(subject)}`;
}

/** An API in a line of a file: columns, and paths in a document, are other ones in what is rendered. */
function lineOf({ location: { file, line }, subject }: Use): string {
  return `${file}:${line} ${gvkKey(subject)}`;
}
