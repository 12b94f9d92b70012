import type { Stats } from 'node:fs';
import { promises, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Io } from './io.ts';

/**
 * Lends a path beside a file, for what is to be renamed over it once it is whole. Nothing is left there in the end, be it by
 * an error or by a signal that ends the process.
 *
 * @param use is given the path, at which nothing is yet.
 */
export async function withNeighbour<T>(
  path: string,
  { onKilled }: Pick<Io, 'onKilled'>,
  use: (neighbour: string) => Promise<T>,
): Promise<T> {
  const { randomBytes } = process.getBuiltinModule('node:crypto');
  // Of a name of its own: that of the file may be as long as one can be.
  const neighbour = join(dirname(path), `.api-audit-${randomBytes(6).toString('hex')}.tmp`);
  const off = onKilled?.(() => rmSync(neighbour, { force: true }));
  try {
    return await use(neighbour);
  } finally {
    await promises.rm(neighbour, { force: true }).catch(() => undefined);
    off?.();
  }
}

/**
 * Refuses to take the place of a file that may not be written: for that, its folder is all that must be writable.
 *
 * @throws the error of the file system.
 */
export async function refuseProtected(file: string): Promise<void> {
  await (await promises.open(file, 'r+')).close();
}

/**
 * Gives a file the owner and the mode bits of another, that of its place before. Who may not give files away owns it
 * then, as whoever writes a new file does.
 *
 * @throws the error of the file system.
 */
export async function likeBefore(file: string, { uid, gid, mode }: Pick<Stats, 'uid' | 'gid' | 'mode'>): Promise<void> {
  await promises.chown(file, uid, gid).catch(() => undefined);
  // Last: a new owner takes bits away.
  await promises.chmod(file, mode & 0o7777);
}
