import { ApiAuditError } from '../model/errors.ts';
import { FAIL_ON, isTooBad } from '../model/finding.ts';
import type { SavedReport } from '../report/compare-read.ts';
import { readSavedReport } from '../report/compare-read.ts';
import { compareReports } from '../report/compare-reports.ts';
import { COMPARISON_REPORTERS } from '../report/formats.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit.ts';
import { oneOf, parseFlags } from './flags.ts';
import { reporterNamed, reportOptions } from './formats.ts';
import type { Io } from './io.ts';
import { writeResult } from './output.ts';
import { refuseOverwriting } from './overwriting.ts';
import { readNamed } from './read-text-file.ts';

/** `api-audit compare <old> <new>`: what is new, gone and unchanged between two JSON reports. */
export const compare: Command = async (args, io) => {
  const { values, positionals } = parseFlags('compare', args, {
    'fail-on': { type: 'string', default: 'never' },
    format: { type: 'string', default: 'table' },
    output: { type: 'string', short: 'o' },
    all: { type: 'boolean', default: false },
  });
  const reporter = await reporterNamed(values.format, COMPARISON_REPORTERS);
  const failOn = oneOf('--fail-on', values['fail-on'], FAIL_ON);
  const [older, newer, ...more] = positionals;
  if (older === undefined || newer === undefined || more.length > 0) {
    throw new ApiAuditError("'compare' takes two JSON reports, the older first. See 'api-audit compare --help'.");
  }
  await refuseOverwriting([{ flag: '--output', file: values.output }], [older, newer], io);
  const comparison = compareReports(await savedReport(older, io), await savedReport(newer, io));
  await writeResult(reporter(comparison, reportOptions(values.output, values, io)), values.output, io);
  const fails = comparison.added.some(({ severity }) => isTooBad(severity, failOn));
  return fails ? EXIT.findings : EXIT.clean;
};

async function savedReport(path: string, io: Io): Promise<SavedReport> {
  const report = readSavedReport(await readNamed(path, "Name a report that 'api-audit --format json' wrote.", io));
  if (typeof report === 'string') throw new ApiAuditError(`${path} ${report}.`);
  return report;
}
