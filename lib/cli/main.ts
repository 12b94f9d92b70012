import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ApiAuditError } from '../model/errors.ts';
import { printable } from '../report/text.ts';
import type { Command } from './command.ts';
import type { ExitCode } from './exit.ts';
import { EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { processIo } from './io.ts';

/** The commands, each loaded only when it is run. */
const COMMANDS = {
  scan: async () => (await import('./scan.ts')).scan,
  explain: async () => (await import('./explain.ts')).explain,
  snapshot: async () => (await import('./snapshot.ts')).snapshot,
  diff: async () => (await import('./diff.ts')).diff,
  stability: async () => (await import('./stability.ts')).stability,
  upgrade: async () => (await import('./upgrade.ts')).upgrade,
  fix: async () => (await import('./fix.ts')).fix,
  verify: async () => (await import('./verify.ts')).verify,
  completion: async () => (await import('./completion.ts')).completion,
  compare: async () => (await import('./compare.ts')).compare,
} as const satisfies Record<string, () => Promise<Command>>;

type CommandName = keyof typeof COMMANDS;

/**
 * Runs a command line and gives the exit status. The one place that prints and catches: mistakes of the caller's become
 * one line on standard error and status 2; anything else is a fault of ours and keeps its stack.
 *
 * @param given what stands for the process and its surroundings; without it, these.
 */
export async function main(args: readonly string[], given?: Io): Promise<ExitCode> {
  try {
    const io = given ?? processIo();
    const [first = ''] = args;
    const command: CommandName = isCommand(first) ? first : 'scan';
    const rest = isCommand(first) ? args.slice(1) : args;
    const flags = beforeDashes(rest);
    const asksForHelp = flags.includes('--help') || flags.includes('-h');
    const overview = !isCommand(first) && (first === 'help' || asksForHelp);
    if (overview || asksForHelp) {
      const { HELP, OVERVIEW } = await import('./help.ts');
      io.stdout.write(overview ? OVERVIEW : HELP[command]);
      return EXIT.clean;
    }
    if (flags.includes('--version')) {
      await refuseUnknownFlags(command, flags);
      io.stdout.write(`${(await import('./tool.ts')).tool().version}\n`);
      return EXIT.clean;
    }
    await refuseMistyped(first, io);
    return await (await COMMANDS[command]())(rest, io);
  } catch (error) {
    const { stderr } = given ?? process;
    stderr.write(`api-audit: ${error instanceof ApiAuditError ? printable(error.message) : faultOf(error)}\n`);
    return EXIT.untrusted;
  }
}

/** A fault of ours, with the stack that whoever mends it needs. Its status is not that of findings. */
function faultOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `this is a fault in api-audit, please report it:\n${stack}`;
}

/** The words before `--`: all behind it are no flags, whatever they look like. */
function beforeDashes(args: readonly string[]): readonly string[] {
  const at = args.indexOf('--');
  return at === -1 ? args : args.slice(0, at);
}

/** @throws ApiAuditError for a flag that the command does not take: to print the version would hide the mistake. */
async function refuseUnknownFlags(command: CommandName, flags: readonly string[]): Promise<void> {
  const { completions } = await import('./help-flags.ts');
  const { parseFlags } = await import('./flags.ts');
  const taken = completions().find(({ name }) => name === command)?.flags ?? [];
  const options = taken.map(({ name, short, value }) => {
    const type: 'boolean' | 'string' = value === null ? 'boolean' : 'string';
    return [name.slice('--'.length), { type, ...(short === null ? {} : { short }) }] as const;
  });
  parseFlags(command, flags, { ...Object.fromEntries(options), version: { type: 'boolean' } });
}

/** A first word that is nearly a command, and no path, was meant as one. */
async function refuseMistyped(word: string, io: Io): Promise<void> {
  if (isCommand(word) || !/^[a-z]+$/.test(word)) return;
  const { nearest } = await import('../model/nearest.ts');
  const near = nearest(word, Object.keys(COMMANDS));
  if (near === undefined) return;
  if (existsSync(resolve(io.cwd, word))) return;
  throw new ApiAuditError(`There is no command, file or folder '${word}'. Did you mean 'api-audit ${near}'?`);
}

function isCommand(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word);
}
