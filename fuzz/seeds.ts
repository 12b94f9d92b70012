import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDERS = ['docs/examples', 'test/fixtures'];
const ENDINGS = ['.yaml', '.yml', '.json', '.tpl', '.ndjson', '.j2'];
/** Longer ones would make a run of few cases. */
const MOST_BYTES = 12_000;

/** The texts that are mutated: the manifests and templates of this repository's own examples and tests, by name. */
export function seeds(): readonly string[] {
  const root = fileURLToPath(new URL('../', import.meta.url));
  return FOLDERS.flatMap((folder) => textsIn(join(root, folder)));
}

function textsIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && ENDINGS.includes(extname(entry.name)));
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  return paths.map((path) => readFileSync(path, 'utf8')).filter(({ length }) => length > 0 && length < MOST_BYTES);
}
