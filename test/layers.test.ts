import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './support/cli.ts';
import { importsOf, layerOf, mayImport, packageOf, resolveImport } from './support/imports.ts';

const LIB = join(ROOT, 'lib');

const files = readdirSync(LIB, { recursive: true, withFileTypes: true })
  .filter((file) => file.isFile() && file.name.endsWith('.ts'))
  .map((file) => {
    const path = join(file.parentPath, file.name);
    const text = readFileSync(path, 'utf8');
    return { path: path.slice(LIB.length + 1).replaceAll('\\', '/'), text, imports: importsOf(text) };
  });

/** The text without comments, which may well speak of the process. */
function code(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');
}

function importersOf(name: string): string[] {
  return files
    .filter(({ imports }) => imports.some((specifier) => packageOf(specifier) === name))
    .map(({ path }) => path);
}

describe('the layers of lib/', () => {
  it('are where each file belongs', () => {
    assert.ok(files.length > 50);
    for (const { path } of files) layerOf(path);
  });

  it('import only what is below them', () => {
    const upward = files.flatMap(({ path, imports }) =>
      imports
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => resolveImport(path, specifier))
        .filter((imported) => !mayImport(path, imported))
        .map((imported) => `${path} imports ${imported}`),
    );
    assert.deepEqual(upward, []);
  });

  it('import files that exist, by a path that ends in .ts', () => {
    const known = new Set(files.map(({ path }) => path));
    for (const { path, imports } of files) {
      for (const specifier of imports.filter((name) => name.startsWith('.'))) {
        assert.ok(known.has(resolveImport(path, specifier)), `${path} imports ${specifier}`);
      }
    }
  });

  it('write nothing, exit never and read no environment below the command line', () => {
    const touching = files
      .filter(({ path }) => layerOf(path) !== 'cli')
      .filter(({ path, text }) => {
        const isAudit = path === 'audit.ts' || path === 'auditor.ts';
        // Node's own modules can be loaded late in this way, without a promise.
        const unloaded = code(text).replaceAll('process.getBuiltinModule', '');
        const allowed = isAudit ? unloaded.replaceAll('process.cwd()', '') : unloaded;
        return /\bconsole\b|\bprocess\s*[.[]|\bglobalThis\b/.test(allowed) || importsOf(text).includes('node:process');
      });
    assert.deepEqual(
      touching.map(({ path }) => path),
      [],
    );
  });
});

describe('the packages that lib/ rests on', () => {
  const only = (name: string, allowed: (path: string) => boolean) => {
    const importers = importersOf(name);
    assert.ok(importers.length > 0, `nothing imports ${name} any more`);
    assert.deepEqual(
      importers.filter((path) => !allowed(path)),
      [],
    );
  };

  it('have table behind one file', () => only('table', (path) => path === 'report/grid.ts'));

  it('have js-yaml and fast-glob behind the reading of inputs', () => {
    only('js-yaml', (path) => path.startsWith('input/'));
    only('fast-glob', (path) => path.startsWith('input/'));
  });

  it('have ts-morph behind one file', () => only('ts-morph', (path) => path === 'input/source/typescript.ts'));

  it('are named in package.json', () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const used = new Set(files.flatMap(({ imports }) => imports.map(packageOf).filter((name) => name !== null)));
    assert.deepEqual([...used].sort(), Object.keys(dependencies).sort());
  });
});

describe('the files of lib/', () => {
  it('have no more than 400 lines', () => {
    for (const { path, text } of files) assert.ok(text.split('\n').length <= 401, path);
  });

  it('have names in kebab-case', () => {
    for (const { path } of files) assert.match(path, /^(?:[a-z0-9]+(?:-[a-z0-9]+)*\/)*[a-z0-9]+(?:-[a-z0-9]+)*\.ts$/);
  });

  it('have no default export', () => {
    for (const { path, text } of files) assert.doesNotMatch(code(text), /^export default\b/m, path);
  });
});

describe('importsOf', () => {
  it('finds imports of every form', () => {
    const text = [
      "import fg from 'fast-glob';",
      "import type { A,\n  B } from './a.ts';",
      "import './b.ts';",
      "export { c } from './c.ts';",
      "export * from './d.ts';",
      "const load = async () => (await import('./e.ts')).e;",
      "// import './no.ts';",
      "const text = 'from here';",
    ].join('\n');
    assert.deepEqual(importsOf(text), ['fast-glob', './a.ts', './b.ts', './c.ts', './d.ts', './e.ts']);
  });
});

describe('mayImport', () => {
  it('lets imports point down and sideways, not up', () => {
    assert.equal(mayImport('cli/scan.ts', 'audit.ts'), true);
    assert.equal(mayImport('report/table.ts', 'catalog/catalog.ts'), true);
    assert.equal(mayImport('collector.ts', 'findings.ts'), true);
    assert.equal(mayImport('model/gvk.ts', 'catalog/catalog.ts'), false);
    assert.equal(mayImport('rules/index.ts', 'report/messages.ts'), false);
    assert.equal(mayImport('audit.ts', 'index.ts'), false);
  });

  it('lets the reading of inputs know the model and nothing else', () => {
    assert.equal(mayImport('input/yaml.ts', 'model/node.ts'), true);
    assert.equal(mayImport('input/yaml.ts', 'catalog/catalog.ts'), false);
    assert.equal(mayImport('input/yaml.ts', 'snapshot/json.ts'), false);
  });

  it('does not know a file that belongs to no layer', () => {
    assert.throws(() => layerOf('utils/misc.ts'), /no layer/);
    assert.throws(() => layerOf('misc.ts'), /no layer/);
  });
});
