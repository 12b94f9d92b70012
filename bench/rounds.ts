import type { Command, Usage } from './run.ts';
import { run } from './run.ts';

/**
 * The medians of several runs of each command, in the order of the commands. They take turns, so that what else the machine
 * does falls on all alike, and the first round does not count. Throws where a command fails, unless any status will do.
 */
export async function medians(
  commands: readonly Command[],
  { rounds, warmUp = true, anyStatus = false }: RoundsOptions,
): Promise<Usage[]> {
  const usages = commands.map((): Usage[] => []);
  for (let round = warmUp ? -1 : 0; round < rounds; round++) {
    for (const [at, command] of commands.entries()) {
      const usage = await run(command);
      if (usage.status !== 0 && !anyStatus) {
        throw new Error(`"${command.name}" ended with ${usage.status}: ${command.program} ${command.args.join(' ')}`);
      }
      if (round >= 0) usages[at]?.push(usage);
    }
  }
  return usages.map((runs) => ({
    wall: median(runs.map(({ wall }) => wall)),
    cpu: medianOrNull(runs.map(({ cpu }) => cpu)),
    peak: medianOrNull(runs.map(({ peak }) => peak)),
    status: runs[0]?.status ?? null,
  }));
}

export interface RoundsOptions {
  readonly rounds: number;
  readonly warmUp?: boolean;
  readonly anyStatus?: boolean;
}

/** The one in the middle; of an even number, the upper of the two. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] as number;
}

function medianOrNull(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === values.length ? median(known) : null;
}
