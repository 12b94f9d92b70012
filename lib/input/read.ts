import { readFile, stat } from 'node:fs/promises';
import { failedReading, readText } from './read-text.ts';
import type { InputFile, Reading } from './reading.ts';
import { reasonOf } from './reason.ts';
import type { Programs } from './source/programs.ts';

export { readObjects } from './objects.ts';
export { readText } from './read-text.ts';

/** What {@link readInput} needs besides the file. */
export interface ReadOptions {
  /** Where the bytes of `-` come from; without it `-` is an error in the Reading. */
  readonly stdin?: AsyncIterable<Uint8Array | string> | undefined;
  /** Reads programs; without it they are read as texts of any other sort. */
  readonly programs?: Programs | undefined;
}

/** Such a path names a descriptor that is open already: reading it cannot wait for a writer that never comes. */
const OPEN_DESCRIPTOR = /^\/(?:dev\/stdin|(?:dev|proc\/self)\/fd\/\d+)$/;

/**
 * Reads one file, or standard input where the path is `-`. Never throws for what the file is or holds: what cannot be
 * read is an entry in the errors of the Reading.
 */
export async function readInput(input: InputFile, options: ReadOptions = {}): Promise<Reading> {
  try {
    if (input.path === '-') return await readStream(input.file, options.stdin);
    const stats = await stat(input.path);
    if (!stats.isFile() && !OPEN_DESCRIPTOR.test(input.path)) {
      const what = stats.isDirectory() ? 'a folder' : 'no regular file (a pipe, socket or device)';
      return failedReading(input.file, `is ${what}, so it was not read; name a file`);
    }
    const content = await readFile(input.path);
    if (options.programs?.reads(input) !== true) return readText(input.file, content);
    return await options.programs.read(input.file, input.path, content);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return failedReading(input.file, `cannot be read: ${reasonOf(error)}`);
  }
}

async function readStream(file: string, stream: ReadOptions['stdin']): Promise<Reading> {
  if (stream === undefined) return failedReading(file, 'cannot be read: there is no standard input');
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  return readText(file, Buffer.concat(chunks));
}
