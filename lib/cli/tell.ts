import type { InputError } from '../model/errors.ts';
import type { Report } from '../model/report.ts';
import { PASSED_OVER } from '../report/messages.ts';
import { suppressedBy } from '../report/suppressed.ts';
import { count, printable } from '../report/text.ts';
import type { LoadedConfig } from './config.ts';
import type { Io } from './io.ts';

/** Names on standard error what could not be read, one line each. */
export function tellUnread(errors: readonly InputError[], io: Io): void {
  for (const { file, line, column, message } of errors) {
    io.stderr.write(`api-audit: ${printable(`${file}:${line}:${column}: ${message}`)}\n`);
  }
}

/** Names on standard error what was found and does not count, one line each, for `--verbose`. */
export function tellSuppressed({ suppressed }: Pick<Report, 'suppressed'>, io: Io): void {
  for (const { finding, by } of suppressed) {
    const { file, line } = finding.location;
    io.stderr.write(`suppressed: ${printable(`${file}:${line}: ${finding.rule}, ${suppressedBy(by)}`)}\n`);
  }
}

/** Names the configuration on standard error, for `--verbose`; nothing where there is none. */
export function tellConfig({ file }: Pick<LoadedConfig, 'file'>, io: Io): void {
  if (file !== null) io.stderr.write(`configuration: ${printable(file)}\n`);
}

/** What became of every file that was not simply audited, for `--verbose`. */
export function tellFiles({ passedOver, computed, unresolved, summary }: Report, io: Io): void {
  for (const { file, reason } of passedOver)
    io.stderr.write(`passed over: ${printable(file)}: ${PASSED_OVER[reason]}\n`);
  for (const { file, line, column, text } of computed) {
    io.stderr.write(`not judged: ${printable(`${file}:${line}:${column}: ${text}`)} is computed by the template\n`);
  }
  for (const { file, line, column, text } of unresolved) {
    io.stderr.write(
      `not judged: ${printable(`${file}:${line}:${column}: ${text}`)}: which API is meant cannot be told from the program\n`,
    );
  }
  io.stderr.write(
    `${count(summary.files, 'file')}, ${count(summary.documents, 'document')}, ${count(summary.resources, 'resource')}\n`,
  );
}
