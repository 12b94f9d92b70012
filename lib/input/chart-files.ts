import { addTo } from '../model/lists.ts';
import type { Budget } from './chart-archive.ts';
import { readArchive } from './chart-archive.ts';
import { chartMetadata } from './chart-metadata.ts';
import { decode } from './decode.ts';
import { isManifestName } from './endings.ts';
import type { Defaults } from './helm-values.ts';
import { defaultsOf } from './helm-values.ts';

/** A file of a chart, wherever it is kept. */
export interface StoredFile {
  /** From the chart's own folder, with forward slashes. */
  readonly path: string;
  /** As shown to people. */
  readonly file: string;
  readonly load: () => Promise<Uint8Array>;
}

/** A file of a chart's or subchart's `templates/` or `crds/`. */
export interface ChartFile {
  readonly file: string;
  readonly section: 'templates' | 'crds';
  /** How Helm names it in what it prints; several where the subchart stands under several aliases. */
  readonly sources: readonly string[];
  readonly content: Uint8Array;
  /** What the values of its chart are by default; absent where they are not known. */
  readonly defaults?: Defaults;
}

/** All that is audited of a chart. */
export interface ChartContent {
  /** `null` where `Chart.yaml` names none. */
  readonly name: string | null;
  readonly files: readonly ChartFile[];
  /** Archives in `charts/` that were not read, and why. */
  readonly failures: readonly { readonly file: string; readonly reason: string }[];
  /** Which versions of other charts it and its subcharts take, by their names: the outermost says it. */
  readonly versions: ReadonlyMap<string, string>;
}

/**
 * How many names one chart, and the files of all, are known by: aliases of subcharts multiply from level to level. What is printed
 * under a name beyond these is read as that of a file which is not known.
 */
const MAX_NAMES = { chart: 1000, all: 100_000 } as const;

const ARCHIVE = /^charts\/[^/]+\.(?:tgz|tar\.gz)$/i;
const ARCHIVE_NAME = /\.tgz$/i;

/** Reads the templates and CRDs of a chart and, packed or not, of its subcharts. */
export async function chartContent(stored: readonly StoredFile[], budget: Budget): Promise<ChartContent> {
  const draft: Draft = { files: [], failures: [], versions: new Map(), names: MAX_NAMES.all };
  const name = await addChart(draft, stored, null, budget);
  const { files, failures, versions } = draft;
  return { name, files, failures, versions };
}

interface Draft {
  readonly files: ChartFile[];
  readonly failures: { file: string; reason: string }[];
  readonly versions: Map<string, string>;
  /** How many more names may be kept. */
  names: number;
}

/** A chart that holds this one: how Helm names it, and what it calls its subcharts. */
interface Parent {
  readonly sources: readonly string[];
  readonly aliases: ReadonlyMap<string, readonly string[]>;
  readonly defaults: Defaults;
}

async function addChart(
  draft: Draft,
  stored: readonly StoredFile[],
  parent: Parent | null,
  budget: Budget,
): Promise<string | null> {
  const load = (name: string) => stored.find(({ path }) => path === name)?.load() ?? null;
  const { name, aliases, versions } = chartMetadata(
    (await load('Chart.yaml')) ?? new Uint8Array(),
    await load('requirements.yaml'),
    (await load('Chart.lock')) ?? (await load('requirements.lock')),
  );
  for (const [other, version] of versions) if (!draft.versions.has(other)) draft.versions.set(other, version);
  const sources = sourcesOf(name ?? '', parent);
  const names = parent?.aliases.get(name ?? '') ?? [name ?? ''];
  const defaults = defaultsOf(await load('values.yaml'), parent === null ? null : { defaults: parent.defaults, names });
  for (const { path, file, load: loadFile } of stored) {
    const section = sectionOf(path);
    if (section === null) continue;
    const content = await loadFile();
    if (section === 'templates' && !isManifestName(path) && !holdsObjects(content)) continue;
    const kept = sources.slice(0, Math.max(1, draft.names));
    draft.names -= kept.length;
    draft.files.push({ file, section, content, sources: kept.map((source) => `${source}/${path}`), defaults });
  }
  for (const subchart of await subchartsOf(draft, stored, budget))
    await addChart(draft, subchart, { sources, aliases, defaults }, budget);
  return name;
}

/** What Helm makes of a file, by its path in the chart; `null` for one that holds no objects by its name, such as `NOTES.txt`. */
function sectionOf(path: string): ChartFile['section'] | null {
  if (path.startsWith('templates/')) return isTemplateName(path) ? 'templates' : null;
  return path.startsWith('crds/') && /\.(?:ya?ml|json)$/i.test(path) ? 'crds' : null;
}

/**
 * Whether Helm renders a file of a chart's `templates` folder, and prints it: whatever its ending, but what is hidden or a note to
 * the user.
 */
function isTemplateName(path: string): boolean {
  return !path.endsWith('NOTES.txt') && !/(?:^|\/)\./.test(path) && !ARCHIVE_NAME.test(path);
}

/** The same of a file that is found by no name of a manifest, in the chart or one of its subcharts. */
export function isTemplateBeside(path: string): boolean {
  const own = ownPath(path);
  return own.startsWith('templates/') && isTemplateName(own) && !isManifestName(own);
}

/** Whether a file that is no manifest by its name may hold objects all the same, by its words. */
export function holdsObjects(content: Uint8Array): boolean {
  const text = decode(content);
  return text !== null && /apiVersion/.test(text) && /kind/.test(text);
}

/** Whether a file of a chart, or of one of its subcharts, is one of templates or CRDs. */
export function isOfSection(path: string): boolean {
  return sectionOf(ownPath(path)) !== null;
}

/** The way of a file in the subchart that it lies in. */
function ownPath(path: string): string {
  return path.replace(/^(?:charts\/[^/]+\/)+/, '');
}

/** What a chart is called in the one around it. */
function namesOf(name: string, parent: Parent | null): readonly string[] {
  return [...new Set([name, ...(parent?.aliases.get(name) ?? [])])];
}

function sourcesOf(name: string, parent: Parent | null): string[] {
  if (parent === null) return [name];
  const names = namesOf(name, parent);
  const sources: string[] = [];
  for (const source of parent.sources) {
    for (const own of names) {
      if (sources.length >= MAX_NAMES.chart) return sources;
      sources.push(`${source}/charts/${own}`);
    }
  }
  return sources;
}

async function subchartsOf(draft: Draft, stored: readonly StoredFile[], budget: Budget): Promise<StoredFile[][]> {
  const folders = new Map<string, StoredFile[]>();
  const packed: StoredFile[][] = [];
  for (const file of stored) {
    if (isSetAside(file.path)) continue;
    const below = belowCharts(file.path);
    if (below !== null) addTo(folders, below.folder, { ...file, path: below.path });
    else if (ARCHIVE.test(file.path)) {
      const unpacked = await unpackChart(file.file, await file.load(), budget);
      if (typeof unpacked === 'string') draft.failures.push({ file: file.file, reason: unpacked });
      else packed.push(unpacked);
    }
  }
  const isChart = (files: readonly StoredFile[]) => files.some(({ path }) => path === 'Chart.yaml');
  return [...folders.values(), ...packed].filter(isChart);
}

/** Whether a file lies in what Helm takes for no subchart, by its name: `charts/_old`. */
export function isSetAside(path: string): boolean {
  return /^(?:charts\/[^/]+\/)*charts\/[_.]/.test(path);
}

/** The folder of a subchart and the way from there; `null` for what lies in none. Its cost is not that of the whole path. */
function belowCharts(path: string): { readonly folder: string; readonly path: string } | null {
  if (!path.startsWith('charts/')) return null;
  const slash = path.indexOf('/', 'charts/'.length);
  if (slash <= 'charts/'.length || slash === path.length - 1) return null;
  return { folder: path.slice('charts/'.length, slash), path: path.slice(slash + 1) };
}

/**
 * The files of a packed chart, whose archive holds them in one folder. Of several folders Helm takes the files together.
 *
 * @param file the archive, as shown to people.
 * @returns why it cannot be read, where it cannot; an empty list where it holds no chart.
 */
export async function unpackChart(
  file: string,
  compressed: Uint8Array,
  budget: Budget,
): Promise<StoredFile[] | string> {
  const entries = await readArchive(compressed, budget);
  if (typeof entries === 'string') return entries;
  if (![...entries.keys()].some((path) => /^[^/]+\/Chart\.yaml$/.test(path))) return [];
  return [...entries].flatMap(([path, content]) => {
    const below = path.indexOf('/') + 1;
    return below === 0 ? [] : [{ path: path.slice(below), file: `${file}/${path}`, load: async () => content }];
  });
}
