import type { Finding } from '../model/finding.ts';
import type { Release } from '../model/release.ts';
import { nextRelease } from '../model/release.ts';

/** With `--supports`: in which releases of the range it fails. */
export function failsIn({ details }: Finding): string | null {
  if (details.failsIn === undefined) return null;
  if (details.failsIn.length === 0) return 'No release of the range to support is concerned.';
  return `Of the range to support, this concerns ${releasesText(details.failsIn)}.`;
}

/** Releases, oldest first, runs of them put together: `1.24 to 1.26 and 1.30`. */
function releasesText(releases: readonly Release[]): string {
  const runs: [first: Release, last: Release][] = [];
  for (const release of releases) {
    const run = runs.at(-1);
    if (run !== undefined && nextRelease(run[1]) === release) run[1] = release;
    else runs.push([release, release]);
  }
  return runs.map(([first, last]) => (first === last ? first : `${first} to ${last}`)).join(' and ');
}
