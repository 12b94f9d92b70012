import type { InputFile } from '../input/reading.ts';
import { statsAt } from '../input/stats.ts';

/** From how many bytes on a thread earns more than it costs: to start it, and to have its code compiled once more. */
const MUCH_BYTES = 8 * 1024 * 1024;

/** How many files are looked at, of more; and where there is no time to lose. */
const SAMPLE = 1000;
const SMALL_SAMPLE = 100;

type File = Pick<InputFile, 'path'>;

/**
 * How many bytes files have together. Of many it is an estimate by some of them, wherever that is enough to be much: to look at
 * each of 12,000 takes 0.15 s, in which all threads wait. What cannot be looked at counts for nothing: reading will tell of it.
 */
export function bytesOf(files: readonly File[]): number {
  const estimate = files.length > SAMPLE ? estimated(files, SAMPLE) : 0;
  return isMuch(estimate) ? estimate : sizeOf(files);
}

/** How many bytes files have together, by a few of them. */
export function roughly(files: readonly File[]): number {
  return estimated(files, SMALL_SAMPLE);
}

function estimated(files: readonly File[], sample: number): number {
  const step = Math.ceil(files.length / sample);
  return step * sizeOf(files.filter((_, at) => at % step === 0));
}

function sizeOf(files: readonly File[]): number {
  return files.reduce((bytes, { path }) => bytes + (statsAt(path)?.size ?? 0), 0);
}

/** Whether threads pay for so many bytes, and the engine is to be set to them. */
export function isMuch(bytes: number): boolean {
  return bytes >= MUCH_BYTES;
}
