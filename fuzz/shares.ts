import type { Random } from './random.ts';

/** Sorts of what is made at random, and how often each is made beside the others. */
export type Shares = Readonly<Record<string, number>>;

/** One of the sorts, as often as its share says. */
export function pickShare<Sort extends string>(shares: Readonly<Record<Sort, number>>, random: Random): Sort {
  const sorts = Object.entries<number>(shares) as [Sort, number][];
  let left = random.below(sorts.reduce((sum, [, share]) => sum + share, 0));
  const found = sorts.find(([, share]) => {
    left -= share;
    return left < 0;
  });
  return (found ?? (sorts[0] as [Sort, number]))[0];
}
