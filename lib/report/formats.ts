import type { StabilityStatistics } from '../catalog/stability.ts';
import type { Diff } from '../diff/change.ts';
import type { Upgrade } from '../upgrade/dry-run.ts';
import type { Comparison } from './compare-reports.ts';
import type { ReporterOf } from './reporter.ts';

/** The formats of what a command found, in the order in which they are listed; each is loaded only when it is asked for. */
type Reporters<T> = Readonly<Record<string, () => Promise<ReporterOf<T>>>>;

/** What `diff --format` takes. */
export const DIFF_REPORTERS = {
  table: async () => (await import('./diff-table.ts')).diffTable,
  json: async () => (await import('./diff-json.ts')).diffJson,
  markdown: async () => (await import('./diff-markdown.ts')).diffMarkdown,
  html: async () => (await import('./diff-html.ts')).diffHtml,
} satisfies Reporters<Diff>;

/** What `compare --format` takes. */
export const COMPARISON_REPORTERS = {
  table: async () => (await import('./compare-table.ts')).comparisonTable,
  json: async () => (await import('./compare-json.ts')).comparisonJson,
  markdown: async () => (await import('./compare-markdown.ts')).comparisonMarkdown,
} satisfies Reporters<Comparison>;

/** What `stability --format` takes. */
export const STABILITY_REPORTERS = {
  table: async () => (await import('./stability-table.ts')).stabilityTable,
  json: async () => (await import('./stability-json.ts')).stabilityJson,
  html: async () => (await import('./stability-html.ts')).stabilityHtml,
} satisfies Reporters<StabilityStatistics>;

/** What `upgrade --format` takes. */
export const UPGRADE_REPORTERS = {
  table: async () => (await import('./upgrade-table.ts')).upgradeTable,
  json: async () => (await import('./upgrade-json.ts')).upgradeJson,
  markdown: async () => (await import('./upgrade-markdown.ts')).upgradeMarkdown,
  html: async () => (await import('./upgrade-html.ts')).upgradeHtml,
} satisfies Reporters<Upgrade>;
