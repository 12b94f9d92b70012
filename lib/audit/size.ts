import type { InputFile } from '../input/reading.ts';
import { statsAt } from '../input/stats.ts';

/** From how many bytes on a thread earns more than it costs: to start it, and to have its code compiled once more. */
const MUCH_BYTES = 8 * 1024 * 1024;

/** From how many bytes on memory goes before speed: what is found in so much takes most of what there may be. */
const VERY_MUCH_BYTES = 256 * 1024 * 1024;

/** How many files are looked at, of more. */
const SAMPLE = 1000;

/**
 * How many bytes files have together. Of many it is an estimate by some of them, wherever that is enough to be much: to look at
 * each of 12,000 takes 0.15 s, in which all threads wait. What cannot be looked at counts for nothing: reading will tell of it.
 */
export function bytesOf(files: readonly InputFile[]): number {
  const step = Math.ceil(files.length / SAMPLE);
  const estimate = step < 2 ? 0 : step * sizeOf(files.filter((_, at) => at % step === 0));
  return isMuch(estimate) ? estimate : sizeOf(files);
}

function sizeOf(files: readonly InputFile[]): number {
  return files.reduce((bytes, { path }) => bytes + (statsAt(path)?.size ?? 0), 0);
}

/** Whether threads pay for so many bytes, and the engine is to be set to them. */
export function isMuch(bytes: number): boolean {
  return bytes >= MUCH_BYTES;
}

/** Whether memory is to be kept small for so many bytes, though it takes longer. */
export function isVeryMuch(bytes: number): boolean {
  return bytes >= VERY_MUCH_BYTES;
}
