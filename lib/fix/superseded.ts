import type { LabelFact } from '../catalog/labels.ts';
import { labelsNamed } from '../catalog/labels.ts';
import type { Release } from '../model/release.ts';
import { isAtLeast } from '../model/release.ts';
import type { Planning } from './planning.ts';

/** The release since which something else means the same as a key, where all releases asked for have it; else `null`. */
export function supersededSince(key: string, planning: Planning): Release | null {
  const fact = labelsNamed(key).find(({ deprecated }) => deprecated !== null);
  return fact !== undefined && isEverywhere(fact, planning) ? fact.deprecated : null;
}

/** Whether all releases asked for are at or after the one that deprecates a key, and so have what takes its place. */
export function isEverywhere({ deprecated }: LabelFact, { bounds }: Planning): boolean {
  return bounds.releases.every((release) => isAtLeast(release, deprecated));
}
