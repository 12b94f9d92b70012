import { ApiAuditError } from '../model/errors.ts';
import type { PiecesReporter, Reporter } from './reporter.ts';
import { whole } from './reporter.ts';

/** The formats of a report, each loaded only when it is asked for. */
const REPORTERS = {
  table: async () => inOne((await import('./table.ts')).tableReporter),
  json: async () => (await import('./json.ts')).jsonReport,
  ndjson: async () => (await import('./ndjson.ts')).ndjsonReport,
  markdown: async () => inOne((await import('./markdown.ts')).markdownReporter),
  html: async () => inOne((await import('./html.ts')).htmlReporter),
  sarif: async () => (await import('./sarif.ts')).sarifReport,
  junit: async () => (await import('./junit.ts')).junitReport,
  csv: async () => (await import('./csv.ts')).csvReport,
  github: async () => (await import('./github.ts')).githubReport,
} as const satisfies Record<string, () => Promise<PiecesReporter>>;

/** The name of a format that `--format` takes. */
export type Format = keyof typeof REPORTERS;

/** Every format, in the order in which help lists them. */
export const FORMATS = Object.keys(REPORTERS) as readonly Format[];

/**
 * The reporter of a format.
 *
 * @throws ApiAuditError for a format that there is not.
 */
export async function loadReporter(format: Format): Promise<Reporter> {
  return whole(await loadPieces(format));
}

/**
 * The reporter of a format that gives its text in pieces: one piece for formats that leave out what is too much.
 *
 * @throws ApiAuditError for a format that there is not.
 */
export async function loadPieces(format: Format): Promise<PiecesReporter> {
  if (!Object.hasOwn(REPORTERS, format)) {
    throw new ApiAuditError(`There is no format '${format}': choose one of ${FORMATS.join(', ')}.`);
  }
  return REPORTERS[format]();
}

function inOne(reporter: Reporter): PiecesReporter {
  return (report, options) => [reporter(report, options)];
}
