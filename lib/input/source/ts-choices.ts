/** How many choices are followed at once. */
const MAX_CHOICES = 16;

/** How long a text may be that is put together of others. A manifest that is, is read where it is put together. */
const MAX_JOINED = 10_000;

/** How many APIs one place of a program may name: lists that give more are of something else, or only a run picks from them. */
const MAX_COMBINED = 64;

/** Every choice of one from each list; `null` where they are too many. */
export function combined<T>(...lists: readonly (readonly T[])[]): readonly (readonly T[])[] | null {
  if (lists.reduce((product, { length }) => product * length, 1) > MAX_COMBINED) return null;
  // A long list beside an empty one would be copied for nothing.
  if (lists.some(({ length }) => length === 0)) return [];
  let all: readonly (readonly T[])[] = [[]];
  for (const list of lists) all = all.flatMap((chosen) => list.map((one) => [...chosen, one]));
  return all;
}

/** Each text before each of the others; none where they are too many, or too long. */
export function joined(left: readonly string[], right: readonly string[]): readonly string[] {
  if (left.length * right.length > MAX_CHOICES) return [];
  const all = left.flatMap((one) => right.map((other) => one + other));
  return all.some(({ length }) => length > MAX_JOINED) ? [] : all;
}
