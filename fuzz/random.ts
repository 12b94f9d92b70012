/** Random numbers that a seed makes come again: a case of the fuzz run can be repeated from its seed alone. */
export interface Random {
  /** A whole number from 0 up to, but not including, `limit`. */
  below(limit: number): number;
  /** One of the items; there must be one. */
  pick<T>(items: readonly T[]): T;
  /** Whether one of so many throws succeeds. */
  once(inThrows: number): boolean;
}

/** @param seed any number; its lowest 32 bits count. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  // Mulberry32: one multiplication a number, and good enough to choose bytes by.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    once: (inThrows) => below(inThrows) === 0,
  };
}

/** The random numbers of a case, by its number and the seed of the run. */
export function randomOf(number: number, seed: number): Random {
  const random = randomFrom(Math.imul(seed, 0x9e3779b1) + number);
  // The first numbers of neighbouring seeds are alike.
  random.below(2);
  return random;
}
