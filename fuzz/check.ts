import { audit } from '../lib/index.ts';
import type { Case } from './cases.ts';
import { wrongInCommand } from './command.ts';
import { wrongInFix } from './fix.ts';
import { commandInput, filesOf, libraryInput, sizeOf } from './inputs.ts';
import { wrongIn } from './wrong.ts';

/** The releases audited for in turn. */
export const TARGETS = ['1.36', '1.25', '1.16', '1.22', '1.29', '1.8'] as const;

/**
 * How many milliseconds of the processor's time a case may take: a second for 100 kB, and some for the machine's own affairs. A
 * chart that is fixed is fixed twice, with an audit before and after.
 */
function mostTime(one: Case, number: number): number {
  return 500 + (sizeOf(one) / 100) * ('files' in one && isFixed(one, number) ? 4 : 1);
}

/**
 * Audits a case and says what is wrong with the outcome, or with the time it took; `null` where nothing is.
 *
 * @param number of the case: every tenth runs through the command line in one of its formats, and others are fixed; see
 *   {@link isFixed}.
 */
export async function faultOf(one: Case, number: number): Promise<string | null> {
  const { wrong, time } = await judged(one, number);
  return wrong ?? (time > mostTime(one, number) ? `took ${time.toFixed(0)} ms for ${sizeOf(one)} characters` : null);
}

/** As {@link faultOf}, however long it takes. */
export async function wrongOf(one: Case, number: number): Promise<string | null> {
  return (await judged(one, number)).wrong;
}

/** @returns what is wrong with the outcome, and the milliseconds of the processor's time that it took. */
async function judged(one: Case, number: number): Promise<{ readonly wrong: string | null; readonly time: number }> {
  // Ten and the number of releases have a divisor in common: without the second part every tenth case would miss half of them.
  const target = TARGETS[(number + Math.floor(number / 10)) % TARGETS.length] as string;
  const check = checkOf(one, number, target);
  const before = cpuTime();
  try {
    const wrong = await check();
    return { wrong, time: cpuTime() - before };
  } catch (error) {
    return { wrong: error instanceof Error ? (error.stack ?? error.message) : String(error), time: cpuTime() - before };
  }
}

/** Of this process, in milliseconds. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What is to be done with a case; files that it needs are there then, for writing them is none of the audit's time. */
function checkOf(one: Case, number: number, target: string): () => string | null | Promise<string | null> {
  if (number % 10 === 0) {
    const given = commandInput(one);
    return () => wrongInCommand(given, target, number / 10);
  }
  if (isFixed(one, number)) return () => wrongInFix(one, target);
  const { input, ...where } = libraryInput(one);
  return async () => wrongIn(await audit(input, { target, ...where }), filesOf(one));
}

/** Every tenth manifest, and every fourth program and chart, for these are few. */
function isFixed(one: Case, number: number): boolean {
  return 'file' in one || 'files' in one ? number % 4 === 3 : number % 10 === 5;
}
