import type { Auditor, JudgingOptions } from '../auditor.ts';
import type { KnownCrds } from '../catalog/custom.ts';
import type { ChartReader, RenderOptions } from '../charts.ts';
import { chartReader } from '../charts.ts';
import type { ChartInput } from '../input/chart.ts';
import { readInput } from '../input/read.ts';
import type { InputFile, Reading } from '../input/reading.ts';
import type { EnforcerMemory } from '../policy/enforcer.ts';
import type { Tally } from '../tally.ts';
import type { AuditStep } from './progress.ts';

/** What a share of the files came to in another thread. It is data through and through, so that it can be handed over. */
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

/** Reads parts of an input, one after the other. */
export type TaskReader = (task: Task) => Promise<void>;

/**
 * A {@link TaskReader}.
 *
 * @param take is given each Reading; it may give something to be waited for before the next.
 */
export function taskReader(
  render: RenderOptions,
  auditor: Auditor,
  take: (reading: Reading) => Promise<void> | null,
): TaskReader {
  let readCharts: ChartReader | null = null;
  return async (task) => {
    if ('charts' in task) {
      readCharts ??= chartReader(render, auditor);
      const readings = readCharts(task.charts, (input) => auditor.collector.note(input));
      for await (const reading of readings) await take(reading);
      return;
    }
    for (const file of task.files) {
      const readings = readInput(file);
      if (Symbol.asyncIterator in readings) {
        for await (const reading of readings) await take(reading);
        continue;
      }
      for (const reading of readings) {
        const taken = take(reading);
        // To wait for nothing, for each of thousands of files, takes its time.
        if (taken !== null) await taken;
      }
    }
  };
}
