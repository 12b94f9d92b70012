import { existsSync } from 'node:fs';
import type { InputFile } from '../input/reading.ts';
import type { Share, SharedOptions, TaskReader } from './share.ts';
import type { Shareable } from './tasks.ts';
import { tasksFor } from './tasks.ts';
import { turn } from './turn.ts';

/**
 * How much memory a thread has for what was made lately, in megabytes: three times what is made between two collections. V8's
 * own 48 is a little faster, and takes memory that the findings of a large input need.
 */
const YOUNG = 24;

/** How many shares a thread has before it: while this one does a share of its own, it hands out no others. */
const SHARES_AHEAD = 3;

/** The worker as one file. It is there once the package is built, beside what an executable or a library is made of. */
const WORKER = new URL('../bundle/worker.cjs', import.meta.url);

/** Threads that audit; the one that asks is one of them. */
export interface Threads {
  /** Has the others begin with some of the files, while more are looked for; this thread is to let others have a turn. */
  readonly begin: (files: readonly InputFile[]) => void;
  /**
   * Shares the work out, but for what was begun with, and gives what each share came to that another thread did, as they
   * come; and `null` for each that this thread did.
   *
   * @param own does a share in this thread.
   */
  readonly audit: (work: Shareable, own: TaskReader) => AsyncGenerator<Share | null>;
  /** Ends the others, and waits for that; to be called when nothing more is wanted of them. */
  readonly end: () => Promise<void>;
}

/** Whether there is what threads are made of: not so in a folder that was not built. */
export function canShare(): boolean {
  return existsSync(WORKER);
}

/**
 * Starts threads beside this one, which come up while something else is done.
 *
 * @param threads how many there are to be, with this one.
 */
export async function startThreads(options: SharedOptions, threads: number): Promise<Threads> {
  const { Tinypool } = await import('tinypool');
  const others = threads - 1;
  const pool = new Tinypool({
    filename: WORKER.href,
    name: 'auditShare',
    minThreads: others,
    maxThreads: others,
    concurrentTasksPerWorker: SHARES_AHEAD,
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
    workerData: options,
  });
  let ending: Promise<void> | null = null;
  const end = () => {
    ending ??= pool.destroy();
    return ending;
  };
  const tasks = tasksFor(threads * (SHARES_AHEAD + 1));
  const underWay = new Set<Promise<void>>();
  const begun = new Set<string>();
  const done: Share[] = [];
  const handOut = () => {
    while (ending === null && underWay.size < others * SHARES_AHEAD) {
      // Others begin with charts: the code that reads these is compiled in as few threads as may be.
      const task = tasks.next('charts');
      if (task === undefined) return;
      const running = pool.run(task).then((share: Share) => {
        done.push(share);
        underWay.delete(running);
        handOut();
      });
      // What went wrong is thrown where it is waited for.
      running.catch(() => undefined);
      underWay.add(running);
    }
  };
  return {
    begin: (files) => {
      for (const { path } of files) begun.add(path);
      tasks.add({ files });
      handOut();
    },
    async *audit({ files, charts }, own) {
      tasks.add({ files: files.filter(({ path }) => !begun.has(path)), charts });
      begun.clear();
      try {
        for (;;) {
          // The first shares are for this thread: the others are yet to come up.
          const task = tasks.next('files');
          handOut();
          if (task !== undefined) {
            await own(task);
            yield null;
            // What the others have done is taken in, and they are given more.
            await turn();
          } else if (underWay.size > 0) await Promise.race(underWay);
          else return;
          for (const share of done.splice(0)) yield share;
        }
      } finally {
        // It takes a while, in which there is more to do here.
        void end();
      }
    },
    end,
  };
}
