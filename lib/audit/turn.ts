import { setImmediate } from 'node:timers/promises';

/** For how long this thread works before others get a turn, in milliseconds: an interrupt, say, or what is written. */
const TURN = 50;

/** Gives a function that lets others have a turn, once it is time: to be called again and again while there is work. */
export function turns(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < TURN) return;
    await setImmediate();
    last = performance.now();
  };
}
