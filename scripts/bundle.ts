import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

// The executable as a few files instead of hundreds: finding and reading modules is most of a short run. The chunks keep
// what a command does not need out of it, and stand two folders below the package like the modules they are made of, so
// that paths to its data hold. ts-morph is left out: it is large, and loaded for programs only.
const outdir = fileURLToPath(new URL('../dist/bundle/', import.meta.url));
rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: [fileURLToPath(new URL('../lib/cli/main.ts', import.meta.url))],
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: ['ts-morph'],
  minifyWhitespace: true,
  legalComments: 'eof',
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
});
