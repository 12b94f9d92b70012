import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PID } from './rendering-files.ts';

/** Another program that renders: where it is, and the environment it runs in. */
export interface Tool {
  /** Absolute. */
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where its folders for temporary files are made, and beside them a file with the number of its process; else the system's. */
  readonly folder?: string;
}

/** What a program printed, or why it did not: in its own words where it had any. */
export type Rendered = { readonly output: string } | { readonly reason: string };

/** How long one rendering may take, in milliseconds: a hundred times what a big chart needs. */
export const RENDER_TIMEOUT = 60_000;
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;
const MAX_REASON = 600;

/** Where nothing listens: what asks for the network gets a refusal at once. */
const NOWHERE = 'http://127.0.0.1:9';

/**
 * Runs a program without a shell, without the network as far as it heeds its environment, and in a home of its own, which
 * is taken away afterwards. It is killed when its time is up.
 *
 * @param tool its `env` is all it gets of the user's environment.
 * @param options.homes names of variables that shall hold folders below that home.
 * @param options.hide absolute paths that may stand in what it says of a failure, and what is to stand there instead.
 */
export async function runTool(
  tool: Tool,
  args: readonly string[],
  options: {
    readonly cwd: string;
    readonly homes: readonly string[];
    readonly timeout: number;
    readonly hide: readonly (readonly [path: string, shown: string])[];
  },
): Promise<Rendered> {
  const home = await mkdtemp(join(tool.folder ?? tmpdir(), 'api-audit-')).catch(
    (error: NodeJS.ErrnoException) => error,
  );
  if (home instanceof Error) return { reason: noFolder(home) };
  try {
    const env: Record<string, string> = {
      ...tool.env,
      HTTP_PROXY: NOWHERE,
      HTTPS_PROXY: NOWHERE,
      http_proxy: NOWHERE,
      https_proxy: NOWHERE,
      GIT_ALLOW_PROTOCOL: 'none',
      KUBECONFIG: join(home, 'no-kubeconfig'),
      TMPDIR: home,
    };
    for (const name of options.homes) env[name] = join(home, name.toLowerCase());
    const hide = [...options.hide, [home, 'TEMPORARY'] as const];
    const pidFile = tool.folder === undefined ? null : home + PID;
    return await run(tool.path, args, { cwd: options.cwd, env, timeout: options.timeout }, hide, pidFile);
  } finally {
    // A program may leave folders there that nobody may look into. That is no reason to fail.
    for (const path of [home, home + PID]) await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}

function run(
  path: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Record<string, string>; readonly timeout: number },
  hide: readonly (readonly [string, string])[],
  pidFile: string | null,
): Promise<Rendered> {
  return new Promise((resolve) => {
    const settings = { ...options, killSignal: 'SIGKILL', maxBuffer: MAX_OUTPUT_BYTES, encoding: 'utf8' } as const;
    const begin = Date.now();
    let refused: string | null = null;
    const child = execFile(path, args, settings, (error, stdout, stderr) => {
      if (refused !== null) resolve({ reason: refused });
      else if (error !== null) resolve({ reason: reasonOf(error, stderr, options.timeout, hide) });
      // It ended well, but what it started held its output open until the time was up: that is not all there was to come.
      else if (Date.now() - begin >= options.timeout) resolve({ reason: tooLate(options.timeout) });
      else resolve({ output: stdout });
    });
    if (pidFile === null || child.pid === undefined) return;
    try {
      writeFileSync(pidFile, String(child.pid));
    } catch (error) {
      // The disk is full. Nobody would end it where this run is ended.
      refused = noFolder(error as NodeJS.ErrnoException);
      child.kill('SIGKILL');
    }
  });
}

function noFolder({ code }: NodeJS.ErrnoException): string {
  return `no folder could be made for its temporary files (${code})`;
}

function tooLate(timeout: number): string {
  return `it took longer than ${timeout / 1000} seconds`;
}

/**
 * What differs from run to run in the words of a program, and what is to stand there instead: the same input is to give
 * the same report.
 */
const CHANCE: readonly (readonly [pattern: RegExp, instead: string])[] = [
  // The time and the process that Kubernetes' programs put in front of a line (`E1129 10:22:38.123456   4711 run.go:72]`).
  [/\b[WEF]\d{4} \d\d:\d\d:\d\d\.\d+ +\d+ (?=\S+:\d+\])/g, ''],
  [/\b\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d+)? /g, ''],
  [/(?<=\btime=")[^"]*/g, ''],
  [/ after (?:\d+(?:\.\d+)? ?(?:h|m|s|ms|µs|us|ns)(?![a-z]))+/g, ''],
  [/(?<= (?:in|took)) (?:\d+(?:\.\d+)? ?(?:h|m|s|ms|µs|us|ns)(?![a-z]))+/g, ''],
  // Folders for a while, and ports of this side of a connection.
  [/\b(kustomize|helm)-\d{5,}/g, '$1-*'],
  [/(127\.0\.0\.1|\[::1\]):\d+(?=->)/g, '$1'],
];

function reasonOf(
  error: Error & { readonly code?: unknown; readonly killed?: boolean; readonly signal?: unknown },
  stderr: string,
  timeout: number,
  hide: readonly (readonly [string, string])[],
): string {
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'it printed more than 256 MB';
  if (error.killed === true) return tooLate(timeout);
  if (error.code === 'ENOENT' || error.code === 'EACCES') return `it cannot be run (${error.code})`;
  const words = stderr
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^(?:WARNING|# Warning|level=|walk\.go|coalesce\.go|I\d{4} )/.test(line))
    .join(' ')
    .replace(/\s+/g, ' ')
    .replace(/^Error: /, '');
  const open = hide.reduce((text, [path, instead]) => text.replaceAll(path, instead), words);
  const shown = CHANCE.reduce((text, [pattern, instead]) => text.replaceAll(pattern, instead), open);
  // Another ended it, the system where memory is short.
  const end =
    typeof error.signal === 'string' ? `it was ended by ${error.signal}` : `it ended with status ${error.code}`;
  if (shown === '') return `${end} and said nothing`;
  return shown.length > MAX_REASON ? `${shown.slice(0, MAX_REASON)}...` : shown;
}
