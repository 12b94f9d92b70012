import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { audit, node, onOneCore } from '../commands.ts';
import { writeTree } from '../inputs.ts';
import { copyOf } from '../manifests.ts';
import type { BenchOptions } from '../options.ts';
import { less, megabytes, printLine, printTable, ratio, time } from '../print.ts';
import { median } from '../rounds.ts';
import type { Command } from '../run.ts';
import { run } from '../run.ts';
import { inTemporaryFolder } from '../temporary.ts';

const ROUNDS = 5;
const PASSES = 5;
/** Two trees of the same: what a process has to compile first is most of the time of the one, and little of the other. */
const TREES = [
  { files: 2000, rounds: ROUNDS, passes: PASSES },
  { files: 10_000, rounds: 3, passes: 2 },
];
const BYTES_A_FILE = 5000;
const PARSE_EVENTS = fileURLToPath(new URL('../parse-events.mjs', import.meta.url));

interface Cost {
  readonly wall: number;
  readonly cpu: number | null;
}

interface Parsed {
  readonly files: number;
  readonly bytes: number;
  readonly times: readonly (Cost & { readonly cpu: number })[];
}

/** How fast a tree is audited, as a share of how fast js-yaml alone parses the same bytes. */
export async function throughput({ folder }: BenchOptions): Promise<void> {
  await inTemporaryFolder(async (temporary) => {
    if (folder !== null) {
      await measureThroughput(folder, temporary, ROUNDS, PASSES);
      return;
    }
    for (const { files, rounds, passes } of TREES) {
      const tree = join(temporary, `${files}-files`);
      writeTree(tree, files, BYTES_A_FILE);
      await measureThroughput(tree, temporary, rounds, passes);
    }
  });
}

async function measureThroughput(folder: string, temporary: string, rounds: number, passes: number): Promise<void> {
  const small = join(temporary, 'small.yaml');
  writeFileSync(small, copyOf('old-ingress', 1));
  const output = join(temporary, 'parsed.json');
  const parse = { ...node('parseEvents', PARSE_EVENTS, folder, String(passes)), output };
  const start = audit('start', small, '--format', 'json');
  const whole = audit('audit', folder, '--format', 'json');
  const oneCore = onOneCore(whole, 'audit, one core');

  const first: Cost[] = [];
  const warm: Cost[] = [];
  const starts: Cost[] = [];
  const wholes: Cost[] = [];
  const oneCores: Cost[] = [];
  let parsed: Parsed = { files: 0, bytes: 0, times: [] };
  for (let round = 0; round < rounds; round++) {
    await successful(onOneCore(parse, parse.name) ?? parse);
    parsed = JSON.parse(readFileSync(output, 'utf8')) as Parsed;
    first.push(...parsed.times.slice(0, 1));
    warm.push(middle(parsed.times.slice(1)));
    starts.push(await successful(start));
    if (oneCore !== null) oneCores.push(await successful(oneCore));
    wholes.push(await successful(whole));
  }
  const [cold, hot, begun] = [middle(first), middle(warm), middle(starts)];
  const audits = [
    ...(oneCores.length > 0 ? [['audit on one core', own(middle(oneCores), begun)] as const] : []),
    ['audit on all cores', own(middle(wholes), begun)] as const,
  ];
  printLine(
    `\nThroughput on ${folder}: ${parsed.files} files, ${megabytes(parsed.bytes)}; medians of ${rounds} rounds. ` +
      `An audit is less that of one small file (${time(begun.wall)}, CPU ${time(begun.cpu)}).`,
  );
  printTable([
    ['', 'wall', 'CPU', 'MB/s of wall', 'first pass / it, CPU', 'later pass / it, CPU', 'first pass / it, wall'],
    ...[['parseEvents, first pass', cold] as const, ['parseEvents, later passes', hot] as const, ...audits].map(
      ([name, cost]) => [
        name,
        time(cost.wall),
        time(cost.cpu),
        (parsed.bytes / cost.wall / 1000).toFixed(1),
        ratio(cold.cpu, cost.cpu),
        ratio(hot.cpu, cost.cpu),
        ratio(cold.wall, cost.wall),
      ],
    ),
  ]);
  const [single, all] = audits.map(([, cost]) => cost.wall);
  if (single !== undefined && all !== undefined) {
    printLine(`All cores over one: ${(single / all).toFixed(2)} times as fast (${time(single)}, ${time(all)}).`);
  }
}

async function successful(command: Command): Promise<Cost> {
  const { wall, cpu, status } = await run(command);
  if (status !== 0) throw new Error(`"${command.name}" ended with ${status}.`);
  return { wall, cpu };
}

function middle(costs: readonly Cost[]): Cost {
  return { wall: median(costs.map(({ wall }) => wall)), cpu: median(costs.map(({ cpu }) => cpu ?? Number.NaN)) };
}

function own(cost: Cost, start: Cost): Cost {
  return { wall: cost.wall - start.wall, cpu: less(cost.cpu, start.cpu) };
}
