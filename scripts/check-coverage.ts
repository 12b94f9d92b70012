import { readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';

// Holds the folders where a wrong branch is a wrong answer to a share of covered branches. Run after c8, on its summary.

const SUMMARY = 'coverage/coverage-summary.json';
const FOLDERS = ['lib/catalog', 'lib/fix', 'lib/input', 'lib/rules'];
/** In percent of the branches of each folder. */
const LEAST = 95;

type Summary = Readonly<Record<string, { readonly branches: { readonly total: number; readonly covered: number } }>>;

const summary = JSON.parse(readFileSync(SUMMARY, 'utf8')) as Summary;
const files = Object.entries(summary).map(([path, { branches }]) => ({
  path: relative(process.cwd(), path).split(sep).join('/'),
  branches,
}));
for (const folder of FOLDERS) {
  const own = files.filter(({ path }) => path.startsWith(`${folder}/`)).map(({ branches }) => branches);
  const total = own.reduce((sum, branches) => sum + branches.total, 0);
  const covered = own.reduce((sum, branches) => sum + branches.covered, 0);
  const share = total === 0 ? 0 : (100 * covered) / total;
  process.stdout.write(`${folder}: ${covered} of ${total} branches, ${share.toFixed(1)} %\n`);
  if (share < LEAST) {
    process.stderr.write(`${folder}: at least ${LEAST} % of the branches are to be covered\n`);
    process.exitCode = 1;
  }
}
