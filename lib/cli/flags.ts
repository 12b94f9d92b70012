import type { ParseArgsConfig } from 'node:util';
import { parseArgs } from 'node:util';
import { ApiAuditError } from '../model/errors.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** What `util.parseArgs` makes of the flags of a command. */
type Parsed<T extends Options> = ReturnType<typeof parseArgs<{ options: T; allowPositionals: true; strict: true }>>;

/**
 * Reads the flags of one command.
 *
 * @throws ApiAuditError for an unknown flag, or one without its value; it names the flag and the nearest known one.
 */
export function parseFlags<const T extends Options>(command: string, args: readonly string[], options: T): Parsed<T> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw usageError(command, error, Object.keys(options));
  }
}

function usageError(command: string, error: unknown, known: readonly string[]): unknown {
  if (!(error instanceof TypeError && 'code' in error)) return error;
  const help = `See 'api-audit ${command} --help'.`;
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const flag = /'(-[^']*)'/.exec(error.message)?.[1] ?? 'that flag';
    const near = nearest(flag.replace(/^-+/, ''), known);
    return new ApiAuditError(
      `There is no flag ${flag}.${near === undefined ? '' : ` Did you mean --${near}?`} ${help}`,
    );
  }
  if (error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    return new ApiAuditError(`${error.message.split('\n')[0]} ${help}`);
  }
  return error;
}

/** The known name that a mistyped one is likely to mean; `undefined` where none is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const edits = distance(name.toLowerCase(), candidate.toLowerCase());
    if (edits < least) [best, least] = [candidate, edits];
  }
  return best;
}

/** Levenshtein's distance: how many letters must be put in, left out or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}

/**
 * Reads one of a fixed set of words.
 *
 * @throws ApiAuditError that lists the words.
 */
export function oneOf<T extends string>(flag: string, value: string, words: readonly T[]): T {
  const found = words.find((word) => word === value);
  if (found === undefined)
    throw new ApiAuditError(`${flag}${value === '' ? '' : `=${value}`}: choose one of ${words.join(', ')}.`);
  return found;
}
