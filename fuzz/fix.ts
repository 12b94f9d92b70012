import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEncoded } from '../lib/fix/encoding.ts';
import { isToBeNamed } from '../lib/fix/found.ts';
import type { Change } from '../lib/fix/result.ts';
import type { Finding, FixResult, Report } from '../lib/index.ts';
import { audit, fix } from '../lib/index.ts';
import { decode } from '../lib/input/decode.ts';
import { readText } from '../lib/input/read.ts';
import { formatGvk } from '../lib/model/gvk.ts';
import type { Case } from './cases.ts';
import type { ChartFiles } from './chart-shapes.ts';
import type { Ran } from './command.ts';
import { run, wrongInRun } from './command.ts';
import { folderOf } from './folder.ts';

/**
 * Fixes a case, and says what is wrong with what became of it; `null` where nothing is. A manifest is fixed by the library, a
 * chart in its folder by the command line; a program is to be left as it is.
 */
export async function wrongInFix(one: Case, target: string): Promise<string | null> {
  if ('files' in one) return wrongInChart(one.files, target);
  if ('file' in one) return wrongInProgram(one.file, one.content, target);
  const text = typeof one.content === 'string' ? one.content : Buffer.from(one.content).toString();
  return wrongInResult('case.yaml', text, fix({ file: 'case.yaml', text }, { target }), target);
}

/** What a fix of a text must not do: change what it does not tell of, and find something else to do a second time. */
function wrongInResult(file: string, text: string, result: FixResult, target: string): string | null {
  const { changes, edits } = result;
  if (changes.length === 0) return result.text === text ? null : 'changes what it does not tell of';
  let at = 0;
  let edited = '';
  for (const { start, end, text: instead } of edits) {
    edited += text.slice(at, start) + instead;
    at = end;
  }
  if (edited + text.slice(at) !== result.text) return 'changes more than its edits say';
  const known = new Set(changes.flatMap((change) => change.edits.map((edit) => JSON.stringify(edit))));
  const untold = edits.find(
    ({ start, end, text: instead }) => !known.has(JSON.stringify({ start, end, text: instead })),
  );
  if (untold !== undefined) return `has an edit of no change: ${JSON.stringify(untold)}`;
  const misplaced = changes.find((change) => !isInPlace(text, change));
  if (misplaced !== undefined) return `has edits that do something else: ${JSON.stringify(misplaced)}`;
  const again = fix({ file, text: result.text }, { target });
  if (again.changes.length > 0) return `fixed again: ${JSON.stringify(again.changes[0]?.step)}`;
  const told = ({ left, errors }: FixResult) => `${left.length} things left and ${errors.length} errors`;
  return told(again) === told(result) ? null : `has ${told(result)}, and the second time ${told(again)}`;
}

/** Whether the edit of an apiVersion replaces it by what the change says; it may be quoted. */
function isInPlace(text: string, { holder, step, edits }: Change): boolean {
  if (step.op !== 'set' || step.path.join() !== 'apiVersion') return true;
  const [edit] = edits;
  if (edit === undefined) return false;
  const unquoted = (value: string) => value.replace(/^(["'])(.*)\1$/s, '$2');
  const was = unquoted(text.slice(edit.start, edit.end));
  // A text in double quotes may have its letters by their numbers, and blanks of any sort around an apiVersion are no part of it.
  return unquoted(edit.text) === step.value && (was.trim() === holder.apiVersion || was.includes('\\'));
}

/** A program is never changed. Where it is given itself, it is named, and so is what an audit finds in it. */
async function wrongInProgram(file: string, content: string, target: string): Promise<string | null> {
  const cwd = folderOf({ [file]: content });
  const before = readFileSync(join(cwd, file));
  for (const path of ['.', file]) {
    const found = await audit(path, { target, cwd });
    const ran = await run(['fix', path, '--write', '--target', target], { cwd });
    const named = toBeNamed(found);
    const status = found.errors.length > 0 ? 2 : named.length > 0 ? 1 : 0;
    const isNamed = ran.stderr.startsWith(`note: ${file} is a program: it was left as it is\n`);
    const wrong =
      wrongInRun(ran, status) ??
      (isNamed === (path === file) ? null : `says of a program: ${ran.stderr}`) ??
      (/^0 changes made in 0 files, /m.test(ran.stderr) ? null : `tells of changes: ${ran.stderr}`) ??
      wrongInNames(ran, named, []);
    if (wrong !== null) return wrong;
    if (!readFileSync(join(cwd, file)).equals(before)) return 'changes a program';
  }
  return null;
}

/** What an audit finds, and a fix has to name where it does not mend it. */
function toBeNamed({ findings }: Report): readonly Finding[] {
  return findings.filter(isToBeNamed);
}

function placeOf({ location: { file, line } }: Finding): string {
  return `${file}:${line}`;
}

/** What a fix says it leaves: where (`a.yaml:3`), and the words. */
function leftIn({ stderr }: Ran): readonly { readonly place: string; readonly words: string }[] {
  return [...stderr.matchAll(/^left: (.*?:\d+):\d+: (.*)$/gm)].map(([, place = '', words = '']) => ({ place, words }));
}

/**
 * Whether all that is found is named, at its place or where in the same file something keeps its API from moving, and whether nothing
 * is named that is neither found nor left by a file itself.
 */
function wrongInNames(ran: Ran, found: readonly Finding[], ofFiles: readonly string[]): string | null {
  const left = leftIn(ran);
  const places = new Set(left.map(({ place }) => place));
  const isNamed = (finding: Finding) =>
    places.has(placeOf(finding)) ||
    left.some(
      ({ place, words }) =>
        place.startsWith(`${finding.location.file}:`) && words.startsWith(`${formatGvk(finding.subject)} stays`),
    );
  const silent = found.find((finding) => !isNamed(finding));
  if (silent !== undefined) return `does not name what is left at ${placeOf(silent)}`;
  const known = new Set([...found.map(placeOf), ...ofFiles]);
  const more = left.find(({ place }) => !known.has(place));
  return more === undefined ? null : `names ${more.place}, where nothing is found`;
}

/**
 * The files of a chart are written as the library would have each of them, so that a second run has nothing to do. That the
 * command line looks for IngressClasses in all of them makes no difference: the charts have none.
 */
async function wrongInChart(files: ChartFiles, target: string): Promise<string | null> {
  const cwd = folderOf(files);
  const names = Object.keys(files);
  const bytesIn = () => names.map((name) => readFileSync(join(cwd, name)));
  const fixed = () => run(['fix', '.', '--write', '--verbose', '--target', target], { cwd });
  const before = bytesIn();
  const expected = before.map((bytes, at) => expectedOf(names[at] as string, bytes, target));
  const found = await audit('.', { target, cwd });
  const ran = await fixed();
  const wrong = expected.find((one) => one.wrong !== null)?.wrong ?? wrongInTold(ran, expected, found);
  if (wrong !== null) return wrong;
  const after = bytesIn();
  const other = names.find((_, at) => expected[at]?.bytes.equals(after[at] as Buffer) === false);
  if (other !== undefined) return `writes ${other} otherwise than the library would`;
  const again = await fixed();
  if (again.stderr.includes('changed: ')) return `fixed again: ${again.stderr}`;
  if (bytesIn().some((bytes, at) => !bytes.equals(after[at] as Buffer))) return 'writes without a change';
  const lines = new Map(names.map((name, at) => [name, unchangedLines(before[at] as Buffer, after[at] as Buffer)]));
  return wrongBeside(found, await audit('.', { target, cwd }), lines);
}

/** What is to become of a file. */
interface Expected {
  readonly file: string;
  readonly bytes: Buffer;
  readonly changes: number;
  /** The places of what is left in it, as far as it tells by itself. */
  readonly left: readonly string[];
  readonly isUnread: boolean;
  readonly wrong: string | null;
}

function expectedOf(file: string, bytes: Buffer, target: string): Expected {
  const encoded = readEncoded(bytes);
  if (encoded === null) {
    const decoded = decode(bytes);
    const isUnread = decoded === null ? readText(file, bytes).errors.length > 0 : decoded.includes('apiVersion');
    return { file, bytes, changes: 0, left: [], isUnread, wrong: null };
  }
  const result = fix({ file, text: encoded.text }, { target });
  return {
    file,
    bytes: encoded.encode(result.text),
    changes: result.changes.length,
    left: result.left.map(({ location }) => `${file}:${location.line}`),
    isUnread: result.errors.length > 0,
    wrong: wrongInResult(file, encoded.text, result, target),
  };
}

/**
 * Whether the command line told of all that was to be done, and of nothing else. In files that stay as they are it names what an
 * audit of the chart finds; what a template leaves by itself need not be named where that finds nothing there.
 */
function wrongInTold(ran: Ran, expected: readonly Expected[], found: Report): string | null {
  const changes = expected.reduce((total, one) => total + one.changes, 0);
  const isUnread = found.errors.length > 0 || expected.some((one) => one.isUnread);
  const told = ran.stderr.split('\n').filter((line) => line.startsWith('changed: ')).length;
  const changed = new Set(expected.filter((one) => one.changes > 0).map(({ file }) => file));
  const inUnchanged = toBeNamed(found).filter(({ location }) => !changed.has(location.file));
  // Lines of changed files may be others now.
  const inChanged = leftIn(ran).filter(({ place }) => changed.has(place.replace(/:\d+$/, '')));
  const ofFiles = [...expected.flatMap(({ left }) => left), ...inChanged.map(({ place }) => place)];
  return (
    wrongInRun(ran, isUnread ? 2 : leftIn(ran).length > 0 ? 1 : 0) ??
    (told === changes ? null : `tells of ${told} changes, not ${changes}`) ??
    wrongInNames(ran, inUnchanged, ofFiles)
  );
}

/** The numbers of the lines that stayed as they were; of a file that has more or fewer lines now, none. */
function unchangedLines(before: Buffer, after: Buffer): ReadonlySet<number> {
  const lines = before.toString().split('\n');
  const now = after.toString().split('\n');
  const numbers = lines.flatMap((line, at) => (line === now[at] ? [at + 1] : []));
  return new Set(lines.length === now.length ? numbers : []);
}

/** What an audit of a fixed chart must not give: other errors than before, or other findings in lines that stayed. */
function wrongBeside(before: Report, after: Report, lines: ReadonlyMap<string, ReadonlySet<number>>): string | null {
  const told = ({ errors, findings, suppressed, computed }: Report): readonly string[] => [
    ...errors.map(({ file, message }) => `${file}: ${message}`),
    ...computed.map(({ file, text }) => `${file}: ${text}`),
    ...[...findings, ...suppressed.map(({ finding }) => finding)]
      .filter(({ location: { file, line } }) => lines.get(file)?.has(line))
      .map(({ rule, location: { file, line, column } }) => `${file}:${line}:${column}: ${rule}`),
  ];
  const [was, is] = [new Set(told(before)), new Set(told(after))];
  const differs = [...is].find((one) => !was.has(one)) ?? [...was].find((one) => !is.has(one));
  return differs === undefined ? null : `is not as before beside its changes: ${differs}`;
}
