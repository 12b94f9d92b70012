import { parseGvk } from '../catalog/lifecycle-facts.ts';

/**
 * Whether what does what an API did is another kind (`apps/v1 StatefulSet`), and no program or habit.
 *
 * @param use as in `TimelineKind.use`.
 */
export function isKind(use: string): boolean {
  return parseGvk(use) !== null;
}

/** Says what does what an API did, where that is no other version of it. */
export function useInstead(use: string): string {
  return isKind(use)
    ? `Another kind takes its place, so rewrite the object: ${use}.`
    : `No API takes its place; use ${use}.`;
}
