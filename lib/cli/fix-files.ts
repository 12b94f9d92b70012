import { access, chmod, constants, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import type { Io } from './io.ts';
import { withNeighbour } from './neighbour.ts';
import { whyUnread } from './read-text-file.ts';

/**
 * Puts new bytes in the place of a file: whole or not at all, with the mode bits it has, and only where it still holds the
 * bytes it was read with. A symbolic link is followed.
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
      await access(real, constants.W_OK);
      const { mode } = await stat(real);
      await writeFile(neighbour, after, { flag: 'wx' });
      await chmod(neighbour, mode & 0o7777);
      if (!(await readFile(real)).equals(before)) return 'it changed since it was read; run this again';
      await rename(neighbour, real);
      return null;
    });
  } catch (error) {
    return whyUnread(error);
  }
}
