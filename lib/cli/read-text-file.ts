import { promises } from 'node:fs';
import { decode } from '../input/decode.ts';

/**
 * Reads a file of the user's as text, in UTF-8 or UTF-16 with or without a byte order mark: a `>` of Windows PowerShell
 * writes the latter.
 *
 * @throws the error of the file system.
 */
export async function readTextFile(path: string): Promise<string> {
  const bytes = await promises.readFile(path);
  return decode(bytes) ?? bytes.toString('utf8');
}
