import type { AuditStep } from '../audit/progress.ts';
import { isMuch } from '../audit/size.ts';
import { count } from '../report/text.ts';
import type { Io } from './io.ts';
import { takesEscapes } from './io.ts';

/** Watches a running audit: hand `step` to the audit, and call `end` when it is over. */
export interface Watch {
  readonly step: (step: AuditStep) => void;
  readonly end: () => void;
}

/** Milliseconds between two writings of the line: often enough to move, seldom enough to cost nothing. */
const INTERVAL = 100;

/** Back to the beginning of the line, and what stands on it away (ECMA-48). */
const CLEAR_LINE = '\r\u001b[K';

/**
 * Shows on standard error how far an audit has come, where that is a terminal and no `CI` runs it; and has an interrupt
 * (Ctrl-C) say what was done. Where much is found, the process is tuned for it.
 *
 * @param isShown whether the line is wanted at all.
 * @param now the time in milliseconds, from any beginning.
 */
export function watch(io: Io, isShown: boolean, now: () => number = () => performance.now()): Watch {
  const { stderr, env } = io;
  const isLine = isShown && takesEscapes(stderr, env) && !env['CI'];
  const state = { found: 0, read: 0, resources: 0 };
  const begin = isLine ? now() : 0;
  let last = begin;
  const off = io.onInterrupt?.(
    () => `${isLine ? CLEAR_LINE : ''}api-audit: interrupted. ${done(state)}; no report was written.\n`,
  );
  return {
    step: (step) => {
      if (step.type === 'found') {
        state.found += step.files;
        if (step.bytes === null || isMuch(step.bytes)) io.expectMuch?.();
      } else {
        state.read++;
        state.resources += step.resources;
      }
      if (!isLine) return;
      const time = now();
      if (time - last < INTERVAL) return;
      last = time;
      const rate = Math.round((state.read * 1000) / Math.max(1, time - begin));
      stderr.write(`${CLEAR_LINE}${`${done(state)}, ${rate} a second`.slice(0, (stderr.columns ?? 80) - 1)}`);
    },
    end: () => {
      off?.();
      if (isLine) stderr.write(CLEAR_LINE);
    },
  };
}

/**
 * Runs an audit and watches it. However that ends, nothing of the line stays on the terminal, and interrupts are left alone
 * again.
 *
 * @param isShown as of {@link watch}.
 * @param run is to tell each step.
 */
export async function watched<T>(io: Io, isShown: boolean, run: (step: Watch['step']) => PromiseLike<T>): Promise<T> {
  const { step, end } = watch(io, isShown);
  try {
    return await run(step);
  } finally {
    end();
  }
}

/** A rendered chart is read once for each of its files of values, so that more can be read than was found. */
function done({
  found,
  read,
  resources,
}: {
  readonly found: number;
  readonly read: number;
  readonly resources: number;
}): string {
  return `${read} of ${count(Math.max(found, read), 'file')} read, ${count(resources, 'resource')}`;
}
