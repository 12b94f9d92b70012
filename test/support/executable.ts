import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './cli.ts';

/** The committed executable; it runs what `npm run build` made. */
export const EXECUTABLE = join(ROOT, 'bin', 'api-audit.js');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ExecuteOptions {
  readonly cwd: string;
  readonly stdin?: string;
  /** Nobody reads standard output, from the beginning. */
  readonly closeStdout?: boolean;
  /** A module to run before the executable. */
  readonly preload?: string;
}

/** Runs the real executable in a process of its own, away from terminals and from settings of whoever runs the tests. */
export function execute(args: readonly string[], options: ExecuteOptions): Promise<Ended> {
  const preload =
    options.preload === undefined ? [] : ['--import', `data:text/javascript,${encodeURIComponent(options.preload)}`];
  const env = { PATH: process.env['PATH'] };
  const child = spawn(process.execPath, [...preload, EXECUTABLE, ...args], { cwd: options.cwd, env, stdio: 'pipe' });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  if (options.closeStdout === true) child.stdout.destroy();
  // The child may end without having read it all.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.stdin ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
