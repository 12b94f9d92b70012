import { existsSync } from 'node:fs';
import type { ChartInput } from '../input/chart.ts';
import type { InputFile } from '../input/reading.ts';
import type { Share, SharedOptions, Task } from './worker.ts';

/** How many files a thread takes at a time: enough to make little ado, few enough for all to end together. */
const FILES_A_SHARE = 32;

/**
 * How much memory a thread has for what was made lately, in megabytes: three times what is made between two collections. V8's
 * own 48 is a tenth faster than 12; but where the input is so large that its findings need the memory, that goes first.
 */
const YOUNG = 48;
const YOUNG_OF_MANY = 12;
const MANY_BYTES = 256 * 1024 * 1024;

/** How many shares may wait for each thread: what they come to is in memory until it is asked for. */
const SHARES_AHEAD = 32;

/** The worker as one file. It is there once the package is built, beside what an executable or a library is made of. */
const WORKER = new URL('../bundle/worker.cjs', import.meta.url);

/** What several threads can do. */
export interface Shareable {
  readonly files: readonly InputFile[];
  readonly charts: readonly ChartInput[];
}

/** Threads that audit. */
export interface Threads {
  /** Shares the work out, and gives what each share of it came to, in their order. */
  readonly audit: (work: Shareable) => AsyncGenerator<Share>;
  /** Ends them; to be called when nothing more is wanted of them. */
  readonly end: () => Promise<void>;
}

/** Whether there is what threads are made of: not so in a folder that was not built. */
export function canShare(): boolean {
  return existsSync(WORKER);
}

/**
 * Starts threads, which come up while something else is done.
 *
 * @param bytes how much they are going to read.
 */
export async function startThreads(bytes: number, options: SharedOptions, threads: number): Promise<Threads> {
  const { Tinypool } = await import('tinypool');
  const pool = new Tinypool({
    filename: WORKER.href,
    name: 'auditShare',
    minThreads: threads,
    maxThreads: threads,
    resourceLimits: { maxYoungGenerationSizeMb: bytes < MANY_BYTES ? YOUNG : YOUNG_OF_MANY },
    workerData: options,
  });
  return {
    async *audit(work) {
      const pending: Promise<Share>[] = [];
      const tasks = tasksOf(work);
      for (;;) {
        while (pending.length < threads * SHARES_AHEAD) {
          const { value: task } = tasks.next();
          if (task === undefined) break;
          pending.push(pool.run(task));
        }
        const first = pending.shift();
        if (first === undefined) return;
        yield await first;
      }
    },
    end: () => pool.destroy(),
  };
}

function* tasksOf({ files, charts }: Shareable): Generator<Task, undefined> {
  for (let at = 0; at < files.length; at += FILES_A_SHARE) yield { files: files.slice(at, at + FILES_A_SHARE) };
  let some: ChartInput[] = [];
  let size = 0;
  for (const chart of charts) {
    some.push(chart);
    size += chart.files?.length ?? FILES_A_SHARE;
    if (size < FILES_A_SHARE) continue;
    yield { charts: some };
    some = [];
    size = 0;
  }
  if (some.length > 0) yield { charts: some };
}
