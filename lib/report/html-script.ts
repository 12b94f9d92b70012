import { readFileSync } from 'node:fs';
import { ApiAuditError } from '../model/errors.ts';

/**
 * The script and the style of every page, as they stand in `assets/`: plain files of their own, so that they are checked
 * as what they are, found from `lib/` and `dist/` alike, and need no step of the build.
 */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

let loaded: PageAssets | null = null;

/**
 * Reads them; once per process.
 *
 * @throws ApiAuditError where the package is incomplete.
 */
export function pageAssets(): PageAssets {
  loaded ??= { script: asset('page.js'), style: asset('page.css') };
  return loaded;
}

function asset(name: string): string {
  try {
    // A digest is taken of it: it must be the same on every checkout.
    return readFileSync(new URL(`../../assets/${name}`, import.meta.url), 'utf8').replaceAll('\r\n', '\n');
  } catch (cause) {
    throw new ApiAuditError(`assets/${name} is missing: this installation is incomplete, install it again.`, { cause });
  }
}
