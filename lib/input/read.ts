import { closeSync, createReadStream, openSync, promises, readFileSync, readSync, statSync } from 'node:fs';
import { MAX_DOCUMENT_SIZE, MAX_FILE_BYTES, MAX_FILE_SIZE } from '../model/limits.ts';
import { isOpenDescriptor, notAFile } from '../model/regular-file.ts';
import type { Resource } from '../model/resource.ts';
import { decode, decodePortion } from './decode.ts';
import { lineIndexOf } from './marks.ts';
import type { Cutter, Portion } from './portions.ts';
import { cutter, PORTION_BYTES } from './portions.ts';
import { binaryReading, failedReading, readText, readTexts, textReader, withReleases } from './read-text.ts';
import type { InputFile, Reading } from './reading.ts';
import { reasonOf } from './reason.ts';
import type { Programs } from './source/programs.ts';
import { isInTextItself } from './within.ts';

export { readObjects } from './objects.ts';
export { readText, withReleases } from './read-text.ts';

/**
 * The Resources of a text that stands in a field of another. Their offsets count in that text, which those of texts within it
 * do not: these are left out.
 */
export function resourcesIn(file: string, text: string): readonly Resource[] {
  return readText(file, text).resources.filter(isInTextItself);
}

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
 * files is more than the reading itself. Only for programs, standard input, and what this process has open already, there is
 * something to wait for.
 */
export function readInput(
  input: InputFile,
  options: ReadOptions = {},
): Generator<Reading, void> | AsyncGenerator<Reading, void> {
  const { path } = input;
  const isAwaited = path === '-' || isOpenDescriptor(path) || options.programs?.reads(input) === true;
  return isAwaited ? readAwaited(input, options) : readFile(input);
}

function* readFile({ file, path }: InputFile): Generator<Reading, void> {
  try {
    const size = sizeToRead(path);
    if (typeof size === 'string') yield failedReading(file, size);
    else if (size > PORTION_BYTES) yield* readLarge(file, path);
    else yield* readTexts(file, readSmall(path, size));
  } catch (error) {
    yield failedReading(file, unreadable(error));
  }
}

async function* readAwaited(input: InputFile, { stdin, programs }: ReadOptions): AsyncGenerator<Reading, void> {
  const { file, path } = input;
  try {
    if (path === '-') {
      if (stdin === undefined) yield failedReading(file, 'cannot be read: there is no standard input');
      else yield* readStream(file, stdin);
      return;
    }
    const size = sizeToRead(path);
    if (typeof size === 'string') yield failedReading(file, size);
    else if (programs?.reads(input) === true) yield await programs.read(file, path, await promises.readFile(path));
    else yield* readStream(file, createReadStream(path));
  } catch (error) {
    yield failedReading(file, unreadable(error));
  }
}

/** How many bytes a file has; or why it is not read, in words to follow its name. */
function sizeToRead(path: string): number | string {
  const stats = statSync(path);
  const what = notAFile(stats, path);
  if (what !== null) return `is ${what}, so it was not read; name a file`;
  return stats.size > MAX_FILE_BYTES ? TOO_LARGE : stats.size;
}

function unreadable(error: unknown): string {
  if (!(error instanceof Error)) throw error;
  return `cannot be read: ${reasonOf(error)}`;
}

/** Small files come to the same place one after the other: memory for each takes as long as reading it does. */
let place: Buffer | null = null;

/** The bytes of a small file, until the next is read. */
function readSmall(path: string, size: number): Uint8Array {
  // Some that the system makes up have no size.
  if (size === 0) return readFileSync(path);
  place ??= Buffer.allocUnsafeSlow(PORTION_BYTES);
  const descriptor = openSync(path, 'r');
  try {
    let length = 0;
    while (length < size) {
      const more = readSync(descriptor, place, length, size - length, null);
      if (more === 0) break;
      length += more;
    }
    return place.subarray(0, length);
  } finally {
    closeSync(descriptor);
  }
}

function* readLarge(file: string, path: string): Generator<Reading> {
  const reader = portionReader(file);
  const descriptor = openSync(path, 'r');
  try {
    let length = 0;
    do {
      const reading = reader.fill((room) => {
        length = readSync(descriptor, room);
        return length;
      });
      if (reading !== null) yield* withReleases(reading);
      if (reader.isOver()) return;
    } while (length > 0);
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
  const tooLarge = () => last(failedReading(file, TOO_LARGE, cut.line()));
  const readingOf = (portion: ReturnType<Cutter['push']>): Reading | null => {
    if (portion === null) return null;
    if (portion === 'too-large') {
      const message = `the document that begins here is larger than ${MAX_DOCUMENT_SIZE}: it was not read, nor what follows it; split it`;
      return last(failedReading(file, message, cut.line()));
    }
    const decoded = text(portion);
    if (decoded === null) return last(binaryReading(file, portion.bytes));
    return reader.portion(decoded, lineIndexOf(decoded, portion.line));
  };
  return {
    /** Whether the last Reading was given, though there may be more bytes. */
    isOver: () => over,
    push: (bytes: Uint8Array): Reading | null => {
      size += bytes.length;
      return size > MAX_FILE_BYTES ? tooLarge() : readingOf(cut.push(bytes));
    },
    /** The same of bytes that are put where they are wanted; see {@link Cutter.fill}. */
    fill: (put: (room: Uint8Array) => number): Reading | null => {
      const portion = cut.fill((room) => {
        const length = put(room);
        size += length;
        return length;
      });
      return size > MAX_FILE_BYTES ? tooLarge() : readingOf(portion);
    },
    end: (): Reading => {
      const portion = cut.end();
      const decoded = text(portion);
      if (decoded === null) return last(binaryReading(file, portion.bytes));
      return last(reader.last(decoded, lineIndexOf(decoded, portion.line)));
    },
  };
}
