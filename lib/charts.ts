import type { Catalog } from './catalog/catalog.ts';
import { printedByLibrary } from './catalog/chart-helpers.ts';
import type { ChartInput, ChartOptions } from './input/chart.ts';
import type { Capabilities } from './input/helm-condition.ts';
import type { Kustomized, KustomizeTool } from './input/kustomize.ts';
import type { InputFile, Reading } from './input/reading.ts';
import type { Tool } from './input/render.ts';
import { formatApiVersion } from './model/gvk.ts';
import type { Release } from './model/release.ts';
import type { RenderedInput } from './model/report.ts';

/** What renders charts and kustomizations. Where a program is not given, the files are read as they stand. */
export interface RenderOptions {
  /** Helm 3 or 4. */
  readonly helm?: Tool;
  /** Why there is no `helm`, for the report; default that none was given. */
  readonly withoutHelm?: string;
  /** Files of values, absolute, for every chart. */
  readonly values?: readonly string[];
  /** Settings such as `ingress.enabled=true`, for every chart. */
  readonly set?: readonly string[];
  /** What renders kustomizations. Where it is `undefined`, their files are read as they stand; `null` is a wish unfulfilled. */
  readonly kustomize?: KustomizeTool | null;
  /** How long one rendering may take, in milliseconds. */
  readonly timeout?: number;
}

/** What charts are read for. */
export interface ChartAudit {
  readonly catalog: Catalog;
  readonly target: Release;
}

/** Reads charts as they are at the Target, one after the other, and has it noted how each was read. */
export type ChartReader = (
  charts: readonly ChartInput[],
  note: (input: RenderedInput) => void,
) => AsyncGenerator<Reading>;

/** A {@link ChartReader}. What it needs is loaded, and what the server of the Target can is gathered, at its first chart. */
export function chartReader(render: RenderOptions, audit: ChartAudit): ChartReader {
  let options: ChartOptions | null = null;
  return async function* read(charts, note) {
    if (charts.length === 0) return;
    const { readChart } = await import('./input/chart.ts');
    options ??= await chartOptions(render, audit);
    for (const chart of charts) {
      const { readings, entry } = await readChart(chart, options);
      if (entry !== null) note(entry);
      yield* readings;
    }
  };
}

async function chartOptions(
  { helm, withoutHelm = 'no helm was given', values = [], set = [], timeout }: RenderOptions,
  { catalog, target }: ChartAudit,
): Promise<ChartOptions> {
  const { RENDER_TIMEOUT } = await import('./input/render.ts');
  return {
    capabilities: capabilitiesOf(catalog, target),
    helm: helm === undefined ? null : { tool: helm, values, set, timeout: timeout ?? RENDER_TIMEOUT },
    unrendered: withoutHelm,
    libraryHelper: (helper, versions) => printedByLibrary(helper, versions, target),
  };
}

/** Renders the kustomizations among files, where that is asked for; gives what is left to be read one by one. */
export async function kustomizations(
  files: readonly InputFile[],
  { kustomize, timeout }: RenderOptions,
): Promise<Kustomized> {
  if (kustomize === undefined) return { readings: [], others: files, entries: [] };
  const { kustomized } = await import('./input/kustomize.ts');
  const { RENDER_TIMEOUT } = await import('./input/render.ts');
  const reason = 'there is neither kustomize nor kubectl on PATH';
  return kustomized(files, kustomize, { reason, timeout: timeout ?? RENDER_TIMEOUT });
}

/** What the server of a Release answers to a chart that asks for `.Capabilities`. */
function capabilitiesOf(catalog: Catalog, release: Release): Capabilities {
  const apis = catalog.servedAt(release).flatMap((gvk) => {
    const groupVersion = formatApiVersion(gvk);
    return [groupVersion, `${groupVersion}/${gvk.kind}`];
  });
  return { release, apis: new Set(apis), groups: new Set(catalog.kinds.map(({ group }) => group)) };
}
