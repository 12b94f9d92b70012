import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ApiAuditError } from '../model/errors.ts';
import { compareText } from '../model/gvk.ts';
import type { Digested, Statement } from '../report/evidence.ts';
import { CLAIMS, REPORT_NAME, readStatement } from '../report/evidence.ts';
import { count, printable } from '../report/text.ts';
import type { Command } from './command.ts';
import { bundledData, digestOfFile, filesNow } from './evidence.ts';
import { EXIT } from './exit.ts';
import { parseFlags } from './flags.ts';
import type { Io } from './io.ts';
import { readNamed, readTextFile } from './read-text-file.ts';
import { tool } from './tool.ts';

/**
 * `api-audit verify FILE`: holds the evidence of an audit to the files that are there now. Ends with 1 where one of them is
 * not what it was, is gone, or was added where the audit would have read it.
 */
export const verify: Command = async (args, io) => {
  const { values, positionals } = parseFlags('verify', args, { report: { type: 'string' } });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    throw new ApiAuditError("'verify' takes one file that --evidence wrote. See 'api-audit verify --help'.");
  }
  const statement = readStatement(await readNamed(file, 'Name a file that --evidence wrote.', io));
  if (typeof statement === 'string') throw new ApiAuditError(`${file} is no evidence of an audit: ${statement}.`);
  const { subject, predicate } = statement;
  const files = [...subject.filter(({ name }) => name !== REPORT_NAME), ...predicate.inputs, ...predicate.materials];
  const { added, notes } = await addedSince(statement, file, io);
  const wrong = [
    ...(await differences(files, io)),
    ...added.map((name) => `added: ${printable(name)}`),
    ...(await reportDifference(statement, values.report, io)),
  ];
  for (const line of wrong) io.stdout.write(`${line}\n`);
  for (const line of await otherTool(statement)) io.stderr.write(`note: ${line}\n`);
  for (const note of notes) io.stderr.write(`note: ${note}\n`);
  const piped = files.filter(({ name }) => name === '-').length;
  if (piped > 0) io.stderr.write('note: standard input was audited too; what it gave is not here to be looked at\n');
  const checked = files.length - piped + added.length + (values.report === undefined ? 0 : 1);
  const verdict = wrong.length === 0 ? 'all as they were audited' : `${wrong.length} not as they were audited`;
  io.stdout.write(`${count(checked, 'file')} looked at: ${verdict}\n`);
  return wrong.length === 0 ? EXIT.clean : EXIT.findings;
};

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

/** What an audit of the same paths would read now, and that one did not; and where that cannot be told. */
async function addedSince({ subject, predicate }: Statement, file: string, io: Io) {
  const { searched, inputs, materials } = predicate;
  if (searched === undefined) {
    // Earlier versions did not tell.
    return { added: [], notes: ['the evidence does not say where files were looked for; what was added is not told'] };
  }
  const known = new Set([...subject, ...inputs, ...materials].map(({ name }) => name));
  // The evidence is written last; it may lie there under any name.
  const own = await digestOfFile(resolve(io.cwd, file));
  const isNew = ({ name, digest }: Digested) => !known.has(name) && digest.sha256 !== own?.sha256;
  const { files, gone } = await filesNow(searched, io);
  return {
    added: [...new Set(files.filter(isNew).map(({ name }) => name))].sort(compareText),
    // A path that begins at the root leads to where the audit was, wherever its files are by now.
    notes: gone.map(
      (path) => `nothing is at ${printable(path)}, where files were looked for; what was added is not told`,
    ),
  };
}

async function reportDifference(
  { subject, claims }: Statement,
  file: string | undefined,
  io: Io,
): Promise<readonly string[]> {
  if (file === undefined) return [];
  // Of its bytes: other bytes may be the same text.
  const digest = await digestOfFile(resolve(io.cwd, file));
  if (digest === null) throw new ApiAuditError(`--report ${file} cannot be read: name a file.`);
  const isOurs = subject.some((own) => own.digest.sha256 === digest.sha256);
  if (!isOurs) return [`not the report of this evidence: ${printable(file)}`];
  const report = parsedReport(await readTextFile(resolve(io.cwd, file)));
  if (report === null) return [];
  return CLAIMS.filter((key) => !isDeepStrictEqual(claims[key], report[key])).map(
    (key) => `not what ${printable(file)} says: ${key} in the evidence`,
  );
}

/** The report in JSON; `null` where it is one of another format. */
function parsedReport(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'schemaVersion' in value ? { ...value } : null;
  } catch {
    return null;
  }
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
