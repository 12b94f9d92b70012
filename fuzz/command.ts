import { main } from '../lib/cli/main.ts';
import { audit } from '../lib/index.ts';
import type { CommandInput } from './inputs.ts';

const FORMATS = ['table', 'json', 'ndjson', 'markdown', 'html', 'sarif', 'junit', 'csv', 'github'] as const;

/**
 * Runs the command line over a case, and says what is wrong with its status and with what it writes.
 *
 * @param round tells which of the formats.
 */
export async function wrongInCommand(given: CommandInput, target: string, round: number): Promise<string | null> {
  const { summary, errors } = await audit(given.input, { target, cwd: given.cwd });
  const format = FORMATS[round % FORMATS.length] as (typeof FORMATS)[number];
  const ran = await run(['scan', ...given.args, '--target', target, '--format', format], given);
  const expected = errors.length > 0 ? 2 : summary.findings.error > 0 ? 1 : 0;
  return wrongInRun(ran, expected) ?? unsafeIn(ran.stdout, format);
}

/** How a command line ended, and what it wrote. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in a folder, with standard input. */
export async function run(
  args: readonly string[],
  { cwd, stdin = new Uint8Array() }: { readonly cwd: string; readonly stdin?: Uint8Array },
): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      written[name] += text;
    },
  });
  const io = { cwd, env: {}, stdin: streamOf(stdin), stdout: output('stdout'), stderr: output('stderr') };
  const code = await main(args, io);
  return { code, ...written };
}

/** What is wrong with how a command line ended, and with what it says on standard error; `null` where nothing is. */
export function wrongInRun({ code, stderr }: Ran, expected: number): string | null {
  if (stderr.includes('fault in api-audit')) return stderr;
  if (code !== expected) return `ends with ${code}, not ${expected}: ${stderr}`;
  return unsafeIn(stderr, 'standard error');
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
