import type { InputError } from '../model/errors.ts';
import { printable } from '../report/text.ts';
import type { Io } from './io.ts';

/** Names on standard error what could not be read, one line each. */
export function tellUnread(errors: readonly InputError[], io: Io): void {
  for (const { file, line, column, message } of errors) {
    io.stderr.write(`api-audit: ${printable(`${file}:${line}:${column}: ${message}`)}\n`);
  }
}
