/** The folders and files of `lib/` from the top down: each may import those after it, and itself. */
export const LAYERS = [
  'index',
  'cli',
  'report',
  'upgrade',
  'fix',
  'audit',
  'policy',
  'rules',
  'references',
  'input',
  'diff',
  'schema',
  'catalog',
  'snapshot',
  'model',
] as const;

export type Layer = (typeof LAYERS)[number];

/** The files that stand in `lib/` itself, by the layer they belong to. */
const LOOSE_FILES: Readonly<Record<string, Layer>> = {
  'index.ts': 'index',
  'audit.ts': 'audit',
  'auditor.ts': 'audit',
  'charts.ts': 'audit',
  'programs.ts': 'audit',
  'collector.ts': 'audit',
  'reliance.ts': 'audit',
  'findings.ts': 'audit',
  'holder.ts': 'audit',
  'tally.ts': 'audit',
};

/** The layer of a file by its path below `lib/`, with forward slashes. Throws where it has none. */
export function layerOf(path: string): Layer {
  const [first = '', ...rest] = path.split('/');
  const layer = rest.length === 0 ? LOOSE_FILES[first] : LAYERS.find((name) => name === first);
  if (layer === undefined) throw new Error(`lib/${path} belongs to no layer: give it one in test/support/imports.ts`);
  return layer;
}

const IMPORT =
  /^(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

/** All that a text of TypeScript imports or re-exports, types and `import()` too, as written. */
export function importsOf(text: string): readonly string[] {
  return [...text.matchAll(IMPORT)].map(([, named, bare, dynamic]) => (named ?? bare ?? dynamic) as string);
}

/** The path below `lib/` that a relative import in the file at `path` means. */
export function resolveImport(path: string, specifier: string): string {
  return new URL(specifier, `file:///${path}`).pathname.slice(1);
}

/** The name of the package that an import means; `null` for one of this package's own files or of Node. */
export function packageOf(specifier: string): string | null {
  if (specifier.startsWith('.') || specifier.startsWith('node:')) return null;
  const [scope = '', name = ''] = specifier.split('/');
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

/** Whether a file may import another, by the order of their layers and what some of them promise beyond it. */
export function mayImport(importer: string, imported: string): boolean {
  const [from, to] = [layerOf(importer), layerOf(imported)];
  if (from === 'input' && to !== 'input') return to === 'model';
  return LAYERS.indexOf(from) <= LAYERS.indexOf(to);
}
