import { statSync } from 'node:fs';
import type { InputFile } from '../input/reading.ts';

/** From how many bytes on a thread earns more than it costs: to start it, and to have its code compiled once more. */
const MUCH_BYTES = 8 * 1024 * 1024;

/** Whether files are large, together. Of what cannot be looked at, reading will tell. */
export function isMuch(files: readonly InputFile[]): boolean {
  let bytes = 0;
  for (const { path } of files) {
    bytes += sizeOf(path);
    if (bytes >= MUCH_BYTES) return true;
  }
  return false;
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}
