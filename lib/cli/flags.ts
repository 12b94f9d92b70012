import type { ParseArgsConfig } from 'node:util';
import { parseArgs } from 'node:util';
import { ApiAuditError } from '../model/errors.ts';
import { didYouMean } from '../model/nearest.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** What `util.parseArgs` makes of the flags of a command. */
type Parsed<T extends Options> = ReturnType<typeof parseArgs<{ options: T; allowPositionals: true; strict: true }>>;

/** What stands for standard output where a file is to be named, as it does for standard input. */
export const STANDARD_OUTPUT = '-';

/**
 * Reads the flags of one command. `--output -` is what holds without the flag: standard output.
 *
 * @throws ApiAuditError for an unknown flag, or one without its value; it names the flag and the nearest known one.
 */
export function parseFlags<const T extends Options>(command: string, args: readonly string[], options: T): Parsed<T> {
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const values = parsed.values as { output?: unknown };
    if (values.output === STANDARD_OUTPUT) delete values.output;
    return parsed;
  } catch (error) {
    throw usageError(command, error, Object.keys(options));
  }
}

function usageError(command: string, error: unknown, known: readonly string[]): unknown {
  if (!(error instanceof TypeError && 'code' in error)) return error;
  const help = `See 'api-audit ${command} --help'.`;
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const flag = /'(-[^']*)'/.exec(error.message)?.[1] ?? 'that flag';
    return new ApiAuditError(`There is no flag ${flag}.${didYouMean(flag.replace(/^-+/, ''), known, '--')} ${help}`);
  }
  if (error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    const [said = ''] = error.message.split('\n');
    return new ApiAuditError(`${said.replace(/\.?$/, '.')} ${help}`);
  }
  return error;
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
