/**
 * What V8 is told for much input, whatever its version.
 *
 * - What outlives a few collections, it may have made among what is old from then on. What is made of a document is let
 *   go with it; but in every second run over 100,000 files it came to that, by chance, and a run of 38 s took 115.
 * - A thread collects what it made by itself: where all processors have something to do, help only takes time.
 * - A function is compiled with less of what it calls, for it takes as long as all of that.
 */
const ALWAYS = [
  '--no-allocation-site-pretenuring',
  '--no-parallel-scavenge',
  '--max-inlined-bytecode-size-cumulative=100',
] as const;

/**
 * How long V8 is to wait, by its version: that of Node.js 20, 22, 24, 26. A function is to run nine times as often as by V8's
 * own figure, or more, before it is compiled with all means. Else an audit of some seconds compiles four times as much, which takes as
 * long as reading the files does, and a third of that is thrown away when more of them were seen. A version that is not here is
 * left alone: it would complain of a flag that it does not know.
 */
const PATIENCE: Readonly<Record<string, string>> = {
  '11': '--interrupt-budget=600000',
  '12': '--invocation-count-for-turbofan=30000',
  '13': '--invocation-count-for-turbofan=30000',
  '14': '--invocation-count-for-turbofan=30000',
};

/**
 * By how many percent the heap may grow before it is collected. V8's own figure lets a small one grow to four times what is
 * in use. To collect at 1.3 times takes a twentieth longer: it is done once memory is scarce.
 */
const GROWTH = 100;
const SMALL_GROWTH = 30;

/** From how much resident memory on it is scarce: what grows after that are findings, and there may be as many again. */
const SCARCE = 256 * 1024 * 1024;

/** How often is looked at it, in milliseconds: in as many the heap grows by some megabytes. */
const INTERVAL = 100;

let isSet = false;

/**
 * Tunes V8 for much input, in all threads of this process: less code is compiled, and memory is given back sooner, the more so
 * once much is in use. It is for a process that does nothing else (docs/performance.md has what it gives).
 */
export function expectMuch(): void {
  const [major = ''] = process.versions.v8.split('.');
  const patience = PATIENCE[major];
  if (patience === undefined || isSet) return;
  isSet = true;
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  const growTo = (percent: number) => setFlagsFromString(`--heap-growing-percent=${percent}`);
  for (const flag of [...ALWAYS, patience]) setFlagsFromString(flag);
  growTo(GROWTH);
  const timer = setInterval(() => {
    if (process.memoryUsage.rss() < SCARCE) return;
    growTo(SMALL_GROWTH);
    clearInterval(timer);
  }, INTERVAL);
  timer.unref();
}
