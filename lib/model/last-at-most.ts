/**
 * Finds by halves the last of some things in order that begins at an offset or before it.
 *
 * @param list sorted by where its members begin.
 * @param startOf where one begins.
 * @returns its index, or -1 where none begins so early.
 */
export function lastAtMost<T>(list: readonly T[], startOf: (one: T) => number, offset: number): number {
  let low = -1;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (startOf(list[middle] as T) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
