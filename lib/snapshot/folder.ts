import { existsSync, readFileSync } from 'node:fs';
import { ApiAuditError } from '../model/errors.ts';

/**
 * The folder `openapi-snapshots/` of this package, with a slash at its end. It stands beside `lib/` and `dist/` alike, so
 * one step works from the sources, from the compiled files and from an installed package.
 */
export function snapshotFolder(): URL {
  return new URL('../../openapi-snapshots/', import.meta.url);
}

/** Whether the folder has a file of this name, such as `1.36.json`. */
export function isBundled(name: string): boolean {
  return existsSync(new URL(name, snapshotFolder()));
}

/**
 * The text of a bundled file. They are all in ASCII, and read as what they are they take half the time.
 *
 * @throws ApiAuditError where it cannot be read: the package is incomplete.
 */
export function readBundledText(name: string): string {
  try {
    return readFileSync(new URL(name, snapshotFolder()), 'latin1');
  } catch (cause) {
    // A bundler makes one file of the modules, and looks for the data of it in vain.
    const message = `openapi-snapshots/${name} is missing: this installation is incomplete, install it again (or, where a bundler put api-audit into another file, leave it external).`;
    throw new ApiAuditError(message, { cause });
  }
}
