import { COMMON_KEYS, checkOptions, inputsOf, textGiven } from './audit/options.ts';
import type { Watched } from './audit/progress.ts';
import { tellerOf } from './audit/progress.ts';
import { taskReader } from './audit/share.ts';
import { bytesOf, isMuch, roughly } from './audit/size.ts';
import type { Threads } from './audit/threads.ts';
import { turn, turns } from './audit/turn.ts';
import type { Auditor, JudgingOptions } from './auditor.ts';
import { auditorFor, catalogFor, ownFacts } from './auditor.ts';
import type { Catalog } from './catalog/catalog.ts';
import { judgedBy, resolveTarget } from './catalog/target.ts';
import type { RenderOptions } from './charts.ts';
import { chartReader, kustomizations } from './charts.ts';
import { Collector } from './collector.ts';
import type { ChartInput } from './input/chart.ts';
import { chartsAmong, outsideOfCharts } from './input/chart-folders.ts';
import type { FoundSoFar } from './input/discover.ts';
import { discover } from './input/discover.ts';
import { isReadAsProgram } from './input/endings.ts';
import type { ReadOptions } from './input/read.ts';
import { readInput, readObjects, readText, withReleases } from './input/read.ts';
import type { InputFile, Reading } from './input/reading.ts';
import type { Programs } from './input/source/programs.ts';
import type { InputError } from './model/errors.ts';
import type { Finding } from './model/finding.ts';
import type { Sort } from './model/known-keys.ts';
import type { Release } from './model/release.ts';
import type { RenderedInput, Report } from './model/report.ts';
import type { Resource } from './model/resource.ts';
import type { Enforcer } from './policy/enforcer.ts';

/** Something to audit: a path (file, folder, glob, or `-` for `stdin`), a text, or objects that are parsed already. */
export type AuditInput =
  | string
  | { readonly file: string; readonly text: string | Uint8Array }
  | { readonly file: string; readonly objects: readonly unknown[] };

export interface AuditOptions extends JudgingOptions, Watched {
  /** Also read hidden files and folders. */
  readonly hidden?: boolean;
  /** Also search folders for programs; those that are named are read in any case. */
  readonly source?: boolean;
  /** What charts are rendered with; without it their templates are read as text. */
  readonly render?: RenderOptions;
  /** What the path `-` reads. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /**
   * Among how many threads the files may be shared out, where they are large enough to pay for them; default 1, this one
   * alone. The Report is the same; findings may come in another order.
   */
  readonly threads?: number;
}

const AUDIT_KEYS = { ...COMMON_KEYS, target: 'text', from: 'text', snapshot: 'object' } as const satisfies Record<
  keyof AuditOptions,
  Sort
>;

/**
 * A running audit. Iterate it for the findings as they come (in the order they are found; what returns in the end is the
 * Report), or await it for the whole, sorted {@link Report}; each way runs the audit once.
 */
export interface Audit extends AsyncIterable<Finding>, PromiseLike<Report> {
  [Symbol.asyncIterator](): AsyncGenerator<Finding, Report>;
}

/**
 * Audits manifests for what rests on APIs that are not stable, or not there, at the Target.
 *
 * @throws ApiAuditError (when awaited or iterated) for a Target or `from` that is no release, or of which nothing is known,
 *   for a component or an option that is not known, for a policy or `rules` that cannot be held to, and for what is no input.
 *   Inputs that cannot be read do not throw: they are in the report's `errors`.
 */
export function audit(inputs: AuditInput | readonly AuditInput[], options: AuditOptions = {}): Audit {
  return {
    [Symbol.asyncIterator]: () => oneByOne(run(inputs, options)),
    // biome-ignore lint/suspicious/noThenProperty: awaiting an audit gives its report, as documented.
    then: (resolved, rejected) => wholeReport(inputs, options).then(resolved, rejected),
  };
}

async function* oneByOne(running: AsyncGenerator<readonly Finding[], Report>): AsyncGenerator<Finding, Report> {
  let step = await running.next();
  try {
    for (; step.done !== true; step = await running.next()) yield* step.value;
    return step.value;
  } finally {
    // Who asks for no more findings lets go of threads, and of what is rendered.
    if (step.done !== true) await running.return(undefined as never);
  }
}

async function wholeReport(inputs: AuditInput | readonly AuditInput[], options: AuditOptions): Promise<Report> {
  const running = run(inputs, options);
  for (;;) {
    const step = await running.next();
    if (step.done) return step.value;
  }
}

/** Audits of the same inputs for several releases. */
export interface ReleasesAudit {
  /** One for each release, in the order in which they were asked for. */
  readonly reports: readonly Report[];
  /** Knows the CRDs that the inputs turned out to hold. */
  readonly catalog: Catalog;
}

/** Options for several releases at once. */
export interface ReleasesOptions extends Omit<AuditOptions, 'target' | 'from' | 'snapshot' | 'policy' | 'today'> {
  /** Suppresses findings at every release; without it, none is. */
  readonly enforcer?: Enforcer;
}

/**
 * Audits inputs for several releases at once: each is read once, and judged by the rules at every release.
 *
 * @param visit sees every Resource, once; nothing of it may be kept, so that files can be let go.
 * @throws ApiAuditError for a release of which nothing is known.
 */
export async function auditReleases(
  inputs: readonly AuditInput[],
  releases: readonly Release[],
  options: ReleasesOptions = {},
  visit: (resource: Resource) => void = () => undefined,
): Promise<ReleasesAudit> {
  const audits = releases.map((release) => {
    const { catalog, crds } = catalogFor(options);
    const target = resolveTarget(catalog, release);
    const { rules = {}, enforcer } = options;
    const held = enforcer === undefined ? {} : { enforcer };
    const known = { catalog, crds, target, ...ownFacts(options) };
    return { catalog, target, collector: new Collector({ ...known, from: null, rules, ...held }) };
  });
  const last = audits.at(-1);
  const all = {
    fail: (errors: readonly InputError[]) => {
      for (const { collector } of audits) collector.fail(errors);
    },
    note: (input: RenderedInput) => {
      for (const { collector } of audits) collector.note(input);
    },
  };
  const tell = tellerOf(options);
  const found = await partitioned(await filesAmong(inputs, options, all), options, all);
  for await (const reading of readings(inputs, found, options)) {
    tell(reading);
    for (const resource of reading.resources) visit(resource);
    for (const { collector } of audits) collector.take(reading);
  }
  for (const one of audits) {
    const readCharts = chartReader(options.render ?? {}, one);
    for await (const reading of readCharts(found.charts, (input) => one.collector.note(input))) {
      if (one === last) for (const resource of reading.resources) visit(resource);
      one.collector.take(reading);
    }
  }
  const reports = audits.map(({ catalog, target, collector }) => {
    collector.settle();
    return collector.report(judgedBy(catalog, target));
  });
  return { reports, catalog: last?.catalog ?? catalogFor(options).catalog };
}

/** Gives the findings as they come: those of one Reading, or of what a thread did at a time, together. */
async function* run(
  given: AuditInput | readonly AuditInput[],
  options: AuditOptions,
): AsyncGenerator<readonly Finding[], Report> {
  checkOptions(options, AUDIT_KEYS);
  const inputs = inputsOf(given);
  const auditor = auditorFor(options);
  const { collector, enforcer } = auditor;
  const others: { threads: Threads | null } = { threads: null };
  try {
    const outside = outsideOfCharts();
    const files = await filesAmong(inputs, options, collector, {
      much: async () => {
        others.threads = await threadsFor(options);
      },
      some: async (files) => {
        if (others.threads === null || options.render?.kustomize !== undefined) return;
        others.threads.begin(outside(files).filter((file) => !isOwn(file, options)));
        await turn();
      },
    });
    const found = await partitioned(files, options, collector);
    if (others.threads !== null) yield* sharedAudit(others.threads, found, auditor, options);
    const isShared = others.threads !== null;
    const tell = tellerOf(options);
    for await (const reading of readings(inputs, found, options, isShared)) {
      tell(reading);
      yield collector.take(reading);
    }
    const readCharts = chartReader(options.render ?? {}, auditor);
    for await (const reading of readCharts(isShared ? [] : found.charts, (input) => collector.note(input))) {
      tell(reading);
      yield collector.take(reading);
    }
    yield collector.settle();
    const notices = enforcer.notices();
    collector.conclude(notices);
    yield notices;
    return collector.report(auditor.judgedBy);
  } finally {
    await others.threads?.end();
  }
}

/** Threads for what any thread can read; they come up while that is looked for. */
async function threadsFor(options: AuditOptions): Promise<Threads | null> {
  const { hidden, source, render = {}, stdin, progress, threads = 1, ...judging } = options;
  if (threads < 2) return null;
  const { canShare, startThreads } = await import('./audit/threads.ts');
  return canShare() ? startThreads({ judging, render }, threads) : null;
}

async function* sharedAudit(
  threads: Threads,
  { plain, charts }: Found,
  auditor: Auditor,
  options: AuditOptions,
): AsyncGenerator<readonly Finding[]> {
  const { crds, enforcer, collector } = auditor;
  const tell = tellerOf(options);
  const pause = turns();
  let found: (readonly Finding[])[] = [];
  const own = taskReader(options.render ?? {}, auditor, (reading) => {
    tell(reading);
    found.push(collector.take(reading));
    return pause();
  });
  for await (const share of threads.audit({ files: plain, charts }, own)) {
    if (share === null) {
      yield* found;
      found = [];
      continue;
    }
    crds.learn(share.crds);
    enforcer.recall(share.enforcer);
    collector.add(share.tally);
    for (const step of share.read) options.progress?.(step);
    yield share.tally.findings;
  }
}

/** What paths stand for. */
interface Found {
  /** Files that any thread can read. */
  readonly plain: readonly InputFile[];
  /** What only this thread can read, after them: programs, which have to do with each other, and standard input. */
  readonly own: readonly InputFile[];
  /** Objects of kustomizations that are rendered. */
  readonly rendered: readonly Reading[];
  readonly charts: readonly ChartInput[];
}

/** What is done while files are looked for. */
interface Meanwhile {
  /** Is called where there are several, and so large that threads pay: as soon as that shows. */
  readonly much: () => Promise<void>;
  /**
   * After that, and for one folder only, is given files from time to time that are certain to be read: those of a folder
   * together, and after those of the folders it lies in.
   */
  readonly some: (files: readonly InputFile[]) => Promise<void>;
}

/** Finds the files that are named by paths. */
async function filesAmong(
  inputs: readonly AuditInput[],
  options: AuditOptions,
  collector: Pick<Collector, 'fail'>,
  meanwhile: Meanwhile | null = null,
): Promise<readonly InputFile[]> {
  const paths = inputs.filter((input) => typeof input === 'string');
  if (paths.length === 0) return [];
  const { hidden = false, source: programs = false, cwd = process.cwd(), progress } = options;
  let told = { files: 0, bytes: 0 };
  let soFar: InputFile[] = [];
  const midway = async (found: FoundSoFar) => {
    for (const file of found.files) soFar.push(file);
    if (told.files === 0) {
      const bytes = roughly(soFar);
      if (!isMuch(bytes)) return;
      told = { files: soFar.length, bytes };
      progress?.({ type: 'found', ...told });
      await meanwhile?.much();
    }
    if (found.isFinal) await meanwhile?.some(soFar);
    soFar = [];
  };
  const { files, errors } = await discover(paths, { cwd, hidden, programs, midway });
  collector.fail(errors);
  const bytes = told.files > 0 ? roughly(files) : bytesOf(files);
  // What was told is an estimate, and counts a file twice that a link leads to.
  const rest = Math.max(bytes - told.bytes, 0);
  progress?.({
    type: 'found',
    files: Math.max(files.length - told.files, 0),
    bytes: files.some(isStdin) ? null : rest,
  });
  if (told.files === 0 && isMuch(bytes) && files.length > 1) await meanwhile?.much();
  return files;
}

/** Tells charts, kustomizations that are rendered, and files that are read one by one. */
async function partitioned(
  files: readonly InputFile[],
  options: AuditOptions,
  collector: Pick<Collector, 'note'>,
): Promise<Found> {
  const { charts, others } = chartsAmong(files);
  const { readings, others: left, entries } = await kustomizations(others, options.render ?? {});
  for (const entry of entries) collector.note(entry);
  const [plain, own] = [left.filter((file) => !isOwn(file, options)), left.filter((file) => isOwn(file, options))];
  return { plain, own, rendered: readings, charts };
}

/** Whether only one thread can read a file, after all others. */
function isOwn(file: InputFile, { source = false }: AuditOptions): boolean {
  return isStdin(file) || isReadAsProgram(file, source);
}

function isStdin({ path }: InputFile): boolean {
  return path === '-';
}

/** @param isShared whether others read what any thread can read; programs are told of it all the same. */
async function* readings(
  inputs: readonly AuditInput[],
  { plain, own, rendered }: Found,
  options: AuditOptions,
  isShared = false,
): AsyncGenerator<Reading> {
  yield* rendered;
  const files = [...plain, ...own];
  const programsOfFiles = await programsAmong(files, options.source);
  yield* readAll(isShared ? own : files, { stdin: options.stdin, programs: programsOfFiles });
  const texts = inputs.flatMap((input) => {
    if (typeof input === 'string' || !('text' in input)) return [];
    const file = { path: input.file, named: true };
    // The text of what is no program may be one that is made when it is asked for.
    return isReadAsProgram(file, false) ? [{ ...file, text: textGiven(input) }] : [];
  });
  const programs = await programsAmong(texts);
  for (const input of inputs) {
    if (typeof input === 'string') continue;
    if (!('text' in input)) yield* withReleases(readObjects(input.file, input.objects));
    else if (programs?.reads({ path: input.file, named: true }) !== true) yield readText(input.file, textGiven(input));
    else yield await programs.read(input.file, input.file, textGiven(input));
  }
}

/** The reader of programs, loaded where there are any. */
async function programsAmong(
  files: readonly { readonly path: string; readonly text?: string | Uint8Array; readonly named: boolean }[],
  all = false,
): Promise<Programs | undefined> {
  if (!files.some((file) => isReadAsProgram(file, all))) return undefined;
  const { Programs, hostOf } = await import('./input/source/programs.ts');
  return new Programs(hostOf(files), all);
}

async function* readAll(files: readonly InputFile[], options: ReadOptions): AsyncGenerator<Reading> {
  const pause = turns();
  for (const file of files) {
    for await (const reading of readInput(file, options)) {
      yield reading;
      const paused = pause();
      if (paused !== null) await paused;
    }
  }
}
