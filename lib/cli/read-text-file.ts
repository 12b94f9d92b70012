import { createReadStream, promises } from 'node:fs';
import { resolve } from 'node:path';
import { decode } from '../input/decode.ts';
import { ApiAuditError } from '../model/errors.ts';
import type { SizeLimit } from '../model/limits.ts';
import { TEXT_LIMIT } from '../model/limits.ts';
import { notAFile } from '../model/regular-file.ts';
import type { Io } from './io.ts';

/**
 * Reads a file of the user's as text, in UTF-8 or UTF-16 with or without a byte order mark: a `>` of Windows PowerShell
 * writes the latter.
 *
 * @throws as {@link readBounded} does.
 */
export async function readTextFile(path: string, limit: SizeLimit = TEXT_LIMIT): Promise<string> {
  const bytes = await readBounded(path, limit);
  return decode(bytes) ?? bytes.toString('utf8');
}

/**
 * Reads a file that the user names.
 *
 * @param advice what to name, as a sentence.
 * @throws ApiAuditError where it cannot be read.
 */
export async function readNamed(file: string, advice: string, { cwd }: Pick<Io, 'cwd'>): Promise<string> {
  return readTextFile(resolve(cwd, file)).catch((cause: Error) => {
    throw new ApiAuditError(`${file} cannot be read (${whyUnread(cause)}). ${advice}`, { cause });
  });
}

/**
 * Reads the bytes of a file, or of a descriptor that a shell has open, of which nobody knows whether it ends.
 *
 * @throws the error of the file system, or one that says why this is not read: {@link whyUnread} gives the words of both.
 */
export async function readBounded(path: string, limit: SizeLimit): Promise<Buffer> {
  const stats = await promises.stat(path);
  const what = notAFile(stats, path);
  if (what !== null) throw new Error(`it is ${what.split(' (')[0]}`);
  const bytes = stats.isFile()
    ? stats.size <= limit.bytes && (await promises.readFile(path))
    : await collect(createReadStream(path), limit);
  if (!bytes) throw new Error(`it is larger than ${limit.size}`);
  return bytes;
}

/** Gathers what a stream gives; `null` where that is more than the limit. */
export async function collect(stream: AsyncIterable<Uint8Array>, { bytes }: SizeLimit): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > bytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Why a file was not read or written, in words for brackets; those of Node go on with an absolute path. */
export function whyUnread(error: unknown): string {
  return error instanceof Error ? (error.message.split(', ')[0] as string) : String(error);
}
