import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { licencesOf } from './licences.ts';

// The executable as a few files instead of hundreds, and as CommonJS: finding and reading modules is most of a short run,
// and Node.js takes longer for ECMAScript modules (docs/performance.md has the figures). What nearly every command needs is
// one file, what every audit needs beside it is another; what only some commands and formats need stays out of them. All
// stand two folders below the package like the modules they are made of, so that paths to its data hold. ts-morph is left out: it is large, and loaded for programs only.
const root = fileURLToPath(new URL('..', import.meta.url));
const outdir = fileURLToPath(new URL('../dist/bundle/', import.meta.url));

/** What each command loads before it has seen its input, with all that is imported statically. */
const [MAIN, SCAN, EXPLAIN, DIFF] = ['main', 'scan', 'explain', 'diff'].map((name) =>
  fileURLToPath(new URL(`../lib/cli/${name}.ts`, import.meta.url)),
) as [string, string, string, string];

let closures: { readonly scan: ReadonlySet<string>; readonly others: ReadonlySet<string> } | null = null;

function closureOf(ids: readonly string[], importsOf: (id: string) => readonly string[]): Set<string> {
  const closure = new Set(ids);
  for (const id of closure) for (const imported of importsOf(id)) closure.add(imported);
  return closure;
}

rmSync(outdir, { recursive: true, force: true });
const bundle = await rolldown({
  cwd: root,
  input: { main: MAIN, worker: fileURLToPath(new URL('../lib/audit/worker.ts', import.meta.url)) },
  platform: 'node',
  external: ['ts-morph', 'tinypool'],
  checks: { ineffectiveDynamicImport: false },
});
const { output } = await bundle.write({
  dir: outdir,
  format: 'cjs',
  entryFileNames: '[name].cjs',
  chunkFileNames: '[name]-[hash].cjs',
  comments: { legal: true, annotation: false, jsdoc: false },
  codeSplitting: {
    groups: [
      {
        debugName: 'base and scan',
        name: (id, context) => {
          const importsOf = (of: string) => context.getModuleInfo(of)?.importedIds ?? [];
          closures ??= {
            scan: closureOf([MAIN, SCAN], importsOf),
            others: closureOf([MAIN, EXPLAIN, DIFF], importsOf),
          };
          if (!closures.scan.has(id)) return null;
          return closures.others.has(id) ? 'base' : 'scan';
        },
      },
    ],
  },
});
await bundle.close();
// V8 reads texts of ASCII faster, and keeps them in half the memory.
for (const chunk of output) {
  if (chunk.type !== 'chunk') continue;
  const code = chunk.code.replace(/[^\0-~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  writeFileSync(`${outdir}${chunk.fileName}`, code);
}
const inputs = output
  .flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []))
  .map((id) => relative(root, id).replaceAll('\\', '/'));
// Their licences ask that their text goes where the code goes.
writeFileSync(`${outdir}THIRD-PARTY-LICENSES.txt`, licencesOf(root, inputs));

execFileSync(process.execPath, [fileURLToPath(new URL('code-cache.mjs', import.meta.url))], {
  cwd: root,
  env: { ...process.env, NODE_OPTIONS: '' },
  stdio: ['ignore', 'ignore', 'inherit'],
});
