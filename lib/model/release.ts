import { lately } from './owned.ts';

/**
 * A Kubernetes minor release such as `1.29`. Always "major.minor" without a `v` and without a patch number;
 * made by {@link parseRelease}, ordered by {@link compareReleases}.
 */
export type Release = string;

const RELEASE = /^v?(\d{1,3})\.(\d{1,3})(?:\.\d+)?(?:[-+].*)?\+?$/;

/**
 * Reads what people write for a release: `1.29`, `v1.29`, `1.29.3`, `v1.29.3-eks-1234`, `1.29+`.
 *
 * @returns the minor release (`1.29`), or `null` where the text is not a release at all.
 */
export function parseRelease(text: string): Release | null {
  const match = RELEASE.exec(text.trim());
  if (match === null) return null;
  return `${Number(match[1])}.${Number(match[2])}`;
}

/** Orders releases by number, oldest first: `1.9` comes before `1.10`. */
export function compareReleases(a: Release, b: Release): number {
  const [aMajor, aMinor] = numbers(a);
  const [bMajor, bMinor] = numbers(b);
  return aMajor - bMajor || aMinor - bMinor;
}

/** Whether `release` is `since` or later; `since: null` (not known) is never reached. */
export function isAtLeast(release: Release, since: Release | null): boolean {
  return since !== null && compareReleases(release, since) >= 0;
}

/** Whether a release comes after another one. */
export function isLater(release: Release, than: Release): boolean {
  return compareReleases(release, than) > 0;
}

/** The earlier of two releases, where `null` means "not known" and loses against any release. */
export function earlier(a: Release | null, b: Release | null): Release | null {
  if (a === null || b === null) return a ?? b;
  return compareReleases(a, b) <= 0 ? a : b;
}

/** The minor release that follows: `1.9` gives `1.10`. */
export function nextRelease(release: Release): Release {
  const [major, minor] = numbers(release);
  return `${major}.${minor + 1}`;
}

/**
 * Every minor release from `from` to `to`, both included, oldest first; empty where `to` is before `from`. How many there are
 * between two of different majors nobody can count: then it is the two alone.
 */
export function releasesBetween(from: Release, to: Release): Release[] {
  if (numbers(from)[0] < numbers(to)[0]) return [from, to];
  const releases: Release[] = [];
  for (let at = from; compareReleases(at, to) <= 0; at = nextRelease(at)) releases.push(at);
  return releases;
}

/**
 * The releases that a control plane goes through, in the order in which it does, both ends included: it moves one minor
 * release at a time, upwards or (a rollback) downwards.
 */
export function wayOf(from: Release, to: Release): readonly Release[] {
  return isLater(from, to) ? releasesBetween(to, from).reverse() : releasesBetween(from, to);
}

/** The runs of releases, sorted oldest first, that follow each other without a gap; each by its first and last. */
export function runsOf(releases: readonly Release[]): [first: Release, last: Release][] {
  const runs: [first: Release, last: Release][] = [];
  for (const release of releases) {
    const run = runs.at(-1);
    if (run !== undefined && nextRelease(run[1]) === release) run[1] = release;
    else runs.push([release, release]);
  }
  return runs;
}

function numbers(release: Release): readonly [number, number] {
  const before = known.get(release);
  if (before !== undefined) return before;
  const dot = release.indexOf('.');
  const read = [Number(release.slice(0, dot)), Number(release.slice(dot + 1))] as const;
  known.set(release, read);
  return read;
}

/** There are few releases, and their numbers are asked for thousands of times. */
const known = lately<readonly [number, number]>();
