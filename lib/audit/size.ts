import type { InputFile } from '../input/reading.ts';
import { statsAt } from '../input/stats.ts';

/** From how many bytes on a thread earns more than it costs: to start it, and to have its code compiled once more. */
const MUCH_BYTES = 8 * 1024 * 1024;

/** How many bytes files have together. What cannot be looked at counts for nothing: reading will tell of it. */
export function bytesOf(files: readonly InputFile[]): number {
  return files.reduce((bytes, { path }) => bytes + (statsAt(path)?.size ?? 0), 0);
}

/** Whether threads pay for so many bytes, and the engine is to be set to them. */
export function isMuch(bytes: number): boolean {
  return bytes >= MUCH_BYTES;
}
