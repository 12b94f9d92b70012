/**
 * For how long this thread works before others get a turn, in milliseconds: an interrupt, say, or what is written. Threads
 * that ran out of work wait for theirs: at 50 they waited a tenth of the time.
 */
const TURN = 5;

/** Others get a turn. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/**
 * Gives a function that lets others have a turn, once it is time: to be called again and again while there is work. It
 * gives what is to be waited for, or `null`.
 */
export function turns(): () => Promise<void> | null {
  // Not `performance`, which Node.js would load for it.
  let last = Date.now();
  return () => {
    if (Date.now() - last < TURN) return null;
    return turn().then(() => {
      last = Date.now();
    });
  };
}
