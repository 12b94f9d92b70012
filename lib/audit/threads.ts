import { existsSync, statSync } from 'node:fs';
import type { JudgingOptions } from '../auditor.ts';
import type { InputFile } from '../input/reading.ts';
import type { Share } from './worker.ts';

/** From how many bytes on a thread earns more than it costs: to start it, and to have its code compiled once more. */
const WORTHWHILE_BYTES = 8 * 1024 * 1024;

/** How many files a thread takes at a time: enough to make little ado, few enough for all to end together. */
const FILES_A_SHARE = 32;

/** How many shares may wait for each thread: what they come to is in memory until it is asked for. */
const SHARES_AHEAD = 4;

/** The worker as one file. It is there once the package is built, beside what an executable or a library is made of. */
const WORKER = new URL('../bundle/worker.cjs', import.meta.url);

/** Whether files are so large that threads of their own pay for them. Of what cannot be looked at, reading will tell. */
export function isWorthSharing(files: readonly InputFile[]): boolean {
  let bytes = 0;
  for (const { path } of files) {
    bytes += statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    if (bytes >= WORTHWHILE_BYTES) return existsSync(WORKER);
  }
  return false;
}

/** Audits files in threads, and gives what each share of them came to, in their order. */
export async function* auditInThreads(
  files: readonly InputFile[],
  options: JudgingOptions,
  threads: number,
): AsyncGenerator<Share> {
  const { Tinypool } = await import('tinypool');
  const pool = new Tinypool({
    filename: WORKER.href,
    name: 'auditShare',
    minThreads: threads,
    maxThreads: threads,
    workerData: options,
  });
  try {
    const pending: Promise<Share>[] = [];
    for (let at = 0; at < files.length || pending.length > 0; ) {
      for (; at < files.length && pending.length < threads * SHARES_AHEAD; at += FILES_A_SHARE) {
        pending.push(pool.run(files.slice(at, at + FILES_A_SHARE)));
      }
      yield await (pending.shift() as Promise<Share>);
    }
  } finally {
    await pool.destroy();
  }
}
