import type { ReporterOf, ReportOptions } from '../report/reporter.ts';
import { oneOf } from './flags.ts';
import type { Io } from './io.ts';
import { takesColor, widthOf } from './io.ts';
import { tool } from './tool.ts';

/**
 * Loads the reporter that `--format` names.
 *
 * @throws ApiAuditError that lists the formats, for one that is not among them.
 */
export function reporterNamed<T, Format extends string>(
  format: string,
  reporters: Readonly<Record<Format, () => Promise<ReporterOf<T>>>>,
): Promise<ReporterOf<T>> {
  return reporters[oneOf('--format', format, Object.keys(reporters) as Format[])]();
}

/** How a report is to be shown where it goes: to a file, or without one to standard output. */
export function reportOptions(file: string | undefined, { all }: { readonly all: boolean }, io: Io): ReportOptions {
  return { tool: tool(), width: widthOf(io), color: file === undefined && takesColor(io), all };
}
