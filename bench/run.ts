import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, createReadStream, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A command line that is measured. */
export interface Command {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** What comes before the program, such as `taskset -c 0`. */
  readonly prefix?: readonly string[];
  /** The folder it runs in. */
  readonly folder?: string;
  /** A file that is piped into it. */
  readonly input?: string;
  /** A file that takes its standard output, which is thrown away otherwise. */
  readonly output?: string;
}

/** What one run took: times in milliseconds, the peak of resident memory in bytes, `null` where it cannot be told. */
export interface Usage {
  readonly wall: number;
  readonly cpu: number | null;
  readonly peak: number | null;
  /** The exit status; `null` after a signal. */
  readonly status: number | null;
}

const PRELOADED = fileURLToPath(new URL('usage.cjs', import.meta.url));
const USAGE_FILE = join(tmpdir(), `api-audit-bench-usage-${process.pid}`);
const GNU_TIME = '/usr/bin/time';

/** Node.js tells its own use, finely; of other programs GNU time does, where there is one, in hundredths of a second. */
const hasGnuTime = spawnSync(GNU_TIME, ['-f', '%U %S %M', '-o', '/dev/null', 'true']).status === 0;

/** Runs a command once, to its end. Throws where it cannot be started. */
export async function run(command: Command): Promise<Usage> {
  rmSync(USAGE_FILE, { force: true });
  const [program, ...args] = measured(command) as [string, ...string[]];
  const output = command.output === undefined ? null : openSync(command.output, 'w');
  const began = performance.now();
  const child = spawn(program, args, {
    cwd: command.folder,
    env: { ...process.env, BENCH_USAGE: USAGE_FILE },
    stdio: [command.input === undefined ? 'ignore' : 'pipe', output ?? 'ignore', 'ignore'],
  });
  if (command.input !== undefined && child.stdin !== null) {
    // A command that ends before it has read everything is told by its status.
    child.stdin.on('error', () => {});
    createReadStream(command.input).pipe(child.stdin);
  }
  const [status] = (await once(child, 'exit')) as [number | null];
  const wall = performance.now() - began;
  if (output !== null) closeSync(output);
  return { wall, ...usageOf(command), status };
}

function measured({ program, args, prefix = [] }: Command): readonly string[] {
  if (program === process.execPath) return [...prefix, program, '--require', PRELOADED, ...args];
  if (!hasGnuTime) return [...prefix, program, ...args];
  return [GNU_TIME, '-f', '%U %S %M', '-o', USAGE_FILE, ...prefix, program, ...args];
}

function usageOf({ program }: Command): { readonly cpu: number | null; readonly peak: number | null } {
  let text: string;
  try {
    text = readFileSync(USAGE_FILE, 'utf8');
  } catch {
    return { cpu: null, peak: null };
  }
  if (program === process.execPath) return JSON.parse(text) as { cpu: number; peak: number };
  // GNU time says in a line before that the status was not 0.
  const [user = 0, system = 0, kilobytes = 0] = (text.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return { cpu: (user + system) * 1000, peak: kilobytes * 1024 };
}
