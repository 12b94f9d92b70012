import { readlinkSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { realPathOf, statsAt } from '../input/stats.ts';

/** As many links in a row as Linux follows. */
const MAX_LINKS = 40;

/**
 * The path that writing to a path comes to: that of the file without any symbolic link, and where no file is there yet, that
 * of the file which the link names.
 *
 * @param path absolute.
 * @returns the path as it was given where links form a loop, or lead to what is no file and has no name (a pipe).
 */
export function placeToWrite(path: string): string {
  if (statsAt(path) !== null) return realPathOf(path) ?? path;
  let place = path;
  for (let links = 0; links < MAX_LINKS; links++) {
    // What a link says counts from the folder that it lies in, whatever links that is reached by.
    const folder = realPathOf(dirname(place));
    if (folder === null) return place;
    place = join(folder, basename(place));
    const target = targetOf(place);
    if (target === null) return place;
    place = resolve(folder, target);
  }
  return path;
}

function targetOf(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}
