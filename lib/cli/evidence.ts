import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { discover } from '../input/discover.ts';
import { ApiAuditError } from '../model/errors.ts';
import { shownPath } from '../model/paths.ts';
import type { Report } from '../model/report.ts';
import type { Digested, Searched } from '../report/evidence.ts';
import { digestOf, statementOf } from '../report/evidence.ts';
import { snapshotFolder } from '../snapshot/folder.ts';
import type { Io } from './io.ts';
import type { Outlet } from './outlets.ts';
import { writeResult } from './output.ts';
import { tool } from './tool.ts';

/** What an audit is about to read. */
export interface EvidenceRequest {
  readonly inputs: readonly string[];
  readonly hidden: boolean;
  readonly source: boolean;
  /** Files that decide over the report besides: configuration, baseline, values, programs. Absolute or relative to the folder. */
  readonly materials: readonly string[];
  /** Where the statement goes. */
  readonly file: string;
}

/** Evidence in the making. */
export interface Evidence {
  /** Standard input, to be read in the place of the real one: its bytes are taken down on the way. */
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Writes the statement over the report, once the report is written. */
  readonly write: (report: Report, outlets: readonly Outlet[], args: readonly string[]) => Promise<void>;
}

/** Takes down the digests of all that an audit is about to read. */
export async function gatherEvidence(request: EvidenceRequest, io: Io): Promise<Evidence> {
  const { inputs, hidden, source: programs } = request;
  const before = await digestsOf(inputs, { hidden, programs }, io);
  const piped = createHash('sha256');
  let isPiped = false;
  return {
    stdin: {
      async *[Symbol.asyncIterator]() {
        isPiped = true;
        for await (const chunk of io.stdin) {
          piped.update(chunk);
          yield chunk;
        }
      },
    },
    write: async (report, outlets, args) => {
      const after = await digestsOf(inputs, { hidden, programs }, io);
      const written = await digestsOfFiles(
        outlets.flatMap(({ file }) => (file === undefined ? [] : [file])),
        io,
      );
      // Reports and the evidence may lie among the inputs, from an earlier run: they are what this run makes of them.
      const made = new Set([...written.map(({ name }) => name), shownPath(io.cwd, resolve(io.cwd, request.file))]);
      const isRead = ({ name }: Digested) => !made.has(name);
      const changed = differing(before.filter(isRead), after.filter(isRead));
      if (changed !== undefined) {
        throw new ApiAuditError(
          `--evidence: ${changed} changed while it was audited, so nothing can be said of it. Run it again.`,
        );
      }
      const charts = report.charts.map(({ file }) => file);
      const stdin = isPiped ? [{ name: '-', digest: { sha256: piped.digest('hex') } }] : [];
      const statement = statementOf(report, {
        searched: { paths: inputs, hidden, source: programs, charts },
        inputs: [...stdin, ...before.filter(isRead), ...(await digestsInCharts(charts, io))],
        materials: await digestsOfFiles(request.materials, io),
        data: await bundledData(),
        outputs: written,
        arguments: args,
        tool: tool(),
      });
      await writeResult(statement, request.file, io);
    },
  };
}

/** The files that an audit of the same paths would read now, and those of the paths at which nothing is. */
export async function filesNow(
  { paths, hidden, source, charts }: Searched,
  io: Io,
): Promise<{ readonly files: readonly Digested[]; readonly gone: readonly string[] }> {
  const { files, errors } = await discover(paths, { cwd: io.cwd, hidden, programs: source });
  const found = await digestsAmong(files, io);
  return { files: [...found, ...(await digestsInCharts(charts, io))], gone: errors.map(({ file }) => file) };
}

/** The digests of the Snapshots and facts that come with this tool, by their paths below its folder. */
export async function bundledData(): Promise<readonly Digested[]> {
  const names = (await readdir(snapshotFolder(), { recursive: true })).filter((name) => name.endsWith('.json'));
  return Promise.all(
    names.map(async (name) => {
      const path = name.split(sep).join('/');
      return { name: `openapi-snapshots/${path}`, digest: digestOf(await readFile(new URL(path, snapshotFolder()))) };
    }),
  );
}

/** The digest of one file; `null` where it cannot be read. A pipe or a device is no file: it may never come to an end. */
export async function digestOfFile(path: string): Promise<Digested['digest'] | null> {
  try {
    if (!(await stat(path)).isFile()) return null;
    // It may be larger than what can be read at once.
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
    return { sha256: hash.digest('hex') };
  } catch {
    return null;
  }
}

async function digestsOf(
  inputs: readonly string[],
  options: { readonly hidden: boolean; readonly programs: boolean },
  io: Io,
): Promise<readonly Digested[]> {
  const { files } = await discover(inputs, { cwd: io.cwd, ...options });
  return digestsAmong(files, io);
}

/** The digests of what was found; what is piped is none of the files. */
function digestsAmong(files: readonly { readonly path: string }[], io: Io): Promise<readonly Digested[]> {
  return digestsOfFiles(
    files.flatMap(({ path }) => (path === '-' ? [] : [path])),
    io,
  );
}

/** The digests of the files that can be read; a pipe or a device, which cannot be read twice, is left out, as is what is gone. */
async function digestsOfFiles(paths: readonly string[], io: Io): Promise<readonly Digested[]> {
  const found: Digested[] = [];
  for (const path of paths) {
    const absolute = resolve(io.cwd, path);
    const digest = await digestOfFile(absolute);
    if (digest !== null) found.push({ name: shownPath(io.cwd, absolute), digest });
  }
  return found;
}

/** The digests of all files of charts and kustomizations. */
async function digestsInCharts(charts: readonly string[], io: Io): Promise<readonly Digested[]> {
  return (await Promise.all(charts.map((chart) => digestsBelow(resolve(io.cwd, chart), io)))).flat();
}

async function digestsBelow(path: string, io: Io): Promise<readonly Digested[]> {
  const isFolder = await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) return digestsOfFiles([path], io);
  const entries = await readdir(path, { recursive: true });
  return digestsOfFiles(
    entries.map((entry) => join(path, entry)),
    io,
  );
}

function differing(before: readonly Digested[], after: readonly Digested[]): string | undefined {
  const [then, now] = [before, after].map((list) => new Map(list.map(({ name, digest }) => [name, digest.sha256])));
  return [...before, ...after].map(({ name }) => name).find((name) => then?.get(name) !== now?.get(name));
}
