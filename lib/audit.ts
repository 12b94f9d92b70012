import { Catalog } from './catalog/catalog.ts';
import type { CustomApis } from './catalog/custom.ts';
import { CrdApis, firstOf } from './catalog/custom.ts';
import { judgeBy } from './catalog/judging.ts';
import { judgedBy, resolveTarget } from './catalog/target.ts';
import { vendorApis } from './catalog/vendor.ts';
import { Collector } from './collector.ts';
import { discover } from './input/discover.ts';
import { readInput, readObjects, readText } from './input/read.ts';
import type { InputFile, Reading } from './input/reading.ts';
import { ApiAuditError } from './model/errors.ts';
import type { Finding } from './model/finding.ts';
import type { Release } from './model/release.ts';
import { isLater } from './model/release.ts';
import type { Report } from './model/report.ts';
import type { RuleOverrides } from './rules/index.ts';
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
  /** Judge by this document (see {@link loadSnapshot}) in place of the Target's bundled Snapshot. */
  readonly snapshot?: LoadedSnapshot;
  /** Also read hidden files and folders. */
  readonly hidden?: boolean;
  /** The folder that paths are relative to, in and out; default the process's own. */
  readonly cwd?: string;
  /** What the path `-` reads. */
  readonly stdin?: AsyncIterable<Uint8Array>;
}

/**
 * A running audit. Iterate it for the findings as they come (in the order they are found), or await it for the whole,
 * sorted {@link Report}; each way runs the audit once.
 */
export interface Audit extends AsyncIterable<Finding>, PromiseLike<Report> {}

/**
 * Audits manifests for what rests on APIs that are not stable, or not there, at the Target.
 *
 * @throws ApiAuditError (when awaited or iterated) for a Target or `from` that is no release, or of which nothing is known.
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

async function* run(inputs: readonly AuditInput[], options: AuditOptions): AsyncGenerator<Finding, Report> {
  const crds = new CrdApis();
  const vendors: CustomApis = { find: (gvk) => vendorApis().find(gvk) };
  const given = options.snapshot;
  const catalog = new Catalog({
    custom: firstOf(crds, vendors),
    ...(given === undefined ? {} : { judging: judgeBy(given.snapshot) }),
  });
  const target = resolveTarget(catalog, options.target ?? given?.snapshot['x-api-audit'].release);
  const from = options.from === undefined ? null : resolveTarget(catalog, options.from);
  if (from !== null && isLater(from, target)) {
    throw new ApiAuditError(
      `The span to audit begins with ${from} and ends with ${target}: name the earlier release first.`,
    );
  }
  const collector = new Collector({ catalog, crds, target, from, rules: options.rules ?? {} });
  for await (const reading of readings(inputs, options, collector)) yield* collector.take(reading);
  yield* collector.settle();
  return collector.report(
    given === undefined
      ? judgedBy(catalog, target)
      : { release: given.snapshot['x-api-audit'].release, sha256: given.sha256, standing: 'given' },
  );
}

async function* readings(
  inputs: readonly AuditInput[],
  options: AuditOptions,
  collector: Collector,
): AsyncGenerator<Reading> {
  const paths = inputs.filter((input) => typeof input === 'string');
  const cwd = options.cwd ?? process.cwd();
  if (paths.length > 0) {
    const { files, errors } = await discover(paths, { cwd, hidden: options.hidden ?? false });
    collector.fail(errors);
    yield* readAhead(files, options.stdin);
  }
  for (const input of inputs) {
    if (typeof input === 'string') continue;
    yield 'text' in input ? readText(input.file, input.text) : readObjects(input.file, input.objects);
  }
}

/** How many files are being read while one is audited: enough to hide the disk, few enough to hold no tree in memory. */
const READ_AHEAD = 16;

async function* readAhead(
  files: readonly InputFile[],
  stdin: AsyncIterable<Uint8Array> | undefined,
): AsyncGenerator<Reading> {
  const pending: Promise<Reading>[] = [];
  let next = 0;
  while (next < files.length || pending.length > 0) {
    while (next < files.length && pending.length < READ_AHEAD)
      pending.push(readInput(files[next++] as InputFile, { stdin }));
    yield await (pending.shift() as Promise<Reading>);
  }
}
