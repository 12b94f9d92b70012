import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { Encoded } from '../fix/encoding.ts';
import { readEncoded } from '../fix/encoding.ts';
import { fixText, planningFor } from '../fix/fix.ts';
import type { Span } from '../fix/print.ts';
import type { FixResult } from '../fix/result.ts';
import { secretSpans } from '../fix/secrets.ts';
import type { TextEdit } from '../fix/text-edit.ts';
import { decode } from '../input/decode.ts';
import { discover } from '../input/discover.ts';
import { isProgramName } from '../input/endings.ts';
import { readText } from '../input/read.ts';
import { binaryReading } from '../input/read-text.ts';
import type { InputFile } from '../input/reading.ts';
import type { InputError } from '../model/errors.ts';
import { ApiAuditError } from '../model/errors.ts';
import { TEXT_LIMIT } from '../model/limits.ts';
import { addAll } from '../model/lists.ts';
import type { Location } from '../model/location.ts';
import { isOpenDescriptor, notAFile } from '../model/regular-file.ts';
import { changeMessage, leftMessage, suppressedMessage } from '../report/fix-messages.ts';
import { count, printable, printableLines } from '../report/text.ts';
import { unifiedDiffWithout } from '../report/unified-diff.ts';
import { parseRange } from '../upgrade/supports.ts';
import type { Command } from './command.ts';
import { loadConfig } from './config.ts';
import { EXIT } from './exit.ts';
import type { Elsewhere } from './fix-elsewhere.ts';
import { foundElsewhere } from './fix-elsewhere.ts';
import { replaceUnchanged, waysOut } from './fix-files.ts';
import type { Input } from './fix-known.ts';
import { becomingOf, gather } from './fix-known.ts';
import { parseFlags } from './flags.ts';
import type { Io } from './io.ts';
import { written } from './io.ts';
import { judgingBy } from './judging.ts';
import { collect, whyUnread } from './read-text-file.ts';
import { renderOptions } from './render.ts';
import { tellConfig, tellUnread } from './tell.ts';

/**
 * `api-audit fix [paths...]`: shows, or writes, what moves manifests to stable APIs. Ends with 1 where changes are proposed,
 * or something is left for a person to decide.
 */
export const fix: Command = async (args, io) => {
  const { values, positionals } = parseFlags('fix', args, {
    target: { type: 'string' },
    supports: { type: 'string' },
    config: { type: 'string' },
    rule: { type: 'string', multiple: true, default: [] },
    component: { type: 'string', multiple: true, default: [] },
    diff: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    helm: { type: 'string' },
    hidden: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    'allow-unread': { type: 'boolean', default: false },
  });
  if (values.diff && values.write) throw new ApiAuditError('--diff and --write cannot be used together: choose one.');
  const paths = positionals.length === 0 ? ['.'] : positionals;
  const config = await loadConfig(values.config, paths, io);
  const judging = await judgingBy(values, config, io);
  const supports = values.supports ?? config.supports;
  const range = supports === undefined ? null : parseRange(supports);
  const target = values.target ?? config.target ?? range?.to;
  const { files, errors } = await discover(paths, { cwd: io.cwd, hidden: values.hidden });
  const programs = files.filter(({ path }) => isProgramName(path));
  const inputs = files.filter(({ path }) => !isProgramName(path)).map((file) => ({ file, bytes: bytesOf(file, io) }));
  const run: Run = {
    io,
    write: values.write,
    verbose: values.verbose,
    errors: [...errors],
    outsideOf: waysOut(paths, io),
    changed: 0,
    changes: 0,
    left: 0,
    suppressed: 0,
  };
  const gathered = await gather(inputs);
  const { known } = gathered;
  const first = planningFor({
    ...judging,
    cwd: io.cwd,
    ...(target === undefined ? {} : { target }),
    ...(range === null ? {} : { supports: [range.from, range.to] }),
    known,
  });
  const planning = { ...first, known: { ...known, objects: await becomingOf(inputs, gathered, first) } };
  const elsewhere = await foundElsewhere(paths, files, inputs, planning, {
    ...judging,
    target: planning.bounds.target,
    range,
    cwd: io.cwd,
    hidden: values.hidden,
    render: renderOptions({ helm: values.helm, values: [], set: [], kustomize: false }, io),
  });
  // Their manifests stand within strings and comments, which a reader of YAML knows nothing of.
  for (const { file } of programs) io.stderr.write(`note: ${printable(file)} is a program: it was left as it is\n`);
  for (const { file, bytes } of inputs) {
    const read = await bytes();
    if (typeof read === 'string') run.errors.push({ file: file.file, line: 1, column: 1, message: read });
    else await fixFile(file, read, (text) => withoutGuarded(fixText(file.file, text, planning), elsewhere), run);
  }
  tellStaying(elsewhere, run);
  const told = new Set(run.errors.map(keyOf));
  for (const error of elsewhere.errors) if (!told.has(keyOf(error))) run.errors.push(error);
  tellUnread(run.errors, io);
  if (values.verbose) tellConfig(config, io);
  const done = values.write ? 'made' : 'proposed';
  io.stderr.write(
    `${count(run.changes, 'change')} ${done} in ${count(run.changed, 'file')}, ${count(run.left, 'thing')} left to decide${run.suppressed === 0 ? '' : `, ${run.suppressed} suppressed`}\n`,
  );
  if (run.errors.length > 0 && !values['allow-unread']) return EXIT.untrusted;
  return run.left > 0 || (run.changes > 0 && !values.write) ? EXIT.findings : EXIT.clean;
};

const TOO_LARGE = `is larger than ${TEXT_LIMIT.size}, so it was not read; split it between two documents`;

/** What a run does, and what it has come to. */
interface Run {
  readonly io: Io;
  readonly write: boolean;
  readonly verbose: boolean;
  readonly errors: InputError[];
  readonly outsideOf: ReturnType<typeof waysOut>;
  changed: number;
  changes: number;
  left: number;
  suppressed: number;
}

/** Reads a file when asked to, standard input and other open pipes once; gives why where it cannot be read. */
function bytesOf({ path }: InputFile, io: Io): Input['bytes'] {
  let read: Promise<Buffer | string> | null = null;
  if (path !== '-' && !isOpenDescriptor(path)) return () => bytesAt(path);
  return () => {
    read ??= path === '-' ? gathered(io.stdin) : bytesAt(path);
    return read;
  };
}

async function bytesAt(path: string): Promise<Buffer | string> {
  try {
    const stats = await stat(path);
    const what = notAFile(stats, path);
    if (what !== null) return `is ${what}, so it was not read; name a file`;
    if (stats.size > TEXT_LIMIT.bytes) return TOO_LARGE;
    return await (isOpenDescriptor(path) ? gathered(createReadStream(path)) : readFile(path));
  } catch (error) {
    return `cannot be read: ${whyUnread(error)}`;
  }
}

/** What a stream gives, or why that is not taken: it may have no end. */
async function gathered(stream: AsyncIterable<Uint8Array>): Promise<Buffer | string> {
  return (await collect(stream, TEXT_LIMIT)) ?? TOO_LARGE;
}

async function fixFile(file: InputFile, bytes: Buffer, made: (text: string) => FixResult, run: Run): Promise<void> {
  const { io } = run;
  const encoded = readEncoded(bytes);
  if (encoded === null) {
    const decoded = decode(bytes);
    const message = 'holds bytes that are no UTF-8 or UTF-16, so it could not be written back as it is; it was left';
    if (decoded === null) run.errors.push(...binaryReading(file.file, bytes).errors);
    else if (/apiVersion/.test(decoded)) run.errors.push({ file: file.file, line: 1, column: 1, message });
    return;
  }
  const { text, changes, edits, left, suppressed, errors } = made(encoded.text);
  addAll(run.errors, errors);
  tellStaying({ left, suppressed }, run);
  if (run.write && file.path === '-') await written(io.stdout, shownText(text, io));
  if (changes.length === 0) return;
  if (run.write && file.path !== '-') {
    const out = run.outsideOf(file);
    const why =
      out === null
        ? await replaceUnchanged(file.path, bytes, encoded.encode(text), io)
        : `it is a link that leads to ${out}, out of what was named; name that`;
    if (why !== null) {
      run.errors.push({ file: file.file, line: 1, column: 1, message: `was not written: ${why}` });
      return;
    }
  } else if (!run.write && !encoded.isUtf8) {
    io.stderr.write(`note: ${printable(file.file)} is UTF-16, which no patch fits: use --write\n`);
  } else if (!run.write) {
    if (file.file.split('/').includes('..')) {
      io.stderr.write(
        `note: ${printable(file.file)} leads out of this folder, so git apply does not take its patch: run this there\n`,
      );
    }
    const diff = diffOf(file, encoded, edits);
    if (diff !== null) await written(io.stdout, shownText(diff, io));
    else io.stderr.write(`note: ${printable(file.file)}: its patch would show values of a Secret: use --write\n`);
  }
  run.changed++;
  run.changes += changes.length;
  if (run.verbose)
    for (const change of changes) io.stderr.write(`changed: ${at(change.location)}: ${changeMessage(change)}\n`);
}

/** The patch of a file; `null` where there is none that shows nothing of what a Secret holds. */
function diffOf({ file }: InputFile, { text, hasMark }: Encoded, edits: readonly TextEdit[]): string | null {
  const mark = hasMark ? '\uFEFF' : '';
  const moved = <S extends Span>(span: S): S => ({
    ...span,
    start: span.start + mark.length,
    end: span.end + mark.length,
  });
  const hidden = secretSpans(text, () => readText(file, text).resources);
  return unifiedDiffWithout(file, mark + text, edits.map(moved), hidden.map(moved));
}

/** A text as it is, for other programs; a terminal is not to take anything in it for a command. */
function shownText(text: string, { stdout }: Io): string {
  return stdout.isTTY === true ? printableLines(text) : text;
}

/** What became of a text without what is nothing to decide. */
function withoutGuarded(result: FixResult, { isGuarded }: Elsewhere): FixResult {
  return { ...result, left: result.left.filter((item) => !isGuarded(item)) };
}

/** Names what stays as it is. */
function tellStaying({ left, suppressed }: Pick<FixResult, 'left' | 'suppressed'>, run: Run): void {
  const { io } = run;
  run.left += left.length;
  for (const item of left) io.stderr.write(`left: ${at(item.location)}: ${leftMessage(item)}\n`);
  run.suppressed += suppressed.length;
  for (const item of suppressed) io.stderr.write(`suppressed: ${at(item.location)}: ${suppressedMessage(item)}\n`);
}

function keyOf({ file, line, message }: InputError): string {
  return `${file}:${line} ${message}`;
}

function at({ file, line, column }: Location): string {
  return printable(`${file}:${line}:${column}`);
}
