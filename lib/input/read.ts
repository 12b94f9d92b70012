import { closeSync, createReadStream, openSync, promises, readFileSync, readSync, statSync } from 'node:fs';
import { MAX_DOCUMENT_SIZE, MAX_FILE_BYTES, MAX_FILE_SIZE } from '../model/limits.ts';
import { LineIndex } from '../model/location.ts';
import { isOpenDescriptor, notAFile } from '../model/regular-file.ts';
import { decode, decodePortion } from './decode.ts';
import type { Portion } from './portions.ts';
import { cutter, PORTION_BYTES } from './portions.ts';
import { binaryReading, failedReading, readTexts, textReader, withReleases } from './read-text.ts';
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

/**
 * Reads one file, or standard input where the path is `-`: in one Reading, or in several where it is large. Never throws for
 * what the file is or holds: what cannot be read is an entry in the errors of the last Reading.
 *
 * Files are read while the process waits: what the event loop and its threads would cost for each of thousands of small
 * files is more than the reading itself.
 */
export async function* readInput(input: InputFile, options: ReadOptions = {}): AsyncGenerator<Reading, void> {
  const { file, path } = input;
  try {
    if (path === '-') {
      if (options.stdin === undefined) yield failedReading(file, 'cannot be read: there is no standard input');
      else yield* readStream(file, options.stdin);
      return;
    }
    const stats = statSync(path);
    const isDescriptor = isOpenDescriptor(path);
    const what = notAFile(stats, path);
    if (what !== null) yield failedReading(file, `is ${what}, so it was not read; name a file`);
    else if (stats.size > MAX_FILE_BYTES) yield failedReading(file, TOO_LARGE);
    else if (options.programs?.reads(input) === true) {
      yield await options.programs.read(file, path, await promises.readFile(path));
    } else if (isDescriptor) yield* readStream(file, createReadStream(path));
    else if (stats.size <= PORTION_BYTES) yield* readTexts(file, readFileSync(path));
    else yield* readLarge(file, path);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    yield failedReading(file, `cannot be read: ${reasonOf(error)}`);
  }
}

function* readLarge(file: string, path: string): Generator<Reading> {
  const reader = portionReader(file);
  const descriptor = openSync(path, 'r');
  try {
    for (;;) {
      const block = Buffer.allocUnsafe(PORTION_BYTES);
      const length = readSync(descriptor, block);
      if (length === 0) break;
      const reading = reader.push(block.subarray(0, length));
      if (reading !== null) yield* withReleases(reading);
      if (reader.isOver()) return;
    }
    yield* withReleases(reader.end());
  } finally {
    closeSync(descriptor);
  }
}

async function* readStream(file: string, stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<Reading> {
  const reader = portionReader(file);
  for await (const chunk of stream) {
    const reading = reader.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    if (reading !== null) yield* withReleases(reading);
    if (reader.isOver()) return;
  }
  yield* withReleases(reader.end());
}

/** Reads what comes in pieces of any size, a Reading for each portion that they give. */
function portionReader(file: string) {
  const reader = textReader(file);
  const cut = cutter();
  let size = 0;
  let isFirst = true;
  let over = false;
  const last = (reading: Reading): Reading => {
    over = true;
    return reading;
  };
  const text = ({ bytes }: Portion): string | null => {
    const decoded = isFirst ? decode(bytes) : decodePortion(bytes);
    isFirst = false;
    return decoded;
  };
  return {
    /** Whether the last Reading was given, though there may be more bytes. */
    isOver: () => over,
    push: (bytes: Uint8Array): Reading | null => {
      size += bytes.length;
      if (size > MAX_FILE_BYTES) return last(failedReading(file, TOO_LARGE, cut.line()));
      const portion = cut.push(bytes);
      if (portion === null) return null;
      if (portion === 'too-large') {
        const message = `the document that begins here is larger than ${MAX_DOCUMENT_SIZE}: it was not read, nor what follows it; split it`;
        return last(failedReading(file, message, cut.line()));
      }
      const decoded = text(portion);
      if (decoded === null) return last(binaryReading(file));
      return reader.portion(decoded, new LineIndex(decoded, portion.line));
    },
    end: (): Reading => {
      const portion = cut.end();
      const decoded = text(portion);
      if (decoded === null) return last(binaryReading(file));
      return last(reader.last(decoded, new LineIndex(decoded, portion.line)));
    },
  };
}
