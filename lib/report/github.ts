import type { Severity } from '../model/finding.ts';
import { formatGvk } from '../model/gvk.ts';
import { messageOf } from './messages.ts';
import type { Reporter } from './reporter.ts';
import { printable } from './text.ts';

/** The commands of GitHub Actions' log, by severity. */
const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' } as const satisfies Record<Severity, string>;

/** The findings, and what could not be read, as annotations of a GitHub Actions log: one command a line. */
export const githubReporter: Reporter = ({ findings, errors }) => {
  const lines = findings.map((finding) => {
    const { severity, rule, subject, location } = finding;
    return command(COMMANDS[severity], location, `${rule}: ${formatGvk(subject)}`, messageOf(finding));
  });
  const unread = errors.map((error) => command('error', error, 'not read', error.message));
  return [...lines, ...unread].map((line) => `${line}\n`).join('');
};

function command(
  name: string,
  { file, line, column }: { readonly file: string; readonly line: number; readonly column: number },
  title: string,
  message: string,
): string {
  return `::${name} file=${property(file)},line=${line},col=${column},title=${property(title)}::${data(message)}`;
}

/** A line feed would end the command, and what follows could be a command of the input's own. */
function data(text: string): string {
  return printable(text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A'));
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
