import { resolve } from 'node:path';
import type { Audit, AuditOptions } from '../audit.ts';
import { audit } from '../audit.ts';
import { ApiAuditError } from '../model/errors.ts';
import type { FailOn } from '../model/finding.ts';
import { FAIL_ON, isTooBad, SEVERITIES } from '../model/finding.ts';
import { parseRelease } from '../model/release.ts';
import type { Report } from '../model/report.ts';
import { cautionOf } from '../report/messages.ts';
import type { BaselineOptions } from './baseline.ts';
import type { Command } from './command.ts';
import type { LoadedConfig } from './config.ts';
import { loadConfig } from './config.ts';
import { EXIT } from './exit.ts';
import { oneOf, parseFlags, STANDARD_OUTPUT } from './flags.ts';
import type { Io } from './io.ts';
import { written } from './io.ts';
import { judgingBy } from './judging.ts';
import { listInputs } from './list-inputs.ts';
import type { Outlet } from './outlets.ts';
import { isStream, outletsOf, showsCaution, writeReport } from './outlets.ts';
import { refuseOverwriting } from './overwriting.ts';
import { watched } from './progress.ts';
import { renderOptions } from './render.ts';
import { tellConfig, tellFiles, tellSuppressed, tellUnread } from './tell.ts';

/** `api-audit [scan] [paths...]`: audits, reports, and says by the exit status whether something is too bad. */
export const scan: Command = async (args, io) => {
  const { values, positionals } = readFlags(args);
  const outlets = outletsOf(values.format, values.output);
  const inputs = positionals.length === 0 ? ['.'] : positionals;
  if (values['list-inputs']) return listInputs(inputs, values, io);
  const config = await loadConfig(values.config, inputs, io);
  const failOn =
    values['fail-on'] === undefined ? (config.failOn ?? 'error') : oneOf('--fail-on', values['fail-on'], FAIL_ON);
  if (values.snapshot === '') throw new ApiAuditError('--snapshot is empty: name a file or a folder.');
  const settings = settingsOf(values, config);
  const snapshot = settings.snapshot === undefined ? undefined : await givenSnapshot(settings.snapshot, settings, io);
  const baseline = baselineOf(values, inputs, config, io);
  const plan = { values, inputs, outlets, config, settings, baseline };
  await refuseToOverwrite(plan, io);
  const judging = await judgingBy(values, config, io);
  const evidence = await evidenceFor(plan, io);
  const shown = values.quiet ? outlets.filter(({ file }) => file !== undefined) : outlets;
  const isWhole = settings.supports !== undefined || baseline !== null || evidence !== undefined;
  const stream = isWhole ? undefined : shown.find(isStream);
  const options = {
    ...(settings.target === undefined ? {} : { target: settings.target }),
    ...judging,
    hidden: values.hidden,
    source: values.source,
    render: renderOptions(values, io),
    cwd: io.cwd,
    stdin: evidence?.stdin ?? io.stdin,
    threads: io.threads ?? 1,
  };
  // Findings and a line that is written over and over do not go together on one terminal.
  const showsProgress = !values.quiet && (stream === undefined || io.stdout.isTTY !== true);
  const audited = await watched(io, showsProgress, (progress) => {
    if (settings.supports !== undefined) return auditSupported(plan, settings.supports, { ...options, progress });
    const from = values.from === undefined ? {} : { from: values.from };
    const judgedBy = snapshot === undefined ? {} : { snapshot };
    return auditOnce(audit(inputs, { ...options, progress, ...from, ...judgedBy }), stream, io);
  });
  const report =
    baseline === null ? audited : await (await import('./baseline.ts')).applyBaseline(audited, baseline, io);
  const rest = shown.filter((outlet) => outlet !== stream);
  await writeReport(report, rest, { all: values.all, failOn }, io);
  await evidence?.write(report, shown, args);
  tellBeside(report, plan, io);
  if (report.errors.length > 0 && !values['allow-unread']) return EXIT.untrusted;
  return fails(report, failOn) ? EXIT.findings : EXIT.clean;
};

/** What flags and configuration say together of a run. */
interface Plan {
  readonly values: Flags;
  readonly inputs: readonly string[];
  readonly outlets: readonly Outlet[];
  readonly config: LoadedConfig;
  readonly settings: Settings;
  readonly baseline: BaselineOptions | null;
}

type Flags = ReturnType<typeof readFlags>['values'];

function readFlags(args: readonly string[]) {
  return parseFlags('scan', args, {
    target: { type: 'string' },
    from: { type: 'string' },
    supports: { type: 'string' },
    'fail-on': { type: 'string' },
    config: { type: 'string' },
    baseline: { type: 'string' },
    'update-baseline': { type: 'boolean', default: false },
    format: { type: 'string', multiple: true, default: ['table'] },
    output: { type: 'string', short: 'o' },
    rule: { type: 'string', multiple: true, default: [] },
    snapshot: { type: 'string' },
    component: { type: 'string', multiple: true, default: [] },
    helm: { type: 'string' },
    kustomize: { type: 'boolean', default: false },
    values: { type: 'string', multiple: true, default: [] },
    set: { type: 'string', multiple: true, default: [] },
    hidden: { type: 'boolean', default: false },
    source: { type: 'boolean', default: false },
    evidence: { type: 'string' },
    'list-inputs': { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    quiet: { type: 'boolean', short: 'q', default: false },
    verbose: { type: 'boolean', default: false },
    'allow-unread': { type: 'boolean', default: false },
  });
}

/** @throws ApiAuditError where what the run writes would go over what it reads, or over another of its outputs. */
function refuseToOverwrite({ values, inputs, outlets, config, settings, baseline }: Plan, io: Io): Promise<void> {
  const isUpdated = baseline?.update === true;
  return refuseOverwriting(
    [
      ...(isUpdated ? [{ flag: '--baseline', file: baseline.path }] : []),
      ...outlets.map(({ format, file }) => ({ flag: `--format ${format}`, file })),
      { flag: '--evidence', file: values.evidence },
    ],
    [
      ...inputs,
      ...values.values,
      config.file,
      config.vendorFacts,
      settings.snapshot,
      isUpdated ? null : baseline?.path,
    ],
    io,
  );
}

/** Says on standard error what belongs beside a report: what makes it doubtful and, for `--verbose`, how it came about. */
function tellBeside(report: Report, { values, outlets, config }: Plan, io: Io): void {
  const caution = cautionOf(report.snapshot.standing, report.target, report.snapshot.release);
  if (caution !== null && !values.quiet && !outlets.some(showsCaution)) io.stderr.write(`api-audit: ${caution}\n`);
  tellUnread(report.errors, io);
  if (!values.verbose) return;
  tellConfig(config, io);
  tellSuppressed(report, io);
  tellFiles(report, io);
}

/** The Report of an audit; where an outlet takes findings one by one, each is written there as soon as it is made. */
async function auditOnce(running: Audit, stream: Outlet | undefined, io: Io): Promise<Report> {
  if (stream === undefined) return running;
  const { findingLine } = await import('../report/ndjson.ts');
  const findings = running[Symbol.asyncIterator]();
  for (;;) {
    const step = await findings.next();
    if (step.done === true) return step.value;
    const waiting = written(io.stdout, findingLine(step.value));
    // To wait for nothing, for each of many thousands, takes its time.
    if (waiting !== null) await waiting;
  }
}

/** Evidence in the making, where `--evidence` asks for it. */
async function evidenceFor({ values, inputs, config, baseline }: Plan, io: Io) {
  const { evidence: file, hidden, source } = values;
  if (file === undefined) return undefined;
  if (file === STANDARD_OUTPUT) throw new ApiAuditError(`--evidence ${file}: name a file.`);
  const { gatherEvidence } = await import('./evidence.ts');
  const materials = [
    ...values.values,
    ...[config.file, baseline?.path ?? null, config.vendorFacts ?? null].filter((path) => path !== null),
  ];
  return gatherEvidence({ inputs, hidden, source, materials, file }, io);
}

/** The audit for a whole range of releases; what speaks of a single way through them, or of one server, has no place there. */
async function auditSupported(
  { values, inputs, settings }: Plan,
  range: string,
  options: Omit<AuditOptions, 'from' | 'snapshot'>,
): Promise<Report> {
  const other = values.from !== undefined ? '--from' : settings.snapshot !== undefined ? '--snapshot' : null;
  if (other !== null)
    throw new ApiAuditError(`--supports and ${other} cannot be used together: leave one of them out.`);
  const { auditRange, parseRange } = await import('../upgrade/supports.ts');
  return auditRange(inputs, parseRange(range), options);
}

/** What is audited for and judged by: what a flag says, goes over what the configuration says. */
function settingsOf({ target, from, supports, snapshot }: Flags, config: LoadedConfig): Settings {
  const isOneWay = from !== undefined || snapshot !== undefined;
  return {
    target: target ?? config.target,
    supports: supports ?? (isOneWay ? undefined : config.supports),
    snapshot: snapshot ?? (supports === undefined ? config.snapshot : undefined),
  };
}

interface Settings {
  readonly target?: string | undefined;
  readonly supports?: string | undefined;
  readonly snapshot?: string | undefined;
}

/**
 * The baseline that the run goes by; `null` where there is to be none.
 *
 * @throws ApiAuditError where it is to be written and no file is named.
 */
function baselineOf(
  { baseline, 'update-baseline': update }: Flags,
  inputs: readonly string[],
  config: LoadedConfig,
  io: Io,
): BaselineOptions | null {
  if (baseline === '') throw new ApiAuditError('--baseline is empty: name a file.');
  if (baseline !== undefined) return { path: resolve(io.cwd, baseline), base: io.cwd, update, inputs };
  // Names are those that the policy's folder gives, wherever the run is that found the policy.
  if (config.baseline !== undefined) {
    return { path: config.baseline, base: config.policy.root ?? io.cwd, update, inputs };
  }
  if (update) throw new ApiAuditError('--update-baseline: name the file to write with --baseline FILE.');
  return null;
}

/** @throws ApiAuditError where the path of `--snapshot` holds no document that can be judged by. */
async function givenSnapshot(path: string, { target }: Settings, io: Io) {
  const { loadSnapshot } = await import('../snapshot/store.ts');
  const release = target === undefined ? null : parseRelease(target);
  return loadSnapshot(resolve(io.cwd, path), release === null ? {} : { release });
}

function fails({ summary }: Report, failOn: FailOn): boolean {
  return SEVERITIES.some((severity) => summary.findings[severity] > 0 && isTooBad(severity, failOn));
}
