import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Case } from './cases.ts';
import { caseOf, SORTS } from './cases.ts';
import { faultOf, TARGETS } from './check.ts';
import { writeFiles } from './folder.ts';
import { filesOf } from './inputs.ts';
import { seeds } from './seeds.ts';
import { SHAPES } from './shapes.ts';

/**
 * `npm run fuzz -- [cases] [seed] [first]`: audits that many manifests, programs and charts, each made from the seed and its
 * number, and says what went wrong. A case that something is wrong with is kept in a folder of its own, and its number told.
 */
const [cases = 10_000, seed = 1, first = 0] = process.argv.slice(2).map(Number);
const known = seeds();
const counts = new Map(SORTS.map((sort) => [sort, 0]));
const faults = new Map<string, number>();
let done = 0;
let stopped = false;
process.once('SIGTERM', () => {
  stopped = true;
});

/**
 * The first audits load snapshots, parsers and what reads charts, and compile: a manifest of unknown fields asks for all
 * snapshots, and each program and chart of the seeds for its own reader.
 */
async function warmUp(): Promise<void> {
  const unknown = SHAPES.find(({ name }) => name === 'unknown fields of a spec')?.make(3000) ?? '';
  const programs = known.programs.map(
    ({ ending, text }): Case => ({ sort: 'program', file: `case.${ending}`, content: text }),
  );
  const charts = known.charts.map((files): Case => ({ sort: 'chart', files }));
  for (const one of [{ sort: 'shape', content: unknown } as const, ...programs, ...charts])
    for (let number = 0; number < TARGETS.length; number++) await faultOf(one, number);
}

function keep(one: Case, number: number, fault: string): void {
  const folder = join(tmpdir(), 'api-audit-fuzz', `${seed}-${number}`);
  writeFiles(folder, filesOf(one));
  process.stderr.write(`case ${number} of seed ${seed} (${one.sort}), kept in ${folder}: ${fault}\n`);
}

await warmUp();
const began = Date.now();
for (let number = first; number < first + cases && !stopped; number++) {
  const one = caseOf(number, seed, known);
  counts.set(one.sort, (counts.get(one.sort) ?? 0) + 1);
  const fault = await faultOf(one, number);
  done++;
  if (fault === null) continue;
  const sort = fault.replace(/\d+/g, 'N').slice(0, 200);
  const times = (faults.get(sort) ?? 0) + 1;
  faults.set(sort, times);
  if (times <= 3) keep(one, number, fault);
}
const seconds = ((Date.now() - began) / 1000).toFixed(0);
const sorts = [...counts].map(([sort, count]) => `${count} ${sort}`).join(', ');
process.stdout.write(`${done} cases of seed ${seed} from ${first} in ${seconds} s: ${sorts}\n`);
for (const [sort, count] of faults) process.stdout.write(`${count} times: ${sort.split('\n')[0]}\n`);
process.exitCode = faults.size === 0 ? 0 : 1;
