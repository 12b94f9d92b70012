import { sep } from 'node:path';
import type { ChartFolderFile, ChartInput } from './chart.ts';
import type { InputFile } from './reading.ts';

/** The files of a run: those that belong to charts, and those that are read one by one. */
export interface ChartPartition {
  readonly charts: readonly ChartInput[];
  readonly others: readonly InputFile[];
}

const PACKED = /\.(?:tgz|tar\.gz)$/i;
/** What a chart has of its own: the rest of its folder is read like any other files. */
const OWN = /^(?:templates|crds|charts)\//;
/** Read with the chart, and as the file it is, too, which is passed over as a rule. */
const BESIDE = /^(?:Chart\.yaml|requirements\.yaml|values\.yaml|ci\/[^/]*values\.ya?ml)$/;

/**
 * Finds the charts among the files of a run: folders with a `Chart.yaml`, and packed charts. A chart in the `charts/` of
 * another is part of that one.
 */
export function chartsAmong(files: readonly InputFile[]): ChartPartition {
  const folders = new Map<string, { readonly shown: string; readonly files: ChartFolderFile[] }>();
  for (const { file, path } of files) {
    if (!path.endsWith('Chart.yaml')) continue;
    const [folder, name] = split(slashed(path));
    if (name === 'Chart.yaml') folders.set(folder, { shown: folderOf(file) || '.', files: [] });
  }
  const roots = new Set([...folders.keys()].filter((folder) => !isSubchart(folder, folders)));
  const others: InputFile[] = [];
  const packed: ChartInput[] = [];
  const nearest = nearestAmong(roots);
  for (const input of files) {
    const path = slashed(input.path);
    const root = nearest(folderOf(path));
    const below = root === null ? '' : path.slice(root.length + 1);
    if (root !== null && (OWN.test(below) || BESIDE.test(below))) {
      folders.get(root)?.files.push({ path: below, file: input.file, at: input.path });
    }
    if (root !== null && OWN.test(below)) continue;
    if (PACKED.test(path)) packed.push({ file: input.file, path: input.path, files: null, named: input.named });
    else others.push(input);
  }
  const charts = [...roots].map((folder) => {
    const { shown, files: own } = folders.get(folder) as { shown: string; files: ChartFolderFile[] };
    return { file: shown, path: folder, files: own };
  });
  return { charts: [...charts, ...packed], others };
}

/**
 * Gives a function that tells which files have nothing to do with charts, while others are still looked for: it is to be
 * called with the files of each folder together, and after those of the folders that this lies in.
 */
export function outsideOfCharts(): (files: readonly InputFile[]) => readonly InputFile[] {
  const folders = new Set<string>();
  const nearest = nearestAmong(folders);
  return (files) => {
    for (const { path } of files) {
      if (!path.endsWith('Chart.yaml')) continue;
      const [folder, name] = split(slashed(path));
      if (name === 'Chart.yaml') folders.add(folder);
    }
    return files.filter(({ path }) => !PACKED.test(path) && nearest(folderOf(slashed(path))) === null);
  };
}

function slashed(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

/** A path's folder and its last step. */
function split(path: string): readonly [folder: string, name: string] {
  return [folderOf(path), path.slice(path.lastIndexOf('/') + 1)];
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

function isSubchart(folder: string, folders: ReadonlyMap<string, unknown>): boolean {
  const [parent, name] = split(folderOf(folder));
  return name === 'charts' && folders.has(parent);
}

/** Gives the deepest of the charts that what is in a folder lies in. Most folders lie in one that was asked about. */
function nearestAmong(roots: ReadonlySet<string>): (folder: string) => string | null {
  const known = new Map<string, string | null>([['', null]]);
  const nearest = (folder: string): string | null => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const root = roots.has(folder) ? folder : nearest(folderOf(folder));
    known.set(folder, root);
    return root;
  };
  return nearest;
}
