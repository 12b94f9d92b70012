import { readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { InputFile } from '../input/reading.ts';
import { realPathOf } from '../input/stats.ts';
import { globFolder, isWithin, shownPath } from '../model/paths.ts';
import type { Io } from './io.ts';
import { likeBefore, refuseProtected, withNeighbour } from './neighbour.ts';
import { whyUnread } from './read-text-file.ts';

/**
 * Puts new bytes in the place of a file: whole or not at all, with the mode bits and, where that may be, the owner it has,
 * and only where it still holds the bytes it was read with. A symbolic link is followed.
 *
 * @param io without it, signals are left to whoever runs the process.
 * @returns why it was not written, or `null` where it was.
 */
export async function replaceUnchanged(
  path: string,
  before: Buffer,
  after: Buffer,
  io: Pick<Io, 'onKilled'> = {},
): Promise<string | null> {
  const real = await realpath(path).catch(() => null);
  if (real === null) return 'it is no longer there';
  try {
    return await withNeighbour(real, io, async (neighbour) => {
      await refuseProtected(real);
      const was = await stat(real);
      // What only some may read is never there for others.
      await writeFile(neighbour, after, { flag: 'wx', mode: was.mode & 0o7777 });
      await likeBefore(neighbour, was);
      if (!(await readFile(real)).equals(before)) return 'it changed since it was read; run this again';
      await rename(neighbour, real);
      return null;
    });
  } catch (error) {
    return whyUnread(error);
  }
}

/**
 * Says where links lead out of the folders that were named: who made them is not who said what to change.
 *
 * @param paths what was named: files, folders and globs.
 * @returns for a file that was found there, the path that it leads to outside, as shown to people; `null` for all others.
 */
export function waysOut(paths: readonly string[], { cwd }: Pick<Io, 'cwd'>): (file: InputFile) => string | null {
  const named = paths.flatMap((path) => {
    const real = realPathOf(resolve(cwd, path)) ?? realPathOf(resolve(cwd, globFolder(path)));
    return real === null ? [] : [real];
  });
  return (file) => {
    const real = file.named ? null : realPathOf(file.path);
    return real === null || named.some((folder) => isWithin(folder, real)) ? null : shownPath(cwd, real);
  };
}
