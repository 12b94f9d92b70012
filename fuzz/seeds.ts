import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ChartFiles } from './chart-shapes.ts';
import { OUTPUTS } from './outputs.ts';
import type { Program } from './program-shapes.ts';

const FOLDERS = ['docs/examples', 'test/fixtures'];
const MANIFESTS = ['.yaml', '.yml', '.json', '.tpl', '.ndjson', '.j2'];
const PROGRAMS = ['.go', '.py', '.ts', '.js', '.tf', '.sh', '.java', '.rs', '.rb', '.jsonnet', '.cue'];
/** Longer ones would make a run of few cases. */
const MOST_BYTES = 12_000;

/** What is mutated: this repository's own examples and fixtures, and what clusters and tools print. */
export interface Seeds {
  /** Manifests and templates, by name. */
  readonly manifests: readonly string[];
  /** Programs, by name. */
  readonly programs: readonly Program[];
  /** Charts, by name. */
  readonly charts: readonly ChartFiles[];
}

/** Reads the seeds: the same ones, in the same order, wherever the repository lies. */
export function seeds(): Seeds {
  const root = fileURLToPath(new URL('../', import.meta.url));
  const paths = FOLDERS.flatMap((folder) => pathsIn(join(root, folder)));
  const ofEndings = (endings: readonly string[]) => paths.filter((path) => endings.includes(extname(path)));
  return {
    manifests: [...ofEndings(MANIFESTS).map(textOf).filter(isMutated), ...OUTPUTS],
    programs: ofEndings(PROGRAMS)
      .map((path) => ({ ending: extname(path).slice(1), text: textOf(path) }))
      .filter(({ text }) => isMutated(text)),
    charts: chartsAmong(paths),
  };
}

function pathsIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => join(parentPath, name)).sort();
}

function textOf(path: string): string {
  return readFileSync(path, 'utf8');
}

function isMutated({ length }: string): boolean {
  return length > 0 && length < MOST_BYTES;
}

/** The files of each chart; those of a subchart are among those of the chart it is in. */
function chartsAmong(paths: readonly string[]): ChartFiles[] {
  const folders = paths.filter((path) => path.endsWith(`${sep}Chart.yaml`)).map((path) => join(path, '..'));
  const roots = folders.filter((folder) => !folders.some((other) => folder.startsWith(other + sep)));
  return roots.map((root) => {
    const own = paths.filter((path) => path.startsWith(root + sep) && MANIFESTS.includes(extname(path)));
    return Object.fromEntries(own.map((path) => [relative(root, path).replaceAll(sep, '/'), textOf(path)]));
  });
}
