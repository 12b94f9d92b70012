import { readFile, stat } from 'node:fs/promises';
import { MAX_FILE_BYTES, MAX_FILE_SIZE } from '../model/limits.ts';
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

const TOO_LARGE = `is larger than ${MAX_FILE_SIZE}, so it was not read; split it between two documents`;

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
    if (stats.size > MAX_FILE_BYTES) return failedReading(input.file, TOO_LARGE);
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
  let size = 0;
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > MAX_FILE_BYTES) return failedReading(file, TOO_LARGE);
    chunks.push(bytes);
  }
  return readText(file, Buffer.concat(chunks));
}
