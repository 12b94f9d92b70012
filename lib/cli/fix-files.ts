import { randomBytes } from 'node:crypto';
import { access, chmod, constants, readFile, realpath, rename, stat, unlink, writeFile } from 'node:fs/promises';

/**
 * Puts new bytes in the place of a file: whole or not at all, with the mode bits it has, and only where it still holds the
 * bytes it was read with. A symbolic link is followed.
 *
 * @returns why it was not written, or `null` where it was.
 */
export async function replaceUnchanged(path: string, before: Buffer, after: Buffer): Promise<string | null> {
  const real = await realpath(path).catch(() => null);
  if (real === null) return 'it is no longer there';
  const temporary = `${real}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await access(real, constants.W_OK);
    const { mode } = await stat(real);
    await writeFile(temporary, after, { flag: 'wx' });
    await chmod(temporary, mode & 0o7777);
    if (!(await readFile(real)).equals(before)) {
      await unlink(temporary);
      return 'it changed since it was read; run this again';
    }
    await rename(temporary, real);
    return null;
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    return error instanceof Error ? (error.message.split(', ')[0] as string) : String(error);
  }
}
