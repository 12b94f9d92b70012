import { resolve } from 'node:path';
import type { Audit, AuditOptions } from '../audit.ts';
import { audit } from '../audit.ts';
import { ApiAuditError } from '../model/errors.ts';
import type { FailOn } from '../model/finding.ts';
import { FAIL_ON, isTooBad, SEVERITIES } from '../model/finding.ts';
import { parseRelease } from '../model/release.ts';
import type { Report } from '../model/report.ts';
import { cautionOf, PASSED_OVER } from '../report/messages.ts';
import { count, printable } from '../report/text.ts';
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
import { tellConfig, tellSuppressed, tellUnread } from './tell.ts';

/** `api-audit [scan] [paths...]`: audits, reports, and says by the exit status whether something is too bad. */
export const scan: Command = async (args, io) => {
  const { values, positionals } = parseFlags('scan', args, {
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
  const outlets = outletsOf(values.format, values.output);
  const inputs = positionals.length === 0 ? ['.'] : positionals;
  if (values['list-inputs']) return listInputs(inputs, values, io);
  const config = await loadConfig(values.config, inputs, io);
  const failOn =
    values['fail-on'] === undefined ? (config.failOn ?? 'error') : oneOf('--fail-on', values['fail-on'], FAIL_ON);
  if (values.snapshot === '') throw new ApiAuditError('--snapshot is empty: name a file or a folder.');
  const chosen = settingsOf(values, config);
  const snapshot = chosen.snapshot === undefined ? undefined : await givenSnapshot(chosen.snapshot, chosen.target, io);
  const baseline = baselinePath(values, config, io);
  // Names are those that the policy's folder gives, wherever the run is that found the policy.
  const base = values.baseline === undefined ? (config.policy.root ?? io.cwd) : io.cwd;
  const update = values['update-baseline'];
  await refuseOverwriting(
    [
      ...(update && baseline !== null ? [{ flag: '--baseline', file: baseline }] : []),
      ...outlets.map(({ format, file }) => ({ flag: `--format ${format}`, file })),
      { flag: '--evidence', file: values.evidence },
    ],
    [...inputs, ...values.values, config.file, config.vendorFacts, chosen.snapshot, update ? null : baseline],
    io,
  );
  const judging = await judgingBy(values, config, io);
  const evidence = await evidenceFor(values, inputs, config, baseline, io);
  const options = {
    ...(chosen.target === undefined ? {} : { target: chosen.target }),
    ...judging,
    hidden: values.hidden,
    source: values.source,
    render: renderOptions(values, io),
    cwd: io.cwd,
    stdin: evidence?.stdin ?? io.stdin,
    threads: io.threads ?? 1,
  };
  const shown = values.quiet ? outlets.filter(({ file }) => file !== undefined) : outlets;
  const isWhole = chosen.supports !== undefined || baseline !== null || evidence !== undefined;
  const stream = isWhole ? undefined : shown.find(isStream);
  // Findings and a line that is written over and over do not go together on one terminal.
  const showsProgress = !values.quiet && (stream === undefined || io.stdout.isTTY !== true);
  const audited = await watched(io, showsProgress, (progress) =>
    chosen.supports === undefined
      ? auditOnce(
          audit(inputs, {
            ...options,
            progress,
            ...(values.from === undefined ? {} : { from: values.from }),
            ...(snapshot === undefined ? {} : { snapshot }),
          }),
          stream,
          io,
        )
      : auditSupported(
          inputs,
          chosen.supports,
          { from: values.from, snapshot: chosen.snapshot },
          { ...options, progress },
        ),
  );
  const report =
    baseline === null
      ? audited
      : await (await import('./baseline.ts')).applyBaseline(audited, { path: baseline, base, update, inputs }, io);
  const rest = shown.filter((outlet) => outlet !== stream);
  await writeReport(report, rest, { all: values.all, failOn }, io);
  await evidence?.write(report, shown, args);
  const caution = cautionOf(report.snapshot.standing, report.target, report.snapshot.release);
  if (caution !== null && !values.quiet && !outlets.some(showsCaution)) io.stderr.write(`api-audit: ${caution}\n`);
  tellUnread(report.errors, io);
  if (values.verbose) {
    tellConfig(config, io);
    tellSuppressed(report, io);
    tellFiles(report, io);
  }
  if (report.errors.length > 0 && !values['allow-unread']) return EXIT.untrusted;
  return fails(report, failOn) ? EXIT.findings : EXIT.clean;
};

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
async function evidenceFor(
  values: {
    readonly evidence?: string | undefined;
    readonly hidden: boolean;
    readonly source: boolean;
    readonly values: readonly string[];
  },
  inputs: readonly string[],
  config: LoadedConfig,
  baseline: string | null,
  io: Io,
) {
  const { evidence: file, hidden, source } = values;
  if (file === undefined) return undefined;
  if (file === STANDARD_OUTPUT) throw new ApiAuditError(`--evidence ${file}: name a file.`);
  const { gatherEvidence } = await import('./evidence.ts');
  const materials = [
    ...values.values,
    ...[config.file, baseline, config.vendorFacts ?? null].filter((path) => path !== null),
  ];
  return gatherEvidence({ inputs, hidden, source, materials, file }, io);
}

/** The audit for a whole range of releases; what speaks of a single way through them, or of one server, has no place there. */
async function auditSupported(
  inputs: readonly string[],
  range: string,
  { from, snapshot }: { readonly from?: string | undefined; readonly snapshot?: string | undefined },
  options: Omit<AuditOptions, 'from' | 'snapshot'>,
): Promise<Report> {
  const other = from !== undefined ? '--from' : snapshot !== undefined ? '--snapshot' : null;
  if (other !== null)
    throw new ApiAuditError(`--supports and ${other} cannot be used together: leave one of them out.`);
  const { auditRange, parseRange } = await import('../upgrade/supports.ts');
  return auditRange(inputs, parseRange(range), options);
}

/** What is audited for and judged by: what a flag says, goes over what the configuration says. */
function settingsOf(
  { target, from, supports, snapshot }: Settings & { readonly from?: string | undefined },
  config: LoadedConfig,
): Settings {
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

/** Where the baseline is, absolute; `null` where there is to be none. */
function baselinePath(
  values: { readonly baseline?: string | undefined; readonly 'update-baseline': boolean },
  config: LoadedConfig,
  io: Io,
): string | null {
  const { baseline, 'update-baseline': update } = values;
  if (baseline === '') throw new ApiAuditError('--baseline is empty: name a file.');
  if (baseline !== undefined) return resolve(io.cwd, baseline);
  if (config.baseline !== undefined) return config.baseline;
  if (update) throw new ApiAuditError('--update-baseline: name the file to write with --baseline FILE.');
  return null;
}

async function givenSnapshot(path: string, target: string | undefined, io: Io) {
  const { loadSnapshot } = await import('../snapshot/store.ts');
  const release = target === undefined ? null : parseRelease(target);
  return loadSnapshot(resolve(io.cwd, path), release === null ? {} : { release });
}

function fails({ summary }: Report, failOn: FailOn): boolean {
  return SEVERITIES.some((severity) => summary.findings[severity] > 0 && isTooBad(severity, failOn));
}

/** What became of every file that was not simply audited, for `--verbose`. */
function tellFiles({ passedOver, computed, unresolved, summary }: Report, io: Io): void {
  for (const { file, reason } of passedOver)
    io.stderr.write(`passed over: ${printable(file)}: ${PASSED_OVER[reason]}\n`);
  for (const { file, line, column, text } of computed) {
    io.stderr.write(`not judged: ${printable(`${file}:${line}:${column}: ${text}`)} is computed by the template\n`);
  }
  for (const { file, line, column, text } of unresolved) {
    io.stderr.write(
      `not judged: ${printable(`${file}:${line}:${column}: ${text}`)}: which API is meant cannot be told from the program\n`,
    );
  }
  io.stderr.write(
    `${count(summary.files, 'file')}, ${count(summary.documents, 'document')}, ${count(summary.resources, 'resource')}\n`,
  );
}
