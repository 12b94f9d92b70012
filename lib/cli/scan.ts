import { audit } from '../audit.ts';
import type { InputError } from '../model/errors.ts';
import { ApiAuditError } from '../model/errors.ts';
import type { RuleId, Severity } from '../model/finding.ts';
import { RULE_IDS, SEVERITIES } from '../model/finding.ts';
import { parseRelease } from '../model/release.ts';
import type { Report } from '../model/report.ts';
import { FORMATS, loadReporter } from '../report/index.ts';
import { cautionOf, PASSED_OVER } from '../report/messages.ts';
import { count, printable } from '../report/text.ts';
import type { RuleOverrides } from '../rules/index.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit.ts';
import { nearest, oneOf, parseFlags } from './flags.ts';
import type { Io } from './io.ts';
import { takesColor, widthOf } from './io.ts';
import { writeResult } from './output.ts';
import { tool } from './tool.ts';

const LEVELS = [...SEVERITIES, 'off'] as const;
const FAIL_ON = [...SEVERITIES, 'never'] as const;

/** `api-audit [scan] [paths...]`: audits, reports, and says by the exit status whether something is too bad. */
export const scan: Command = async (args, io) => {
  const { values, positionals } = parseFlags('scan', args, {
    target: { type: 'string' },
    from: { type: 'string' },
    'fail-on': { type: 'string', default: 'error' },
    format: { type: 'string', default: 'table' },
    output: { type: 'string', short: 'o' },
    rule: { type: 'string', multiple: true, default: [] },
    snapshot: { type: 'string' },
    hidden: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    'allow-unread': { type: 'boolean', default: false },
  });
  const failOn = oneOf('--fail-on', values['fail-on'], FAIL_ON);
  const reporter = await loadReporter(oneOf('--format', values.format, FORMATS));
  const snapshot = values.snapshot === undefined ? undefined : await givenSnapshot(values.snapshot, values.target, io);
  const report = await audit(positionals.length === 0 ? ['.'] : positionals, {
    ...(values.target === undefined ? {} : { target: values.target }),
    ...(values.from === undefined ? {} : { from: values.from }),
    ...(snapshot === undefined ? {} : { snapshot }),
    rules: ruleOverrides(values.rule),
    hidden: values.hidden,
    cwd: io.cwd,
    stdin: io.stdin,
  });
  const toFile = values.output !== undefined;
  const text = reporter(report, {
    tool: tool(),
    width: widthOf(io),
    color: !toFile && takesColor(io),
    all: values.all,
  });
  await writeResult(text, values.output, io);
  const caution = cautionOf(report.snapshot.standing, report.target, report.snapshot.release);
  if (caution !== null && (toFile || values.format !== 'table')) io.stderr.write(`api-audit: ${caution}\n`);
  tellUnread(report.errors, io);
  if (values.verbose) tellFiles(report, io);
  if (report.errors.length > 0 && !values['allow-unread']) return EXIT.untrusted;
  return fails(report, failOn) ? EXIT.findings : EXIT.clean;
};

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

function tellUnread(errors: readonly InputError[], io: Io): void {
  for (const { file, line, column, message } of errors) {
    io.stderr.write(`api-audit: ${printable(`${file}:${line}:${column}: ${message}`)}\n`);
  }
}

/** What became of every file that was not simply audited, for `--verbose`. */
function tellFiles({ passedOver, computed, summary }: Report, io: Io): void {
  for (const { file, reason } of passedOver)
    io.stderr.write(`passed over: ${printable(file)}: ${PASSED_OVER[reason]}\n`);
  for (const { file, line, column, text } of computed) {
    io.stderr.write(`not judged: ${printable(`${file}:${line}:${column}: ${text}`)} is computed by the template\n`);
  }
  io.stderr.write(
    `${count(summary.files, 'file')}, ${count(summary.documents, 'document')}, ${count(summary.resources, 'resource')}\n`,
  );
}
