import { promises, rmSync } from 'node:fs';
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
  const neighbour = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const off = onKilled?.(() => rmSync(neighbour, { force: true }));
  try {
    return await use(neighbour);
  } finally {
    await promises.rm(neighbour, { force: true }).catch(() => undefined);
    off?.();
  }
}
