import type { AuditOptions } from '../audit.ts';
import { audit } from '../audit.ts';
import { ApiAuditError } from '../model/errors.ts';
import type { RuleId, Severity } from '../model/finding.ts';
import { RULE_IDS, SEVERITIES } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import { parseRelease } from '../model/release.ts';
import type { Report } from '../model/report.ts';
import { cautionOf, PASSED_OVER } from '../report/messages.ts';
import { count, printable } from '../report/text.ts';
import type { RuleOverrides } from '../rules/index.ts';
import type { Command } from './command.ts';
import { installedComponents } from './components.ts';
import { EXIT } from './exit.ts';
import { oneOf, parseFlags } from './flags.ts';
import type { Io } from './io.ts';
import { outletsOf, showsCaution, writeReport } from './outlets.ts';
import { renderOptions } from './render.ts';
import { tellUnread } from './unread.ts';

const LEVELS = [...SEVERITIES, 'off'] as const;
const FAIL_ON = [...SEVERITIES, 'never'] as const;

/** `api-audit [scan] [paths...]`: audits, reports, and says by the exit status whether something is too bad. */
export const scan: Command = async (args, io) => {
  const { values, positionals } = parseFlags('scan', args, {
    target: { type: 'string' },
    from: { type: 'string' },
    supports: { type: 'string' },
    'fail-on': { type: 'string', default: 'error' },
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
    all: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    'allow-unread': { type: 'boolean', default: false },
  });
  const failOn = oneOf('--fail-on', values['fail-on'], FAIL_ON);
  const outlets = outletsOf(values.format, values.output);
  const snapshot = values.snapshot === undefined ? undefined : await givenSnapshot(values.snapshot, values.target, io);
  const inputs = positionals.length === 0 ? ['.'] : positionals;
  const options = {
    ...(values.target === undefined ? {} : { target: values.target }),
    rules: ruleOverrides(values.rule),
    components: await installedComponents(values.component),
    hidden: values.hidden,
    source: values.source,
    render: await renderOptions(values, io),
    cwd: io.cwd,
    stdin: io.stdin,
  };
  const report = await (values.supports === undefined
    ? audit(inputs, {
        ...options,
        ...(values.from === undefined ? {} : { from: values.from }),
        ...(snapshot === undefined ? {} : { snapshot }),
      })
    : auditSupported(inputs, values.supports, values, options));
  await writeReport(report, outlets, { all: values.all, failOn }, io);
  const caution = cautionOf(report.snapshot.standing, report.target, report.snapshot.release);
  if (caution !== null && !outlets.some(showsCaution)) io.stderr.write(`api-audit: ${caution}\n`);
  tellUnread(report.errors, io);
  if (values.verbose) tellFiles(report, io);
  if (report.errors.length > 0 && !values['allow-unread']) return EXIT.untrusted;
  return fails(report, failOn) ? EXIT.findings : EXIT.clean;
};

/** The audit for a whole range of releases; what speaks of a single way through them, or of one server, has no place there. */
async function auditSupported(
  inputs: readonly string[],
  range: string,
  { from, snapshot }: { readonly from?: string | undefined; readonly snapshot?: string | undefined },
  options: Omit<AuditOptions, 'from' | 'snapshot'>,
): Promise<Report> {
  const other = from !== undefined ? '--from' : snapshot !== undefined ? '--snapshot' : null;
  if (other !== null) throw new ApiAuditError(`--supports and ${other} cannot be used together: leave one of them out.`);
  const { auditRange, parseRange } = await import('../upgrade/supports.ts');
  return auditRange(inputs, parseRange(range), options);
}

async function givenSnapshot(path: string, target: string | undefined, io: Io) {
  const { resolve } = await import('node:path');
  const { loadSnapshot } = await import('../snapshot/store.ts');
  const release = target === undefined ? null : parseRelease(target);
  return loadSnapshot(resolve(io.cwd, path), release === null ? {} : { release });
}

function ruleOverrides(settings: readonly string[]): RuleOverrides {
  const overrides: Partial<Record<RuleId, Severity | 'off'>> = {};
  for (const setting of settings) {
    const equals = setting.includes('=') ? setting.indexOf('=') : setting.length;
    const id = setting.slice(0, equals);
    const severity = setting.slice(equals + 1);
    const rule = RULE_IDS.find((known) => known === id);
    if (rule === undefined) {
      const near = nearest(id, RULE_IDS);
      throw new ApiAuditError(
        `--rule ${setting}: there is no rule '${id}'.${near === undefined ? '' : ` Did you mean ${near}?`} The rules are ${RULE_IDS.join(', ')}.`,
      );
    }
    overrides[rule] = oneOf(`--rule ${id}`, severity, LEVELS);
  }
  return overrides;
}

function fails({ summary }: Report, failOn: Severity | 'never'): boolean {
  if (failOn === 'never') return false;
  return SEVERITIES.slice(0, SEVERITIES.indexOf(failOn) + 1).some((severity) => summary.findings[severity] > 0);
}

/** What became of every file that was not simply audited, for `--verbose`. */
function tellFiles({ passedOver, computed, unresolved, summary }: Report, io: Io): void {
  for (const { file, reason } of passedOver)
    io.stderr.write(`passed over: ${printable(file)}: ${PASSED_OVER[reason]}\n`);
  for (const { file, line, column, text } of computed) {
    io.stderr.write(`not judged: ${printable(`${file}:${line}:${column}: ${text}`)} is computed by the template\n`);
  }
  for (const { file, line, column, text } of unresolved) {
    io.stderr.write(`not judged: ${printable(`${file}:${line}:${column}: ${text}`)} is known in a run only\n`);
  }
  io.stderr.write(
    `${count(summary.files, 'file')}, ${count(summary.documents, 'document')}, ${count(summary.resources, 'resource')}\n`,
  );
}
