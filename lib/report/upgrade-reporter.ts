import type { Upgrade } from '../upgrade/dry-run.ts';
import type { ReportOptions } from './reporter.ts';

/** Makes a whole dry run into text, with a line feed at its end. Pure: the same dry run gives the same bytes. */
export type UpgradeReporter = (upgrade: Upgrade, options: ReportOptions) => string;

/** The formats of a dry run, each loaded only when it is asked for. */
const REPORTERS = {
  table: async () => (await import('./upgrade-table.ts')).upgradeTable,
  json: async () => (await import('./upgrade-json.ts')).upgradeJson,
  markdown: async () => (await import('./upgrade-markdown.ts')).upgradeMarkdown,
  html: async () => (await import('./upgrade-html.ts')).upgradeHtml,
} as const satisfies Record<string, () => Promise<UpgradeReporter>>;

/** The name of a format that `upgrade --format` takes. */
export type UpgradeFormat = keyof typeof REPORTERS;

/** Every format, in the order in which help lists them. */
export const UPGRADE_FORMATS = Object.keys(REPORTERS) as readonly UpgradeFormat[];

/** The reporter of a format. */
export function loadUpgradeReporter(format: UpgradeFormat): Promise<UpgradeReporter> {
  return REPORTERS[format]();
}
