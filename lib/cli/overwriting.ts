import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isManifestName } from '../input/endings.ts';
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
 * Refuses to write over what the same run reads, or over manifests, and to write two things to one file, by whatever names and
 * links; and to write to a file without a name. A pipe or a device (`/dev/null`) may take many.
 *
 * @param written those without a file go to standard output.
 * @param read what is named to be read, absolute or from the folder of the run: files count, and what lies in folders does
 *   not, for there the report of an earlier run may be.
 * @throws ApiAuditError that names the flag and the file.
 */
export async function refuseOverwriting(
  written: readonly Written[],
  read: readonly (string | null | undefined)[],
  { cwd }: Io,
): Promise<void> {
  const placeOf = (file: string) => placeToWrite(resolve(cwd, file));
  const inputs = new Set(read.flatMap((file) => (typeof file === 'string' && file !== '-' ? [placeOf(file)] : [])));
  const taken = new Map<string, string>();
  for (const { flag, file } of written) {
    if (file === undefined) continue;
    if (file === '') throw new ApiAuditError(`${flag} is empty: name a file.`);
    const place = placeOf(file);
    if (statsAt(place)?.isFile() === false) continue;
    const other = taken.get(place);
    if (inputs.has(place)) {
      throw new ApiAuditError(`${flag}: ${file} is read by this run, and would be overwritten. Name another file.`);
    }
    if (await holdsObjects(file, place)) {
      throw new ApiAuditError(
        `${flag}: ${file} holds Kubernetes objects, and would be overwritten. Name another file, or take it away first.`,
      );
    }
    if (other !== undefined) throw new ApiAuditError(`${flag}: ${file} is what ${other} writes. Name another file.`);
    taken.set(place, flag);
  }
}

/** Larger files are no manifests that somebody wrote: they are not looked at. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Whether there is a file of manifests at a place: in a folder that is audited, its name is easily taken for a report's. */
async function holdsObjects(file: string, place: string): Promise<boolean> {
  const size = statsAt(place)?.size ?? 0;
  if (size === 0 || size > MAX_BYTES || !isManifestName(place)) return false;
  const { readText } = await import('../input/read.ts');
  try {
    return readText(file, readFileSync(place)).resources.length > 0;
  } catch {
    // What cannot be read cannot be written either, which is told of then.
    return false;
  }
}
