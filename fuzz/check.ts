import { main } from '../lib/cli/main.ts';
import { audit, fix } from '../lib/index.ts';
import type { Report } from '../lib/model/report.ts';
import type { Case } from './cases.ts';

/** The releases audited for in turn. */
export const TARGETS = ['1.36', '1.25', '1.16', '1.22', '1.29', '1.8'] as const;

/** How many milliseconds of the processor's time a case may take: a second for 100 kB, and some for the machine's own affairs. */
function mostTime({ content }: Case): number {
  return 500 + content.length / 100;
}

/**
 * Audits a case and says what is wrong with the outcome; `null` where nothing is.
 *
 * @param number of the case: every tenth runs through the command line in one of its formats, and every tenth is fixed.
 */
export async function faultOf(one: Case, number: number): Promise<string | null> {
  const target = TARGETS[number % TARGETS.length] as string;
  const before = cpuTime();
  try {
    const fault = await FAULTS[number % 10 === 0 ? 'command' : number % 10 === 5 ? 'fix' : 'audit'](
      one,
      number,
      target,
    );
    const time = cpuTime() - before;
    return fault ?? (time > mostTime(one) ? `took ${time.toFixed(0)} ms for ${one.content.length} characters` : null);
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** Of this process, in milliseconds. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function auditOf({ content }: Case, target: string): Promise<Report> {
  return audit({ file: 'case.yaml', text: content }, { target });
}

const FAULTS = {
  audit: async (one: Case, _: number, target: string) => wrongIn(await auditOf(one, target), one),
  command: runCommand,
  fix: async (one: Case, _: number, target: string) => wrongInFix(one, target),
};

/** What a fix must not do: a second one changes nothing. */
function wrongInFix({ content }: Case, target: string): string | null {
  const first = fix(
    { file: 'case.yaml', text: typeof content === 'string' ? content : content.toString() },
    { target },
  );
  if (first.changes.length === 0) return null;
  const again = fix({ file: 'case.yaml', text: first.text }, { target });
  return again.changes.length === 0 ? null : `fixed again: ${JSON.stringify(again.changes[0]?.step)}`;
}

/** What cannot be in a Report of one file. */
function wrongIn({ summary, findings, errors }: Report, { content }: Case): string | null {
  const { files, audited, passedOver, templates, unread } = summary;
  if (files !== 1 || audited + passedOver + templates + unread !== 1) return `counts ${JSON.stringify(summary)}`;
  if (unread !== Math.min(1, errors.length)) return `has ${errors.length} errors, and ${unread} unread`;
  // No text has more lines than bytes, nor more than there are line feeds in it.
  const lines = content.length + 1;
  for (const { line, column } of [...errors, ...findings.map(({ location }) => location)]) {
    if (!(line >= 1 && line <= lines && column >= 1 && column <= lines)) return `is at ${line}:${column} of ${lines}`;
  }
  const field = findings.find(({ rule, location }) => rule.endsWith('-field') && location.path.startsWith('/status/'));
  return field === undefined ? null : `has a finding in the status: ${field.location.path}`;
}

const FORMATS = ['table', 'json', 'ndjson', 'markdown', 'html', 'sarif', 'junit', 'csv', 'github'] as const;

async function runCommand({ sort, content }: Case, number: number, target: string): Promise<string | null> {
  // Halves of surrogate pairs, which a text may have and bytes have not, are lost on the way in.
  const one = { sort, content: typeof content === 'string' ? Buffer.from(content) : content };
  const { summary, errors } = await auditOf(one, target);
  const format = FORMATS[(number / 10) % FORMATS.length] as (typeof FORMATS)[number];
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      written[name] += text;
    },
  });
  const code = await main(['scan', '-', '--target', target, '--format', format], {
    cwd: '/',
    env: {},
    stdin: streamOf(one.content),
    stdout: output('stdout'),
    stderr: output('stderr'),
  });
  const expected = errors.length > 0 ? 2 : summary.findings.error > 0 ? 1 : 0;
  if (written.stderr.includes('fault in api-audit')) return written.stderr;
  if (code !== expected) return `ends with ${code}, not ${expected}: ${written.stderr}`;
  return unsafeIn(written.stdout, format) ?? unsafeIn(written.stderr, 'standard error');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

/** What must not get out in a format. */
function unsafeIn(text: string, format: string): string | null {
  if (format === 'github') {
    const other = text.split('\n').find((line) => line !== '' && !/^::(?:error|warning|notice) file=/.test(line));
    if (other !== undefined) return `a line of its own: ${other}`;
  }
  if (format === 'json' || format === 'sarif') JSON.parse(text);
  if (format === 'ndjson') for (const line of text.split('\n')) if (line !== '') JSON.parse(line);
  const control = CONTROL.exec(text);
  if (control !== null) return `${format} holds U+${control[0].charCodeAt(0).toString(16)}`;
  if (format === 'html' && /<img|<script>alert/.test(text)) return 'markup of the input';
  return null;
}

async function* streamOf(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content;
}
