import { compareText, type GroupVersionKind } from '../model/gvk.ts';
import { addTo } from '../model/lists.ts';
import { earlier, isLater, type Release } from '../model/release.ts';
import { compareVersions, majorOf, type Stability, stabilityOf } from '../model/stability.ts';
import type { TimelineKind } from './timeline.ts';

/** One feature on its way through the stages: a kind with all its versions, or a feature gate. */
export interface Lineage {
  /** `apps Deployment`, by its newest home; of a gate its name. */
  readonly name: string;
  /** The API group, the core group as `core`; of a gate whose it is. */
  readonly group: string;
  /** The first release with each stage; `null`: it never had it. */
  readonly alpha: Release | null;
  readonly beta: Release | null;
  readonly ga: Release | null;
  /** The first release without any of it; `null`: it is still there. */
  readonly removed: Release | null;
}

/**
 * Puts the versions of each kind together, with those under a former group or name. A new major version is a way of its
 * own (autoscaling/v2 was beta for long after autoscaling/v1 was GA), unless the old one says that it leads there.
 *
 * @returns sorted by name; kinds that no Snapshot holds (AdmissionReview, which the server sends) are left out.
 */
export function kindLineages(kinds: readonly TimelineKind[]): Lineage[] {
  const homes = new Map<string, string>();
  const homeOf = (key: string): string => {
    const next = homes.get(key) ?? key;
    return next === key ? key : homeOf(next);
  };
  const known = new Set(kinds.map(keyOf));
  for (const entry of kinds) {
    const { replacement } = entry;
    if (replacement === null || stabilityOf(entry.version) === 'ga') continue;
    const isSame = replacement.kind === entry.kind || replacement.group === entry.group;
    // What nobody declares leads to the same major version where there is one: the newest is only the best to use now.
    const sameMajor = keyOf({ ...replacement, version: entry.version });
    const next = entry.replacementBy === 'derived' && known.has(sameMajor) ? sameMajor : keyOf(replacement);
    const [own, other] = [homeOf(keyOf(entry)), homeOf(next)];
    if (isSame && own !== other) homes.set(own, other);
  }
  const families = new Map<string, TimelineKind[]>();
  for (const entry of kinds) {
    if (entry.introduced === null || entry.seen.length === 0) continue;
    addTo(families, homeOf(keyOf(entry)), entry);
  }
  return [...families.values()].map(lineageOf).sort((a, b) => compareText(a.name, b.name));
}

function keyOf({ group, version, kind }: GroupVersionKind): string {
  return `${group}/${kind}/${majorOf(version)}`;
}

function lineageOf(entries: readonly TimelineKind[]): Lineage {
  const newest = [...entries].sort(
    (a, b) => Number(a.removed !== null) - Number(b.removed !== null) || compareVersions(a.version, b.version),
  )[0] as TimelineKind;
  const group = newest.group === '' ? 'core' : newest.group;
  const major = /^v[2-9]\d*/.exec(newest.version);
  return {
    name: `${group} ${newest.kind}${major === null ? '' : ` ${major[0]}`}`,
    group,
    alpha: firstOf(entries, 'alpha'),
    beta: firstOf(entries, 'beta'),
    ga: firstOf(entries, 'ga'),
    removed: entries.some(({ removed }) => removed === null)
      ? null
      : last(entries.map(({ removed }) => removed as Release)),
  };
}

function firstOf(entries: readonly TimelineKind[], stability: Stability): Release | null {
  return entries
    .filter(({ version }) => stabilityOf(version) === stability)
    .reduce<Release | null>((first, { introduced }) => earlier(first, introduced), null);
}

function last(releases: readonly Release[]): Release {
  return releases.reduce((latest, release) => (isLater(release, latest) ? release : latest));
}
