import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RenderedInput, Rendering } from '../model/report.ts';
import type { Budget } from './chart-archive.ts';
import { ARCHIVE_LIMITS, MAX_CHART_FILE_BYTES } from './chart-archive.ts';
import type { ChartContent, StoredFile } from './chart-files.ts';
import { chartContent, holdsObjects, isOfSection, isSetAside, isTemplateBeside, unpackChart } from './chart-files.ts';
import type { ChartReadings } from './chart-rendered.ts';
import { readRendered, readUnrendered } from './chart-rendered.ts';
import { decode } from './decode.ts';
import type { HelmOptions } from './helm.ts';
import { helmTemplate } from './helm.ts';
import type { Capabilities } from './helm-condition.ts';
import { collectHelpers } from './helm-helpers.ts';
import { ignoredBy } from './helm-ignore.ts';
import { failedReading, readText } from './read-text.ts';
import type { Reading } from './reading.ts';
import { reasonOf } from './reason.ts';

/** A chart among the input. */
export interface ChartInput {
  /** Its folder or archive, as shown to people. */
  readonly file: string;
  /** The same, absolute. */
  readonly path: string;
  /** The files of its folder that belong to it; `null` for an archive. */
  readonly files: readonly ChartFolderFile[] | null;
  /** Whether it is an archive that the caller named, rather than its folder or a glob. */
  readonly named?: boolean;
}

export interface ChartFolderFile {
  /** From the folder, with forward slashes. */
  readonly path: string;
  readonly file: string;
  /** Absolute. */
  readonly at: string;
}

/** How charts are to be read. */
export interface ChartOptions {
  readonly capabilities: Capabilities;
  /** Absent where charts are not to be rendered; then `unrendered` says why. */
  readonly helm: Omit<HelmOptions, 'capabilities'> | null;
  readonly unrendered: string;
  /** What a helper of a library chart prints at the Target, one of these texts, by the versions of charts that are taken. */
  readonly libraryHelper?: (helper: string, versions: ReadonlyMap<string, string>) => readonly string[] | undefined;
}

/** What reading a chart gave: a Reading for each of its files, and how it was read. */
export interface ChartReading {
  readonly readings: ChartReadings;
  /** `null` where it is no chart after all. */
  readonly entry: RenderedInput | null;
}

/** How many of a chart's own files of values are rendered with. */
const MAX_VALUES_FILES = 20;

/** What is said of the others. */
const ONE_TOO_MANY = `a chart is rendered with ${MAX_VALUES_FILES} files of values; give this one with --values`;

/** Reads a chart: rendered where that is possible, else as text, and says which. Never throws for what a chart is. */
export async function readChart(chart: ChartInput, options: ChartOptions): Promise<ChartReading> {
  const stored = await storedFiles(chart);
  if (typeof stored === 'string') {
    return { readings: [failedReading(chart.file, `this chart was not read: ${stored}`)], entry: null };
  }
  if (stored.files.length === 0 && stored.failures.length === 0) {
    const message = 'is an archive that holds no chart, so it was not read; unpack it, and name the folder';
    const none = failedReading(chart.file, message);
    return { readings: [chart.named === true ? none : { ...none, errors: [], passedOver: 'no-chart' }], entry: null };
  }
  const content = await chartContent(stored.files, stored.budget);
  const { capabilities, helm, libraryHelper } = options;
  const library = (helper: string) => libraryHelper?.(helper, content.versions);
  const context = { helpers: collectHelpers(templateTexts(content)), capabilities, library };
  const failures = [...stored.failures, ...content.failures].map(({ file, reason }) =>
    failedReading(file, `it was not read: ${reason}`),
  );
  const ignored = stored.ignored.map((file) => ({ ...readText(file, ''), passedOver: 'not-printed' }) as const);
  const entry = { type: 'helm', file: chart.file, name: content.name } as const;
  const unrendered = (reason: string, renderings: readonly Rendering[]): ChartReading => ({
    readings: chained(readUnrendered(content.files, context), [...failures, ...ignored]),
    entry: { ...entry, rendered: false, reason, renderings },
  });
  if (helm === null) return unrendered(options.unrendered, []);
  if (failures.length > 0) return unrendered('some of its files could not be read', []);
  const { outputs, renderings } = await render(chart, { ...helm, capabilities });
  if (outputs.length === 0) return unrendered(renderings[0]?.error ?? '', renderings);
  return {
    readings: chained(readRendered(chart.file, content.files, outputs, context), ignored),
    entry: { ...entry, rendered: true, reason: null, renderings },
  };
}

function* chained(readings: ChartReadings, more: ChartReadings): Generator<Reading> {
  yield* readings;
  yield* more;
}

function templateTexts({ files }: ChartContent): string[] {
  return files.filter(({ section }) => section === 'templates').map(({ content }) => decode(content) ?? '');
}

interface Stored {
  readonly files: readonly StoredFile[];
  readonly failures: readonly { readonly file: string; readonly reason: string }[];
  /** Those that Helm leaves out, as shown to people. */
  readonly ignored: readonly string[];
  /** What is left for archives in the chart. */
  readonly budget: Budget;
}

/** The files of a chart, as they lie in its folder or archive; or why the archive is not read. */
async function storedFiles({ file, path, files }: ChartInput): Promise<Stored | string> {
  const budget: Budget = { ...ARCHIVE_LIMITS };
  if (files === null) {
    const archive = readable(path, ARCHIVE_LIMITS.bytes);
    const unpacked = typeof archive === 'string' ? archive : await unpackChart(file, archive, budget);
    return typeof unpacked === 'string' ? unpacked : { files: unpacked, failures: [], ignored: [], budget };
  }
  const stored: StoredFile[] = [];
  const failures: { file: string; reason: string }[] = [];
  const ignored: string[] = [];
  const isListed = ignoredIn(path);
  const isIgnored = (below: string) => isSetAside(below) || isListed(below);
  const beside = (await filesBeside(path, file)).filter((one) => !isIgnored(one.path));
  for (const one of [...files, ...beside]) {
    if (isIgnored(one.path)) {
      if (isOfSection(one.path)) ignored.push(one.file);
      continue;
    }
    const bytes = readable(one.at, MAX_CHART_FILE_BYTES);
    if (typeof bytes === 'string') failures.push({ file: one.file, reason: bytes });
    else stored.push({ path: one.path, file: one.file, load: async () => bytes });
  }
  return { files: stored, failures, ignored, budget };
}

/** Tells which files of a chart's folder Helm leaves out. */
function ignoredIn(folder: string): (path: string) => boolean {
  const rules = readable(join(folder, '.helmignore'), MAX_CHART_FILE_BYTES);
  return ignoredBy(typeof rules === 'string' ? '' : (decode(rules) ?? ''));
}

const LOCKS = ['Chart.lock', 'requirements.lock'];

/**
 * What belongs to a chart and is found by no name of a manifest: the versions that are locked, and templates that hold objects by
 * their words, since Helm renders files of any name.
 */
async function filesBeside(folder: string, shown: string): Promise<readonly ChartFolderFile[]> {
  const { walk } = await import('./walk.ts');
  const found = LOCKS.filter((name) => existsSync(join(folder, name)));
  for (const part of ['templates', 'charts']) {
    if (!existsSync(join(folder, part))) continue;
    const walking = walk(join(folder, part), { hidden: false, wants: (below) => isTemplateBeside(`${part}/${below}`) });
    let step = walking.next();
    while (step.done !== true) step = walking.next();
    for (const { below, path } of step.value.files) {
      const content = readable(path, MAX_CHART_FILE_BYTES);
      if (typeof content !== 'string' && holdsObjects(content)) found.push(`${part}/${below}`);
    }
  }
  return found.map((path) => ({ path, file: shown === '.' ? path : `${shown}/${path}`, at: join(folder, path) }));
}

/** Reads while the process waits, as `readInput` does and for its reasons; or says why it does not. */
function readable(path: string, limit: number): Uint8Array | string {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) return 'it is no regular file';
    if (stats.size > limit) return `it is larger than ${limit / (1024 * 1024)} MB`;
    return readFileSync(path);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return reasonOf(error);
  }
}

/**
 * Renders a chart with the values that are its defaults or the user's, and, where the user gives none, once more with each
 * of the files of values that it is tested with (`ci/*-values.yaml`, as chart-testing has it).
 */
async function render(
  chart: ChartInput,
  helm: HelmOptions,
): Promise<{ readonly outputs: readonly string[]; readonly renderings: readonly Rendering[] }> {
  const outputs: string[] = [];
  const renderings: Rendering[] = [];
  const own = helm.values.length === 0 && helm.set.length === 0 ? testValues(chart) : [];
  for (const values of [null, ...own.slice(0, MAX_VALUES_FILES)]) {
    const rendered = await helmTemplate(chart.path, chart.file, values?.at ?? null, helm);
    const error = 'reason' in rendered ? rendered.reason : null;
    renderings.push({ values: values?.file ?? null, error });
    if ('output' in rendered) outputs.push(rendered.output);
  }
  for (const { file } of own.slice(MAX_VALUES_FILES)) renderings.push({ values: file, error: ONE_TOO_MANY });
  return { outputs, renderings };
}

function testValues({ files }: ChartInput): readonly ChartFolderFile[] {
  return (files ?? []).filter(({ path }) => /^ci\/[^/]*values\.ya?ml$/.test(path));
}
