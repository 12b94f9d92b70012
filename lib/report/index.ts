import type { Reporter } from './reporter.ts';

/** The formats of a report, each loaded only when it is asked for. */
const REPORTERS = {
  table: async () => (await import('./table.ts')).tableReporter,
  json: async () => (await import('./json.ts')).jsonReporter,
  ndjson: async () => (await import('./ndjson.ts')).ndjsonReporter,
  markdown: async () => (await import('./markdown.ts')).markdownReporter,
  html: async () => (await import('./html.ts')).htmlReporter,
  sarif: async () => (await import('./sarif.ts')).sarifReporter,
  junit: async () => (await import('./junit.ts')).junitReporter,
  csv: async () => (await import('./csv.ts')).csvReporter,
  github: async () => (await import('./github.ts')).githubReporter,
} as const satisfies Record<string, () => Promise<Reporter>>;

/** The name of a format that `--format` takes. */
export type Format = keyof typeof REPORTERS;

/** Every format, in the order in which help lists them. */
export const FORMATS = Object.keys(REPORTERS) as readonly Format[];

/** The reporter of a format. */
export function loadReporter(format: Format): Promise<Reporter> {
  return REPORTERS[format]();
}
