import { resolve } from 'node:path';
import { ApiAuditError } from '../model/errors.ts';
import type { Finding } from '../model/finding.ts';
import { isWithin, shownPath } from '../model/paths.ts';
import type { Report } from '../model/report.ts';
import { pathPattern } from '../policy/pattern.ts';
import type { BaselineEntry } from '../report/baseline.ts';
import { baselineEntries, baselineText, matchBaseline, parseBaseline, withBaseline } from '../report/baseline.ts';
import { count } from '../report/text.ts';
import type { Io } from './io.ts';
import { writeResult } from './output.ts';
import { readTextFile, whyUnread } from './read-text-file.ts';

/** What the user says of a baseline. */
export interface BaselineOptions {
  /** Where it is, absolute. */
  readonly path: string;
  /** The folder that it names files from, absolute: where the run is or, of one that the policy names, where the policy lies. */
  readonly base: string;
  /** Write it anew: all that is found is known from now on. */
  readonly update: boolean;
  /** The paths that were audited: what lies elsewhere was not looked for. */
  readonly inputs: readonly string[];
}

/**
 * Takes what a baseline knows out of a report, and writes the baseline first where that is wished.
 *
 * @throws ApiAuditError for a baseline that cannot be read or written.
 */
export async function applyBaseline(
  report: Report,
  { path, base, update, inputs }: BaselineOptions,
  io: Io,
): Promise<Report> {
  const file = shownPath(io.cwd, path);
  const entries = await readBaseline(path, file, update);
  const named = { findings: base === io.cwd ? report.findings : namedFrom(base, report.findings, io.cwd) };
  const match = matchBaseline(named, entries);
  const unread = new Set(report.errors.map((error) => error.file));
  const isMended = (entry: BaselineEntry) => {
    const shown = moved(entry.file, base, io.cwd);
    return !unread.has(shown) && inputs.some((input) => covers(input, shown, io));
  };
  const mended = match.gone.filter(isMended).length;
  if (!update) return withBaseline(report, match, mended);
  const known = baselineEntries(named);
  await writeResult(baselineText([...known, ...match.gone.filter((entry) => !isMended(entry))]), file, io);
  const fresh = match.isKnown.filter((isKnown) => !isKnown).length;
  io.stderr.write(
    `api-audit: ${file} knows ${count(known.length, 'finding')} of this audit: ${fresh} new, ${mended} mended since and dropped.\n`,
  );
  return withBaseline(report, { isKnown: known.map(() => true) }, mended);
}

/** Findings with their files as a baseline names them. */
function namedFrom(base: string, findings: readonly Finding[], cwd: string): readonly Finding[] {
  return findings.map((finding) => {
    const { location } = finding;
    return { ...finding, location: { ...location, file: moved(location.file, cwd, base) } };
  });
}

/** The path of a file, as it is shown from one folder, as it is shown from another. */
function moved(file: string, from: string, to: string): string {
  return file === '-' || from === to ? file : shownPath(to, resolve(from, file));
}

async function readBaseline(path: string, file: string, update: boolean): Promise<readonly BaselineEntry[]> {
  let text: string;
  try {
    text = await readTextFile(path);
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    if (isMissing && update) return [];
    const advice = isMissing
      ? 'there is no such file; --update-baseline writes one'
      : `it cannot be read (${whyUnread(cause)}); name a file that --update-baseline wrote`;
    throw new ApiAuditError(`--baseline ${file}: ${advice}.`, { cause });
  }
  const entries = parseBaseline(text);
  if (typeof entries !== 'string') return entries;
  throw new ApiAuditError(`--baseline ${file}: ${entries}. Delete it and write it again with --update-baseline.`);
}

/** Whether a file would have been audited as part of an input, if it still had anything in it. */
function covers(input: string, file: string, { cwd }: Io): boolean {
  if (input === '-' || file === '-') return input === file;
  return isWithin(resolve(cwd, input), resolve(cwd, file)) || pathPattern(shownPath(cwd, input)).test(file);
}
