import { ApiAuditError } from '../model/errors.ts';
import type { FailOn } from '../model/finding.ts';
import type { Report } from '../model/report.ts';
import type { Format } from '../report/index.ts';
import { FORMATS, loadPieces } from '../report/index.ts';
import { oneOf, STANDARD_OUTPUT } from './flags.ts';
import { reportOptions } from './formats.ts';
import type { Io } from './io.ts';
import { writeResult } from './output.ts';

/** One form in which a report goes out, and the file it goes to; without a file, to standard output. */
export interface Outlet {
  readonly format: Format;
  readonly file: string | undefined;
}

/**
 * Reads `--format table --format sarif=out.sarif`: a format alone goes to standard output, or to the `--output` file; so does
 * `--format sarif=-`, to standard output.
 *
 * @throws ApiAuditError for an unknown format, where two of them would go to the same place, and where each has a file of its
 *   own, so that nothing would be written to that of `--output`.
 */
export function outletsOf(formats: readonly string[], output: string | undefined): readonly Outlet[] {
  if (output === '') throw new ApiAuditError('--output is empty: name a file.');
  const outlets = formats.map((text): Outlet => {
    const equals = text.indexOf('=');
    const format = oneOf('--format', equals === -1 ? text : text.slice(0, equals), FORMATS);
    if (equals === text.length - 1) throw new ApiAuditError(`--format ${text}: name a file after the '='.`);
    const own = text.slice(equals + 1);
    return { format, file: equals === -1 ? output : own === STANDARD_OUTPUT ? undefined : own };
  });
  if (output !== undefined && formats.every((text) => text.includes('='))) {
    throw new ApiAuditError(
      `--output ${output}: nothing would be written to it, since each format has a file of its own. Leave it out, or add a --format without a file.`,
    );
  }
  const places = outlets.map(({ file }) => file ?? '');
  const twice = places.find((place, at) => places.indexOf(place) !== at);
  if (twice !== undefined) {
    const place = twice === '' ? 'standard output' : twice;
    throw new ApiAuditError(
      `Two formats would go to ${place}: give all but one a file, as in --format sarif=audit.sarif.`,
    );
  }
  return outlets;
}

/** Whether a person who looks at the terminal sees the caution of the report in this outlet. */
export function showsCaution({ format, file }: Outlet): boolean {
  return file === undefined && (format === 'table' || format === 'markdown');
}

/** Whether an outlet takes findings one by one, before the report is whole. A file is written whole or not at all. */
export function isStream({ format, file }: Outlet): boolean {
  return format === 'ndjson' && file === undefined;
}

/** Writes a report to each of its outlets, in their order. */
export async function writeReport(
  report: Report,
  outlets: readonly Outlet[],
  options: { readonly all: boolean; readonly failOn: FailOn },
  io: Io,
): Promise<void> {
  for (const { format, file } of outlets) {
    const piecesOf = await loadPieces(format);
    await writeResult(piecesOf(report, { ...reportOptions(file, options, io), failOn: options.failOn }), file, io);
  }
}
