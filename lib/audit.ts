import { setImmediate } from 'node:timers/promises';
import { Catalog } from './catalog/catalog.ts';
import { CrdApis, firstOf } from './catalog/custom.ts';
import { judgeBy } from './catalog/judging.ts';
import { judgedBy, resolveTarget } from './catalog/target.ts';
import type { InstalledComponents, VendorFact } from './catalog/vendor.ts';
import { checkComponents, vendorApis } from './catalog/vendor.ts';
import type { RenderOptions } from './charts.ts';
import { chartReadings, kustomizations } from './charts.ts';
import { Collector } from './collector.ts';
import type { ChartInput } from './input/chart.ts';
import { chartsAmong } from './input/chart-folders.ts';
import { discover } from './input/discover.ts';
import { isDependencyName, isProgramName } from './input/endings.ts';
import type { ReadOptions } from './input/read.ts';
import { readInput, readObjects, readText } from './input/read.ts';
import type { InputFile, Reading } from './input/reading.ts';
import type { Programs } from './input/source/programs.ts';
import type { InputError } from './model/errors.ts';
import { ApiAuditError } from './model/errors.ts';
import type { Finding } from './model/finding.ts';
import type { Release } from './model/release.ts';
import { isLater } from './model/release.ts';
import type { RenderedInput, Report } from './model/report.ts';
import type { Resource } from './model/resource.ts';
import type { EnforcerOptions } from './policy/enforcer.ts';
import { Enforcer } from './policy/enforcer.ts';
import type { Policy } from './policy/policy.ts';
import type { RuleOverrides } from './rules/index.ts';
import { givenFieldTypes } from './schema/field-types.ts';
import type { LoadedSnapshot } from './snapshot/store.ts';

/** Something to audit: a path (file, folder, glob, or `-` for `stdin`), a text, or objects that are parsed already. */
export type AuditInput =
  | string
  | { readonly file: string; readonly text: string | Uint8Array }
  | { readonly file: string; readonly objects: readonly unknown[] };

export interface AuditOptions {
  /** The release audited for; default the newest with a Snapshot that is not preliminary. */
  readonly target?: Release;
  /** Also say what each release after this one, up to the Target, takes away. */
  readonly from?: Release;
  /** Severities other than the rules' own. */
  readonly rules?: RuleOverrides;
  /** What the users of a repository agreed on; `rules` beside it goes over it. */
  readonly policy?: Policy;
  /** The day of the audit (`2026-11-25`), where the policy has something that expires on a day. */
  readonly today?: string;
  /** The releases of add-ons that are installed, by the add-on's name: what their custom resources are judged by. */
  readonly components?: InstalledComponents;
  /** Facts about add-ons of the user's own, over the bundled ones. */
  readonly vendorFacts?: readonly VendorFact[];
  /** Judge by this document (see {@link loadSnapshot}) in place of the Target's bundled Snapshot. */
  readonly snapshot?: LoadedSnapshot;
  /** Also read hidden files and folders. */
  readonly hidden?: boolean;
  /** Also search folders for programs; those that are named are read in any case. */
  readonly source?: boolean;
  /** What charts are rendered with; without it their templates are read as text. */
  readonly render?: RenderOptions;
  /** The folder that paths are relative to, in and out; default the process's own. */
  readonly cwd?: string;
  /** What the path `-` reads. */
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** Is told how far the audit has come. */
  readonly progress?: (step: AuditStep) => void;
}

/** A step of a running audit: how many files were found below the paths, or that one was read, with so many resources. */
export type AuditStep =
  | { readonly type: 'found'; readonly files: number }
  | { readonly type: 'read'; readonly file: string; readonly resources: number };

/**
 * A running audit. Iterate it for the findings as they come (in the order they are found), or await it for the whole,
 * sorted {@link Report}; each way runs the audit once.
 */
export interface Audit extends AsyncIterable<Finding>, PromiseLike<Report> {}

/**
 * Audits manifests for what rests on APIs that are not stable, or not there, at the Target.
 *
 * @throws ApiAuditError (when awaited or iterated) for a Target or `from` that is no release, or of which nothing is known,
 *   and for a component that is not known.
 *   Inputs that cannot be read do not throw: they are in the report's `errors`.
 */
export function audit(inputs: AuditInput | readonly AuditInput[], options: AuditOptions = {}): Audit {
  const list = typeof inputs === 'string' || !Array.isArray(inputs) ? [inputs as AuditInput] : (inputs as AuditInput[]);
  return {
    [Symbol.asyncIterator]: () => run(list, options),
    // biome-ignore lint/suspicious/noThenProperty: awaiting an audit gives its report, as documented.
    then: (resolved, rejected) => wholeReport(list, options).then(resolved, rejected),
  };
}

async function wholeReport(inputs: readonly AuditInput[], options: AuditOptions): Promise<Report> {
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
    return { catalog, target, collector: new Collector({ catalog, crds, target, from: null, rules, ...held }) };
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
  const takeAll = (findings: Iterable<Finding>) => {
    for (const _ of findings);
  };
  const charts: ChartInput[] = [];
  const tell = tellerOf(options);
  for await (const reading of readings(inputs, options, all, charts)) {
    tell(reading);
    for (const resource of reading.resources) visit(resource);
    for (const { collector } of audits) takeAll(collector.take(reading));
  }
  for (const one of audits) {
    for await (const reading of chartReadings(charts, options.render ?? {}, one)) {
      if (one === last) for (const resource of reading.resources) visit(resource);
      takeAll(one.collector.take(reading));
    }
  }
  const reports = audits.map(({ catalog, target, collector }) => {
    takeAll(collector.settle());
    return collector.report(judgedBy(catalog, target));
  });
  return { reports, catalog: last?.catalog ?? catalogFor(options).catalog };
}

/** A Catalog that also knows the add-ons, and the CRDs that are put into `crds`. */
function catalogFor(options: AuditOptions): { readonly catalog: Catalog; readonly crds: CrdApis } {
  const crds = new CrdApis();
  const vendors = vendorApis(options.components, options.vendorFacts);
  const given = options.snapshot;
  if (options.components !== undefined) checkComponents(options.components, options.vendorFacts);
  const catalog = new Catalog({
    custom: firstOf(crds, vendors),
    ...(given === undefined ? {} : { judging: judgeBy(given.snapshot) }),
  });
  return { catalog, crds };
}

async function* run(inputs: readonly AuditInput[], options: AuditOptions): AsyncGenerator<Finding, Report> {
  const given = options.snapshot;
  const { catalog, crds } = catalogFor(options);
  const target = resolveTarget(catalog, options.target ?? given?.snapshot['x-api-audit'].release);
  const from = options.from === undefined ? null : resolveTarget(catalog, options.from);
  if (from !== null && isLater(from, target)) {
    throw new ApiAuditError(
      `The span to audit begins with ${from} and ends with ${target}: name the earlier release first.`,
    );
  }
  const enforcer = enforcerFor(options, target);
  const collector = new Collector({
    catalog,
    crds,
    target,
    from,
    rules: options.rules ?? {},
    enforcer,
    ...(given === undefined ? {} : { fields: once(() => givenFieldTypes(given.snapshot)) }),
  });
  const charts: ChartInput[] = [];
  const tell = tellerOf(options);
  for await (const reading of readings(inputs, options, collector, charts)) {
    tell(reading);
    yield* collector.take(reading);
  }
  for await (const reading of chartReadings(charts, options.render ?? {}, { catalog, target, collector })) {
    tell(reading);
    yield* collector.take(reading);
  }
  yield* collector.settle();
  yield* collector.conclude(enforcer.notices());
  return collector.report(
    given === undefined
      ? judgedBy(catalog, target)
      : { release: given.snapshot['x-api-audit'].release, sha256: given.sha256, standing: 'given' },
  );
}

/**
 * Holds audits for a Target to their policy, and to what manifests say of themselves.
 *
 * @param onlyFaults see {@link EnforcerOptions.onlyFaults}.
 */
export function enforcerFor(
  options: Pick<AuditOptions, 'policy' | 'rules' | 'cwd' | 'today'>,
  target: Release,
  { onlyFaults = false }: Pick<EnforcerOptions, 'onlyFaults'> = {},
): Enforcer {
  const { policy, rules, cwd = process.cwd(), today } = options;
  return new Enforcer({
    target,
    cwd,
    onlyFaults,
    ...(policy === undefined ? {} : { policy }),
    ...(rules === undefined ? {} : { rules }),
    ...(today === undefined ? {} : { today }),
  });
}

/** Tells of each file once it is read, in however many Readings. */
function tellerOf({ progress }: Pick<AuditOptions, 'progress'>): (reading: Reading) => void {
  let resources = 0;
  return (reading) => {
    resources += reading.resources.length;
    if (reading.continues === true) return;
    progress?.({ type: 'read', file: reading.file, resources });
    resources = 0;
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

async function* readings(
  inputs: readonly AuditInput[],
  options: AuditOptions,
  collector: Pick<Collector, 'fail' | 'note'>,
  charts: ChartInput[],
): AsyncGenerator<Reading> {
  const paths = inputs.filter((input) => typeof input === 'string');
  const cwd = options.cwd ?? process.cwd();
  if (paths.length > 0) {
    const { files, errors } = await discover(paths, {
      cwd,
      hidden: options.hidden ?? false,
      programs: options.source ?? false,
    });
    collector.fail(errors);
    options.progress?.({ type: 'found', files: files.length });
    const { charts: found, others } = chartsAmong(files);
    charts.push(...found);
    const kustomized = await kustomizations(others, options.render ?? {});
    for (const entry of kustomized.entries) collector.note(entry);
    yield* kustomized.readings;
    const plain = kustomized.others;
    yield* readAll(plain, { stdin: options.stdin, programs: await programsAmong(plain, options.source) });
  }
  const texts = inputs.flatMap((input) => {
    if (typeof input === 'string' || !('text' in input)) return [];
    const isRead = isProgramName(input.file) || isDependencyName(input.file);
    return isRead ? [{ path: input.file, text: input.text, named: true }] : [];
  });
  const programs = await programsAmong(texts);
  for (const input of inputs) {
    if (typeof input === 'string') continue;
    if (!('text' in input)) yield readObjects(input.file, input.objects);
    else if (programs?.reads({ path: input.file, named: true }) !== true) yield readText(input.file, input.text);
    else yield await programs.read(input.file, input.file, input.text);
  }
}

/** The reader of programs, loaded where there are any. */
async function programsAmong(
  files: readonly { readonly path: string; readonly text?: string | Uint8Array; readonly named: boolean }[],
  all = false,
): Promise<Programs | undefined> {
  const isAny = files.some(({ path, named }) => isProgramName(path) || ((all || named) && isDependencyName(path)));
  if (!isAny) return undefined;
  const { Programs, hostOf } = await import('./input/source/programs.ts');
  return new Programs(hostOf(files), all);
}

/** For how long files are audited before others get a turn, in milliseconds: an interrupt, say, or what is written. */
const TURN = 50;

async function* readAll(files: readonly InputFile[], options: ReadOptions): AsyncGenerator<Reading> {
  let last = performance.now();
  for (const file of files) {
    for await (const reading of readInput(file, options)) {
      yield reading;
      if (performance.now() - last < TURN) continue;
      await setImmediate();
      last = performance.now();
    }
  }
}
