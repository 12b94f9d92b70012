import type { Release } from '../model/release.ts';
import { isLater } from '../model/release.ts';
import { bundledFacts } from './bundled-facts.ts';

/** One entry of `facts/chart-helpers.json`: what a helper of a library chart prints, from one version of the library to the next. */
interface HelperFact {
  readonly helper: string;
  readonly library: string;
  readonly since: string;
  /** By release, the earliest first; `from: null` holds from the beginning. Of several texts any may be printed. */
  readonly prints: readonly { readonly from: Release | null; readonly texts: readonly string[] }[];
}

/** What a chart says of the versions of a library chart that it takes, by the name of the library. */
export type LibraryVersions = ReadonlyMap<string, string>;

/**
 * What a helper of a library chart prints at a release, where all versions of the library that may be meant print the same.
 *
 * @param versions as a `Chart.yaml` writes them: `1.3.7`, `2.x.x`, `^1.4.0`; of any other range all versions may be meant.
 * @returns `undefined` for a helper that is not known, and where versions differ.
 */
export function printedByLibrary(
  helper: string,
  versions: LibraryVersions,
  release: Release,
): readonly string[] | undefined {
  const forms = bundledFacts<HelperFact>('chart-helpers.json').filter((fact) => fact.helper === helper);
  const [first] = forms;
  if (first === undefined) return undefined;
  const meant = rangeOf(versions.get(first.library) ?? '');
  const texts = forms
    .filter(({ since }, at) => {
      const next = forms[at + 1];
      const isBefore = next !== undefined && compareParts(partsOf(next.since), meant.from) <= 0;
      return !isBefore && compareParts(partsOf(since), meant.to) <= 0;
    })
    .map(({ prints }) => prints.findLast(({ from }) => from === null || !isLater(from, release))?.texts ?? []);
  const [one] = texts;
  return texts.every((other) => other.join() === one?.join()) ? one : undefined;
}

/** Two versions, both included, each by its parts. */
interface Range {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

const ANY: Range = { from: [0], to: [Number.POSITIVE_INFINITY] };

function rangeOf(written: string): Range {
  const [, operator, major, ...rest] = /^(\^?)v?(\d+)\.(\d+|[xX*])(?:\.(\d+|[xX*]))?$/.exec(written.trim()) ?? [];
  if (major === undefined) return ANY;
  const parts = [major, ...rest].map((part = 'x') => (/\d/.test(part) ? Number(part) : null));
  const from = parts.map((part) => part ?? 0);
  const isExact = operator === '' && !parts.includes(null);
  return { from, to: isExact ? from : [Number(major), Number.POSITIVE_INFINITY] };
}

function partsOf(version: string): readonly number[] {
  return version.split('.').map(Number);
}

function compareParts(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const [left = 0, right = 0] = [a[at], b[at]];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
