import { fstatSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { ApiAuditError } from '../model/errors.ts';
import { expectMuch } from './engine.ts';
import { EXIT } from './exit.ts';

/** What a command may touch of the outside: handed in, so that the whole command line runs in a test too. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** The day it is, `2026-11-25`; without it, that of the machine's clock. */
  readonly today?: string;
  /** How many threads may work at once; without it, one. */
  readonly threads?: number;
  /** Tunes the process for much input, and is called each time that some is found; without it, nothing is tuned. */
  readonly expectMuch?: () => void;
  /**
   * Has the process end with 130 on an interrupt (Ctrl-C), after the words of `last` are written to standard error; gives
   * what takes that back. Without it, interrupts are left to whoever runs the process.
   */
  readonly onInterrupt?: (last: () => string) => () => void;
  /**
   * Has something undone where a signal ends the process; gives what takes that back. Without it, signals are left to whoever
   * runs the process.
   */
  readonly onKilled?: (undo: () => void) => () => void;
  /** Has something done where the process ends by itself. Without it, nothing is left for that. */
  readonly onExit?: (last: () => void) => void;
}

/** A stream to write to, and what is known of the terminal behind it. */
export interface Output {
  write(text: string, done?: () => void): unknown;
  /** How much of what was written waits for the reader. */
  readonly writableLength?: number;
  readonly isTTY?: boolean;
  /** Its width in characters, where it is a terminal. */
  readonly columns?: number;
}

/**
 * The process's own streams, folder and environment. A reader that goes away (`| head`) is no fault: what it does not
 * read is dropped, and the exit status stays what it would have been. Where they cannot be written for another reason (a full
 * disk), the process ends as untrusted.
 */
export function processIo(): Io {
  const { stdout, stderr, env } = process;
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return;
      if (stream === stdout) {
        stderr.write(`api-audit: standard output cannot be written (${error.message.split(', ')[0]}).\n`);
      }
      // Where the result is not whole, no other status may be believed, and what is written from now on is lost.
      process.exit(EXIT.untrusted);
    });
  }
  // Opening standard input takes longer than most of what a run does, and few runs read it.
  const stdin = { [Symbol.asyncIterator]: () => openStdin()[Symbol.asyncIterator]() };
  const cwd = currentFolder();
  const threads = availableParallelism();
  const onExit = (last: () => void) => process.once('exit', last);
  return { cwd, env, stdin, stdout, stderr, threads, expectMuch, onInterrupt, onKilled, onExit };
}

/** @throws ApiAuditError where it was taken away. */
function currentFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new ApiAuditError('The current folder is gone. Change to another.', { cause });
  }
}

/** @throws ApiAuditError, with the code of a reading that fails, where it is a folder: Node.js takes that for an empty file. */
function openStdin(): AsyncIterable<Uint8Array> {
  if (!isFolder(STDIN)) return process.stdin;
  const error = new ApiAuditError('Standard input is a folder and cannot be read. Name the folder instead.');
  throw Object.assign(error, { code: 'EISDIR' });
}

const STDIN = 0;

function isFolder(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isDirectory();
  } catch {
    return false;
  }
}

/**
 * Writes, and gives what is to be waited for until the reader has taken it, or `null`. Node.js keeps in memory what a slow one has
 * not taken, be it gigabytes. A reader that went away is not waited for.
 */
export function written(output: Output, text: string): Promise<void> | null {
  output.write(text);
  if ((output.writableLength ?? 0) === 0) return null;
  return new Promise((resolve) => {
    output.write('', resolve);
  });
}

/** 128 and the number of SIGINT: what shells expect of a program that was interrupted. */
const INTERRUPTED = 130;

function onInterrupt(last: () => string): () => void {
  const end = () => {
    process.stderr.write(last());
    process.exit(INTERRUPTED);
  };
  process.once('SIGINT', end);
  return () => process.off('SIGINT', end);
}

/**
 * Signals that end a process unless it listens: Ctrl-C and `kill`. That of a terminal which is closed is left out: `nohup` has it
 * ignored, and it would no longer be.
 */
const ENDING = ['SIGINT', 'SIGTERM'] as const;

function onKilled(undo: () => void): () => void {
  const off = () => {
    for (const signal of ENDING) process.off(signal, end);
  };
  const end = (signal: NodeJS.Signals) => {
    off();
    undo();
    // Now that nobody listens it ends the process, and whoever runs that sees which it was.
    process.kill(process.pid, signal);
  };
  for (const signal of ENDING) process.on(signal, end);
  return off;
}

/** Lines that no terminal cuts: wide enough for a table, narrow enough to read. */
const WIDTH_WITHOUT_TERMINAL = 120;
const NARROWEST = 60;

/** How wide a table on standard output may be. */
export function widthOf({ stdout }: Io): number {
  return Math.max(NARROWEST, stdout.columns ?? WIDTH_WITHOUT_TERMINAL);
}

/** Whether standard output takes colour: only a terminal does, and not where `NO_COLOR` is set (no-color.org). */
export function takesColor({ stdout, env }: Io): boolean {
  return takesEscapes(stdout, env) && !env['NO_COLOR'];
}

/** Whether a stream knows escapes: a terminal that calls itself `dumb` (terminfo) shows them as they are. */
export function takesEscapes({ isTTY }: Output, env: Io['env']): boolean {
  return isTTY === true && env['TERM'] !== 'dumb';
}
