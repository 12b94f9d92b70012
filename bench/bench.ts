import { availableParallelism, cpus, totalmem } from 'node:os';
import type { BenchOptions } from './options.ts';
import { optionsOf } from './options.ts';
import { html } from './parts/html.ts';
import { memory } from './parts/memory.ts';
import { peers } from './parts/peers.ts';
import { scaling } from './parts/scaling.ts';
import { shapes } from './parts/shapes.ts';
import { start } from './parts/start.ts';
import { throughput } from './parts/throughput.ts';
import { megabytes, printLine } from './print.ts';

/**
 * `npm run bench -- [part...]`: measures how fast `api-audit` is and how much memory it takes, and prints tables. Nothing
 * is judged here. CONTRIBUTING.md says what the parts are.
 */
const PARTS: Readonly<Record<string, (options: BenchOptions) => Promise<void>>> = {
  start,
  throughput,
  scaling,
  html,
  peers,
  memory,
  shapes,
};
/** These take minutes, and are run by name only. */
const LONG = ['memory', 'shapes'];
const USUAL = Object.keys(PARTS).filter((name) => !LONG.includes(name));

const options = optionsOf(process.argv.slice(2));
const chosen = options.parts.length > 0 ? options.parts : USUAL;
const unknown = chosen.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  throw new Error(`There is no part "${unknown.join('", "')}"; the parts are ${Object.keys(PARTS).join(', ')}.`);
}
printLine(
  `${cpus()[0]?.model ?? 'Unknown processor'}, ${availableParallelism()} cores, ${megabytes(totalmem())}, ` +
    `${process.platform} ${process.arch}, Node ${process.version}, ${new Date().toISOString()}`,
);
for (const name of chosen) await PARTS[name]?.(options);
