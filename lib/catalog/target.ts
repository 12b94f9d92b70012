import { ApiAuditError } from '../model/errors.ts';
import type { Release } from '../model/release.ts';
import { compareReleases, parseRelease } from '../model/release.ts';
import type { Standing } from '../model/report.ts';
import type { Catalog } from './catalog.ts';
import type { TimelineRelease } from './timeline.ts';

/**
 * Makes a release that a user names one that can be answered for: one with a Snapshot, or one beyond them all for which
 * something is declared.
 *
 * @param text what the user wrote; `undefined` asks for the default, the newest that is not preliminary.
 * @throws ApiAuditError where it is no release, is older than all Snapshots, or lies beyond all that is declared.
 */
export function resolveTarget(catalog: Catalog, text: string | undefined): Release {
  if (text === undefined) return catalog.newest;
  const release = parseRelease(text);
  const first = catalog.releases[0]?.release ?? catalog.newest;
  const last = lastDeclared(catalog);
  const choice = `Choose one from ${first} to ${catalog.releases.at(-1)?.release}`;
  if (release === null)
    throw new ApiAuditError(`'${text}' is not a Kubernetes release. ${choice}, such as ${catalog.newest}.`);
  if (compareReleases(release, first) < 0)
    throw new ApiAuditError(`Nothing is known of Kubernetes ${release}. ${choice}.`);
  if (compareReleases(release, last) > 0) {
    throw new ApiAuditError(
      `Kubernetes ${release} lies beyond all that is known. ${choice}; up to ${last} the answers rest on declarations alone.`,
    );
  }
  return release;
}

/** The last release for which any API's deprecation or removal is declared. */
function lastDeclared(catalog: Catalog): Release {
  let last = catalog.releases.at(-1)?.release ?? catalog.newest;
  for (const { deprecated, removed } of catalog.kinds) {
    for (const release of [deprecated, removed])
      if (release !== null && compareReleases(release, last) > 0) last = release;
  }
  return last;
}

/** What an audit for a Target is judged by, and how far it can be trusted. */
export interface JudgedBy {
  readonly release: Release;
  readonly sha256: string;
  readonly standing: Standing;
}

/** The bundled Snapshot that answers for a Target; beyond them all, the newest. */
export function judgedBy(catalog: Catalog, target: Release): JudgedBy {
  const own = catalog.releases.find(({ release }) => release === target);
  const { release, sha256, preliminary } = own ?? (catalog.releases.at(-1) as TimelineRelease);
  return {
    release,
    sha256,
    standing: own === undefined ? 'beyond' : preliminary === null ? 'released' : 'preliminary',
  };
}
