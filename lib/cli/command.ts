import type { ExitCode } from './exit.ts';
import type { Io } from './io.ts';

/**
 * One command of the command line: takes what follows its name, writes results to standard output and all else to
 * standard error, and gives the exit status.
 *
 * @throws ApiAuditError for what the caller can mend.
 */
export type Command = (args: readonly string[], io: Io) => Promise<ExitCode>;
