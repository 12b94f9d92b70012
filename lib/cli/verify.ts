import { resolve } from 'node:path';
import { ApiAuditError } from '../model/errors.ts';
import type { Digested, Statement } from '../report/evidence.ts';
import { REPORT_NAME, readStatement } from '../report/evidence.ts';
import { count, printable } from '../report/text.ts';
import type { Command } from './command.ts';
import { bundledData, digestOfFile } from './evidence.ts';
import { EXIT } from './exit.ts';
import { parseFlags } from './flags.ts';
import type { Io } from './io.ts';
import { readTextFile, whyUnread } from './read-text-file.ts';
import { tool } from './tool.ts';

/**
 * `api-audit verify FILE`: holds the evidence of an audit to the files that are there now. Ends with 1 where one of them is
 * not what it was, or is gone.
 */
export const verify: Command = async (args, io) => {
  const { values, positionals } = parseFlags('verify', args, { report: { type: 'string' } });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    throw new ApiAuditError("'verify' takes one file that --evidence wrote. See 'api-audit verify --help'.");
  }
  const statement = readStatement(await textOf(file, io));
  if (typeof statement === 'string') throw new ApiAuditError(`${file} is no evidence of an audit: ${statement}.`);
  const { subject, predicate } = statement;
  const files = [...subject.filter(({ name }) => name !== REPORT_NAME), ...predicate.inputs, ...predicate.materials];
  const wrong = [...(await differences(files, io)), ...(await reportDifference(statement, values.report, io))];
  for (const line of wrong) io.stdout.write(`${line}\n`);
  for (const line of await otherTool(statement)) io.stderr.write(`note: ${line}\n`);
  const piped = files.filter(({ name }) => name === '-').length;
  if (piped > 0) io.stderr.write('note: standard input was audited too; what it gave is not here to be looked at\n');
  const checked = files.length - piped + (values.report === undefined ? 0 : 1);
  const verdict = wrong.length === 0 ? 'all as they were audited' : `${wrong.length} not as they were audited`;
  io.stdout.write(`${count(checked, 'file')} looked at: ${verdict}\n`);
  return wrong.length === 0 ? EXIT.clean : EXIT.findings;
};

async function textOf(file: string, io: Io): Promise<string> {
  return readTextFile(resolve(io.cwd, file)).catch((cause: Error) => {
    throw new ApiAuditError(`${file} cannot be read (${whyUnread(cause)}). Name a file that --evidence wrote.`, {
      cause,
    });
  });
}

async function differences(files: readonly Digested[], io: Io): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const { name, digest } of files) {
    if (name === '-') continue;
    const now = await digestOfFile(resolve(io.cwd, name));
    if (now === null) lines.push(`missing: ${printable(name)}`);
    else if (now.sha256 !== digest.sha256) lines.push(`changed: ${printable(name)}`);
  }
  return lines;
}

async function reportDifference({ subject }: Statement, file: string | undefined, io: Io): Promise<readonly string[]> {
  if (file === undefined) return [];
  // Of its bytes: other bytes may be the same text.
  const digest = await digestOfFile(resolve(io.cwd, file));
  if (digest === null) throw new ApiAuditError(`--report ${file} cannot be read: name a file.`);
  const isOurs = subject.some((own) => own.digest.sha256 === digest.sha256);
  return isOurs ? [] : [`not the report of this evidence: ${printable(file)}`];
}

/** Says where the audit was made by another version, or with other data; it could not be made again by this one. */
async function otherTool({ predicate }: Statement): Promise<readonly string[]> {
  const own = tool();
  const lines =
    predicate.tool.version === own.version
      ? []
      : [`it was made by version ${printable(predicate.tool.version)}; this is ${own.version}`];
  const now = new Map((await bundledData()).map(({ name, digest }) => [name, digest.sha256]));
  const isSame =
    predicate.data.length === now.size && predicate.data.every(({ name, digest }) => now.get(name) === digest.sha256);
  return isSame ? lines : [...lines, 'it was made with other Snapshots or facts than this version has'];
}
