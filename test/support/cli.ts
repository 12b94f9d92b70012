import { fileURLToPath } from 'node:url';
import type { ExitCode } from '../../lib/cli/exit.ts';

/** The folder of this repository's checkout, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A folder below `test/fixtures/`. */
export function fixture(path: string): string {
  return fileURLToPath(new URL(`../fixtures/${path}`, import.meta.url));
}

export interface Run {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  /** The width of the terminal that standard output is to be; without it, it is none. */
  readonly terminal?: number;
}

/** Runs a command line in this process and takes down what it writes. */
export async function run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      written[name] += text;
    },
    ...(options.terminal === undefined ? {} : { isTTY: true, columns: options.terminal }),
  });
  // Mocha requires its test files, so that what they import statically is loaded apart from what the command line itself
  // loads on demand: an error of one would be no `instanceof` the other's class. Loaded on demand, all of it is one.
  const { main } = await import('../../lib/cli/main.ts');
  const code = await main(args, {
    cwd: options.cwd ?? fixture('cli'),
    env: options.env ?? {},
    stdin: bytesOf(options.stdin ?? ''),
    stdout: output('stdout'),
    stderr: output('stderr'),
  });
  return { code, ...written };
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
