/**
 * By how many percent the heap may grow before it is collected. V8's own figure lets a small one grow to four times what is
 * in use.
 */
const SMALL_HEAP = '--heap-growing-percent=30';

/**
 * What V8 is told for much input, by its version: that of Node.js 20, 22, 24. A function is to run eighteen or ten times as often
 * as V8 has it before it is compiled with all means. Else an audit of some seconds compiles four times as much, which takes
 * as long as reading the files does, and a third of that is thrown away when more of them were seen. Since Node.js 24
 * this makes no difference. A version that is not here is left alone: it would complain of a flag that it does not know.
 */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  '11': ['--interrupt-budget=1200000', SMALL_HEAP],
  '12': ['--invocation-count-for-turbofan=30000', SMALL_HEAP],
  '13': [SMALL_HEAP],
};

/**
 * Sets the engine of this process, all its threads, to much input: less of it is compiled, and memory is given back sooner.
 * It is for a process that does nothing else (docs/performance.md has what it gives).
 */
export function expectMuch(): void {
  const [major = ''] = process.versions.v8.split('.');
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  for (const flag of FLAGS[major] ?? []) setFlagsFromString(flag);
}
