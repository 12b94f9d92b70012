import { existsSync } from 'node:fs';
import type { Share, SharedOptions } from './share.ts';
import { sharer } from './share.ts';
import { isVeryMuch } from './size.ts';
import type { Shareable } from './tasks.ts';
import { tasksOf } from './tasks.ts';
import { turn, turns } from './turn.ts';

/**
 * How much memory a thread has for what was made lately, in megabytes: three times what is made between two collections. V8's
 * own 48 is a little faster than 24; but where the input is so large that its findings need the memory, that goes first.
 */
const YOUNG = 48;
const YOUNG_OF_MUCH = 24;

/** How many shares a thread has before it: while this one does a share of its own, it hands out no others. */
const SHARES_AHEAD = 3;

/** How many shares may be under way or done for each thread: what they come to is in memory until it is asked for. */
const SHARES_HELD = 32;

/** The worker as one file. It is there once the package is built, beside what an executable or a library is made of. */
const WORKER = new URL('../bundle/worker.cjs', import.meta.url);

/** Threads that audit; the one that asks is one of them. */
export interface Threads {
  /** Shares the work out, and gives what each share of it came to, in the order in which they were handed out. */
  readonly audit: (work: Shareable) => AsyncGenerator<Share>;
  /** Ends the others, and waits for that; to be called when nothing more is wanted of them. */
  readonly end: () => Promise<void>;
}

/** Whether there is what threads are made of: not so in a folder that was not built. */
export function canShare(): boolean {
  return existsSync(WORKER);
}

/** A share that is under way, or done. */
interface Pending {
  share: Share | null;
  readonly promise: Promise<Share>;
}

/**
 * Starts threads beside this one, which come up while something else is done.
 *
 * @param bytes how much they are going to read.
 * @param threads how many there are to be, with this one.
 */
export async function startThreads(bytes: number, options: SharedOptions, threads: number): Promise<Threads> {
  const { Tinypool } = await import('tinypool');
  const others = threads - 1;
  const pool = new Tinypool({
    filename: WORKER.href,
    name: 'auditShare',
    minThreads: others,
    maxThreads: others,
    concurrentTasksPerWorker: SHARES_AHEAD,
    resourceLimits: { maxYoungGenerationSizeMb: isVeryMuch(bytes) ? YOUNG_OF_MUCH : YOUNG },
    workerData: options,
  });
  const own = sharer(options, turns());
  let ending: Promise<void> | null = null;
  const end = () => {
    ending ??= pool.destroy();
    return ending;
  };
  return {
    async *audit(work) {
      const tasks = tasksOf(work, threads * (SHARES_AHEAD + 1));
      const pending: Pending[] = [];
      let handedOut = 0;
      let isLeft = false;
      // Others begin with charts: the code that reads these is compiled in as few threads as may be.
      const nextTask = (first: keyof Shareable) =>
        isLeft || pending.length >= threads * SHARES_HELD ? undefined : tasks.next(first);
      const begin = async (promise: Promise<Share>) => {
        const one: Pending = { share: null, promise };
        pending.push(one);
        one.share = await promise;
      };
      const handOut = () => {
        while (handedOut < others * SHARES_AHEAD) {
          const task = nextTask('charts');
          if (task === undefined) return;
          handedOut++;
          const goOn = () => {
            handedOut--;
            handOut();
          };
          // What went wrong is thrown when its turn comes.
          begin(pool.run(task)).then(goOn, goOn);
        }
      };
      try {
        for (;;) {
          // The first shares are for this thread: the others are yet to come up.
          const task = nextTask('files');
          const isDone = task === undefined ? null : begin(own(task));
          handOut();
          if (isDone === null) {
            const first = pending.shift();
            if (first === undefined) return;
            yield await first.promise;
          } else {
            await isDone;
            // What the others have done is taken in, and they are given more.
            await turn();
          }
          for (let done = pending[0]?.share; done != null; done = pending[0]?.share) {
            pending.shift();
            yield done;
          }
        }
      } finally {
        isLeft = true;
        // It takes a while, in which there is more to do here.
        void end();
      }
    },
    end,
  };
}
