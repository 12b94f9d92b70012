import type { FailOn } from '../model/finding.ts';
import type { Report } from '../model/report.ts';

/** How a report is to be shown. */
export interface ReportOptions {
  /** Name and version of the tool, for formats that say who wrote them. */
  readonly tool: { readonly name: string; readonly version: string };
  /** Columns that a line may have. */
  readonly width: number;
  readonly color: boolean;
  /** Show everything: each place of a finding, each API in use. */
  readonly all: boolean;
  /** The mildest severity that makes the run fail, for formats that say so of each finding; default `error`. */
  readonly failOn?: FailOn;
}

/** Makes a whole report into text, with a line feed at its end. Pure: the same report gives the same bytes. */
export type Reporter = (report: Report, options: ReportOptions) => string;

/** The same of what another command found. */
export type ReporterOf<T> = (found: T, options: ReportOptions) => string;

/** A {@link Reporter} that gives the text in pieces, for reports that are too large for one. */
export type PiecesReporter = (report: Report, options: ReportOptions) => Iterable<string>;

/** The Reporter that gives all pieces at once. */
export function whole(pieces: PiecesReporter): Reporter {
  return (report, options) => [...pieces(report, options)].join('');
}
