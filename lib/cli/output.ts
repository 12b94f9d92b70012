import type { Stats } from 'node:fs';
import { promises } from 'node:fs';
import { resolve } from 'node:path';
import { realPathOf } from '../input/stats.ts';
import { ApiAuditError } from '../model/errors.ts';
import { shownPath } from '../model/paths.ts';
import type { Io } from './io.ts';
import { written } from './io.ts';
import { likeBefore, refuseProtected, withNeighbour } from './neighbour.ts';
import { placeToWrite } from './place-to-write.ts';
import { whyUnread } from './read-text-file.ts';

/** How many characters are written at a time. */
const BLOCK = 1 << 16;

/**
 * Writes a result to standard output, or to a file: whole or not at all (a neighbour is written, then renamed over it), and
 * with the mode bits of the file that was there, and its owner where that may be.
 * A symbolic link is followed, to a file that is not there yet too; into a pipe or a device it is written as it comes, for
 * they cannot be replaced.
 *
 * @param result the text, whole or in pieces; pieces are gathered to blocks.
 * @throws ApiAuditError where the file cannot be written.
 */
export async function writeResult(result: string | Iterable<string>, file: string | undefined, io: Io): Promise<void> {
  const blocks = typeof result === 'string' ? [result] : blocksOf(result);
  if (file === undefined) {
    for (const block of blocks) await written(io.stdout, block);
    return;
  }
  const named = resolve(io.cwd, file);
  const path = placeToWrite(named);
  try {
    const known = await promises.stat(path).catch((error: NodeJS.ErrnoException) => {
      // Whatever else is wrong with the place shows when it is written; a loop of links would be written over.
      if (error.code === 'ELOOP') throw error;
      return null;
    });
    if (known === null || known.isFile()) await replaceFile(path, blocks, known, io);
    else await promises.writeFile(path, blocks);
  } catch (error) {
    const link = path === named || realPathOf(path) !== null ? '' : `it leads to ${shownPath(io.cwd, path)}; `;
    throw new ApiAuditError(
      `${file} cannot be written (${link}${whyUnread(error)}). Name a file in a folder that exists and can be written.`,
      {
        cause: error,
      },
    );
  }
}

function* blocksOf(pieces: Iterable<string>): Generator<string> {
  let block = '';
  for (const piece of pieces) {
    block += piece;
    if (block.length < BLOCK) continue;
    yield block;
    block = '';
  }
  if (block !== '') yield block;
}

/** @param before the file that is there; `null` where none is. */
function replaceFile(path: string, blocks: Iterable<string>, before: Stats | null, io: Io): Promise<void> {
  return withNeighbour(path, io, async (neighbour) => {
    if (before !== null) await refuseProtected(path);
    // What only some may read is never there for others; the process may take away more bits, and they are set below.
    await promises.writeFile(neighbour, blocks, {
      flag: 'wx',
      ...(before === null ? {} : { mode: before.mode & 0o7777 }),
    });
    if (before !== null) await likeBefore(neighbour, before);
    await promises.rename(neighbour, path);
  });
}
