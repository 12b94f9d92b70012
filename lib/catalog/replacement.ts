import type { GroupVersionKind } from '../model/gvk.ts';
import { gvkOf } from '../model/gvk.ts';
import type { Replacement } from '../model/lifecycle.ts';
import type { Release } from '../model/release.ts';
import { isAtLeast } from '../model/release.ts';
import { compareVersions, majorOf, stabilityOf } from '../model/stability.ts';
import type { Catalog, ReplacementAdvice } from './catalog.ts';
import type { TimelineKind } from './timeline.ts';

/**
 * What to write instead of an API at a release. The declared replacement may itself have been superseded by then: the
 * chain is followed as long as its next step is served at the release, or the present one no longer is. Where the end of
 * the chain is not served yet, the most stable version of the kind that is served says what to write meanwhile.
 */
export function adviseReplacement(
  catalog: Catalog,
  entry: TimelineKind,
  release: Release,
): { readonly replacement: Replacement | null; readonly advice: ReplacementAdvice } {
  let replacement = entry.replacement;
  let derived = entry.replacementBy === 'derived';
  let use = entry.use ?? null;
  for (let steps = 0; replacement !== null && steps < MOST_STEPS; steps++) {
    const at = catalog.entry(replacement);
    if (at === undefined) break;
    use ??= at.use ?? null;
    const gone = isAtLeast(release, at.removed);
    if (at.replacement === null && gone) {
      replacement = null;
      break;
    }
    if (at.replacement === null || !(gone || catalog.servesByDefault(at.replacement, release))) break;
    replacement = at.replacement;
    derived ||= at.replacementBy === 'derived';
  }
  if (replacement === null) {
    // Nothing supersedes an API that is yet to come: until then an older version of it may do.
    const meanwhile = isAtLeast(release, entry.introduced)
      ? null
      : servedMeanwhile(catalog, entry, release, () => true);
    return { replacement, advice: { ...NO_ADVICE, meanwhile, use } };
  }
  const from = catalog.entry(replacement)?.introduced ?? null;
  const served = from === null || isAtLeast(release, from);
  return {
    replacement,
    advice: {
      from,
      whenEnabled: served && from !== null && !catalog.servesByDefault(replacement, release),
      meanwhile: served ? null : servedMeanwhile(catalog, replacement, release, (other) => isNewer(other, entry)),
      bridge: served ? null : bridgeOver(catalog, entry, replacement, from),
      derived,
      use: null,
    },
  };
}

/** Where nothing is to be said beside the replacement. */
export const NO_ADVICE: ReplacementAdvice = {
  from: null,
  whenEnabled: false,
  meanwhile: null,
  bridge: null,
  derived: false,
  use: null,
};

/** Longer than any chain of real replacements; it only keeps wrong data from going round for ever. */
const MOST_STEPS = 8;

/**
 * A version of a kind that does until the wanted one is served: served by default, not deprecated, and of the same major
 * version (autoscaling/v1 is no step towards v2).
 */
function servedMeanwhile(
  catalog: Catalog,
  wanted: GroupVersionKind,
  release: Release,
  accepts: (other: TimelineKind) => boolean,
): GroupVersionKind | null {
  const found = catalog
    .versionsOf(wanted.group, wanted.kind)
    .find(
      (other) =>
        accepts(other) &&
        majorOf(other.version) === majorOf(wanted.version) &&
        stabilityOf(other.version) !== 'alpha' &&
        !isAtLeast(release, other.deprecated) &&
        catalog.servesByDefault(other, release),
    );
  return found === undefined ? null : gvkOf(found);
}

/** Where an API goes before its replacement comes: the version of the kind that is there in the release that removes it. */
function bridgeOver(
  catalog: Catalog,
  entry: TimelineKind,
  replacement: GroupVersionKind,
  from: Release,
): ReplacementAdvice['bridge'] {
  const { removed } = entry;
  if (removed === null || isAtLeast(removed, from)) return null;
  const found = catalog
    .versionsOf(replacement.group, replacement.kind)
    .find(
      (other) =>
        isNewer(other, entry) &&
        majorOf(other.version) === majorOf(replacement.version) &&
        isAtLeast(removed, other.introduced) &&
        !isAtLeast(removed, other.removed),
    );
  return found?.introduced == null ? null : { gvk: gvkOf(found), from: found.introduced };
}

/** Whether an API is of another group, or a version of the same that the API server prefers: one may move there, not back. */
export function isNewer(other: GroupVersionKind, than: GroupVersionKind): boolean {
  return other.group !== than.group || compareVersions(other.version, than.version) < 0;
}
