import { realpath, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ApiAuditError } from '../model/errors.ts';
import type { Io } from './io.ts';

/**
 * Writes a result to standard output, or to a file: whole or not at all (a neighbour is written, then renamed over it).
 * A symbolic link is followed; into a pipe or a device it is written as it comes, for they cannot be replaced.
 *
 * @throws ApiAuditError where the file cannot be written.
 */
export async function writeResult(text: string, file: string | undefined, io: Io): Promise<void> {
  if (file === undefined) {
    io.stdout.write(text);
    return;
  }
  try {
    const path = await realpath(resolve(io.cwd, file)).catch(() => resolve(io.cwd, file));
    const known = await stat(path).catch(() => null);
    if (known === null || known.isFile()) await replaceFile(path, text);
    else await writeFile(path, text);
  } catch (error) {
    const why = error instanceof Error ? error.message.split(', ')[0] : String(error);
    throw new ApiAuditError(
      `${file} cannot be written (${why}). Name a file in a folder that exists and can be written.`,
      {
        cause: error,
      },
    );
  }
}

async function replaceFile(path: string, text: string): Promise<void> {
  const { randomBytes } = await import('node:crypto');
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}
