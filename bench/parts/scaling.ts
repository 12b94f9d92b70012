import { join } from 'node:path';
import { audit } from '../commands.ts';
import type { Written } from '../inputs.ts';
import { writeList, writeStream, writeTree } from '../inputs.ts';
import { less, megabytes, printLine, printTable, ratio, time } from '../print.ts';
import { medians } from '../rounds.ts';
import type { Usage } from '../run.ts';
import { inTemporaryFolder } from '../temporary.ts';

const ROUNDS = 3;

/** One shape of input, and the sizes it is written in. */
interface Shape {
  readonly name: string;
  readonly sizes: readonly number[];
  readonly write: (path: string, size: number) => Written;
}

const SHAPES: readonly Shape[] = [
  { name: 'files of 4 kB', sizes: [200, 2000, 20_000], write: (path, size) => writeTree(path, size, 4000) },
  {
    name: 'documents in one file',
    sizes: [200, 2000, 20_000],
    write: (path, size) => writeStream(path, { documents: size }),
  },
  { name: 'items in one List', sizes: [500, 5000, 50_000], write: writeList },
];

/** Whether a document costs the same in little input and in much. */
export async function scaling(): Promise<void> {
  printLine(
    `\nScaling: medians of ${ROUNDS} rounds. What a document costs is CPU time less that of no documents, ` +
      'and the ratio is to the smallest size, which has the warm-up of the compiler in it; ' +
      '"added" is what one costs of those that the size before did not have.',
  );
  for (const { name, sizes, write } of SHAPES) {
    await inTemporaryFolder(async (folder) => {
      const paths = [0, ...sizes].map((size) => join(folder, `${size}.yaml`));
      const written = [writeStream(paths[0] as string, { documents: 1 })];
      for (const [at, size] of sizes.entries()) written.push(write(paths[at + 1] as string, size));
      const commands = paths.map((path) => audit(path, path));
      const [none, ...usages] = (await medians(commands, { rounds: ROUNDS, warmUp: false })) as [Usage, ...Usage[]];
      const costs = usages.map(({ cpu }, at) => perDocument(less(cpu, none.cpu), written[at + 1]?.documents ?? 0));
      printTable([
        [name, 'documents', 'bytes', 'wall', 'CPU', 'CPU a document', 'ratio', 'added', 'peak'],
        ...usages.map((usage, at) => {
          const [{ documents: before }, { documents, bytes }] = written.slice(at, at + 2) as [Written, Written];
          const usageBefore = usages[at - 1] ?? none;
          return [
            String(sizes[at]),
            String(documents),
            megabytes(bytes),
            time(usage.wall),
            time(usage.cpu),
            microseconds(costs[at] ?? null),
            ratio(costs[at] ?? null, costs[0] ?? null),
            microseconds(perDocument(less(usage.cpu, usageBefore.cpu), documents - before)),
            megabytes(usage.peak),
          ];
        }),
      ]);
    });
  }
}

function perDocument(milliseconds: number | null, documents: number): number | null {
  return milliseconds === null ? null : (milliseconds * 1000) / documents;
}

function microseconds(value: number | null): string {
  return value === null ? '–' : `${value.toFixed(0)} µs`;
}
