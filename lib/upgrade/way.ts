import type { Release } from '../model/release.ts';
import { compareReleases, releasesBetween } from '../model/release.ts';

/**
 * The releases that a control plane goes through, in the order in which it does, both ends included: it moves one minor
 * release at a time, upwards or (a rollback) downwards.
 */
export function wayOf(from: Release, to: Release): readonly Release[] {
  return compareReleases(from, to) <= 0 ? releasesBetween(from, to) : releasesBetween(to, from).reverse();
}
