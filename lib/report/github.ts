import type { Severity } from '../model/finding.ts';
import { partOf } from '../model/finding.ts';
import { formatGvk } from '../model/gvk.ts';
import { doubtOf, messageOf } from './messages.ts';
import type { PiecesReporter } from './reporter.ts';
import { printable } from './text.ts';

/** The commands of GitHub Actions' log, by severity. */
const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' } as const satisfies Record<Severity, string>;

/** The findings, and what could not be read, as annotations of a GitHub Actions log: one command a line. */
export const githubReport: PiecesReporter = function* ({ findings, errors, snapshot, target }) {
  const doubt = doubtOf({ snapshot, target });
  if (doubt !== null) yield `::warning title=not to be trusted in full::${data(doubt)}\n`;
  for (const finding of findings) {
    const { severity, rule, subject, location } = finding;
    const about = [formatGvk(subject), partOf(subject)].filter((part) => part !== undefined).join(' ');
    yield command(COMMANDS[severity], location, `${rule}: ${about}`, messageOf(finding));
  }
  for (const error of errors) yield command('error', error, 'not read', error.message);
};

function command(
  name: string,
  { file, line, column }: { readonly file: string; readonly line: number; readonly column: number },
  title: string,
  message: string,
): string {
  return `::${name} file=${property(file)},line=${line},col=${column},title=${property(title)}::${data(message)}\n`;
}

/** A line feed would end the command, and what follows could be a command of the input's own. */
function data(text: string): string {
  return printable(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
