import type { JudgingOptions } from '../auditor.ts';
import { auditorFor } from '../auditor.ts';
import type { KnownCrds } from '../catalog/custom.ts';
import type { ChartReader, RenderOptions } from '../charts.ts';
import { chartReader } from '../charts.ts';
import type { ChartInput } from '../input/chart.ts';
import { readInput } from '../input/read.ts';
import type { InputFile, Reading } from '../input/reading.ts';
import type { EnforcerMemory } from '../policy/enforcer.ts';
import type { Tally } from '../tally.ts';
import type { AuditStep } from './progress.ts';
import { tellerOf } from './progress.ts';

/** What a share of the files came to. It is data through and through, so that it can be handed to another thread. */
export interface Share {
  readonly tally: Tally;
  readonly crds: KnownCrds;
  readonly enforcer: EnforcerMemory;
  /** What there is to tell of its files. */
  readonly read: readonly AuditStep[];
}

/** What the threads of one audit are told of it. */
export interface SharedOptions {
  readonly judging: JudgingOptions;
  readonly render: RenderOptions;
}

/** What a thread does at a time: files that are read one by one, or charts. */
export type Task = { readonly files: readonly InputFile[] } | { readonly charts: readonly ChartInput[] };

/** Does parts of an audit, one after the other. */
export type Sharer = (task: Task) => Promise<Share>;

/**
 * A {@link Sharer}. What only the whole input can tell stays open in the Tallies.
 *
 * @param pause is called between Readings; it may give something to be waited for.
 */
export function sharer({ judging, render }: SharedOptions, pause: () => Promise<void> | null = () => null): Sharer {
  let readCharts: ChartReader | null = null;
  return async (task) => {
    const auditor = auditorFor(judging);
    const { collector, crds, enforcer } = auditor;
    const read: AuditStep[] = [];
    const tell = tellerOf({ progress: (step) => read.push(step) });
    const take = (reading: Reading): Promise<void> | null => {
      tell(reading);
      collector.take(reading);
      return pause();
    };
    if ('files' in task) {
      for (const file of task.files) {
        const readings = readInput(file);
        if (Symbol.asyncIterator in readings) {
          await takeAll(readings, take);
          continue;
        }
        for (const reading of readings) {
          const paused = take(reading);
          // To wait for nothing, for each of thousands of files, takes its time.
          if (paused !== null) await paused;
        }
      }
    } else {
      readCharts ??= chartReader(render, auditor);
      await takeAll(
        readCharts(task.charts, (input) => collector.note(input)),
        take,
      );
    }
    return { tally: collector.tally, crds: crds.known(), enforcer: enforcer.memory(), read };
  };
}

async function takeAll(
  readings: AsyncIterable<Reading>,
  take: (reading: Reading) => Promise<void> | null,
): Promise<void> {
  for await (const reading of readings) await take(reading);
}
