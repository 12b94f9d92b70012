import { resolve } from 'node:path';
import { statsAt } from '../input/stats.ts';
import { ApiAuditError } from '../model/errors.ts';
import type { Io } from './io.ts';
import { placeToWrite } from './place-to-write.ts';

/** A file that a run is to write, and the flag that says so: `--output`. */
export interface Written {
  readonly flag: string;
  readonly file: string | undefined;
}

/**
 * Refuses to write over what the same run reads, and to write two things to one file, by whatever names and links. A pipe or
 * a device (`/dev/null`) may take many.
 *
 * @param written those without a file go to standard output.
 * @param read what is named to be read, absolute or from the folder of the run: files count, and what lies in folders does
 *   not, for there the report of an earlier run may be.
 * @throws ApiAuditError that names the flag and the file.
 */
export function refuseOverwriting(
  written: readonly Written[],
  read: readonly (string | null | undefined)[],
  { cwd }: Io,
): void {
  const placeOf = (file: string) => placeToWrite(resolve(cwd, file));
  const inputs = new Set(read.flatMap((file) => (typeof file === 'string' && file !== '-' ? [placeOf(file)] : [])));
  const taken = new Map<string, string>();
  for (const { flag, file } of written) {
    if (file === undefined) continue;
    const place = placeOf(file);
    if (statsAt(place)?.isFile() === false) continue;
    const other = taken.get(place);
    if (inputs.has(place)) {
      throw new ApiAuditError(`${flag}: ${file} is read by this run, and would be overwritten. Name another file.`);
    }
    if (other !== undefined) throw new ApiAuditError(`${flag}: ${file} is what ${other} writes. Name another file.`);
    taken.set(place, flag);
  }
}
