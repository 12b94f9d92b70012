import type { Finding } from '../model/finding.ts';
import type { Release } from '../model/release.ts';
import { runsOf } from '../model/release.ts';

/** With `--supports`: in which releases of the range it fails. */
export function failsIn({ details }: Finding): string | null {
  if (details.failsIn === undefined) return null;
  if (details.failsIn.length === 0) return 'It concerns no release of the supported range.';
  return `In the supported range, this concerns ${releasesText(details.failsIn)}.`;
}

/** Releases, oldest first, runs of them put together: `1.24 to 1.26 and 1.30`. */
function releasesText(releases: readonly Release[]): string {
  return runsOf(releases)
    .map(([first, last]) => (first === last ? first : `${first} to ${last}`))
    .join(' and ');
}
