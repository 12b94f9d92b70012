import { Catalog } from '../catalog/catalog.ts';
import { fieldStability } from '../catalog/field-stability.ts';
import { featureGates } from '../catalog/gates.ts';
import { stabilityStatistics } from '../catalog/stability.ts';
import { ApiAuditError } from '../model/errors.ts';
import { compareReleases, parseRelease, type Release } from '../model/release.ts';
import { STABILITY_REPORTERS } from '../report/formats.ts';
import { loadSnapshot } from '../snapshot/store.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit.ts';
import { parseFlags } from './flags.ts';
import { reporterNamed, reportOptions } from './formats.ts';
import { writeResult } from './output.ts';
import { refuseOverwriting } from './overwriting.ts';

/** `api-audit stability [span]`: how much of Kubernetes itself is alpha, beta and GA, and how long it takes to get there. */
export const stability: Command = async (args, io) => {
  const { values, positionals } = parseFlags('stability', args, {
    format: { type: 'string', default: 'table' },
    output: { type: 'string', short: 'o' },
    all: { type: 'boolean', default: false },
  });
  const reporter = await reporterNamed(values.format, STABILITY_REPORTERS);
  await refuseOverwriting([{ flag: '--output', file: values.output }], [], io);
  const catalog = new Catalog();
  const [from, to] = spanOf(positionals, catalog);
  const statistics = stabilityStatistics(from, to, {
    catalog,
    gates: featureGates(),
    fieldsOf: (release) => fieldStability(catalog, loadSnapshot(release).snapshot),
  });
  await writeResult(reporter(statistics, reportOptions(values.output, values, io)), values.output, io);
  return EXIT.clean;
};

/**
 * Reads `1.20..1.30`, `1.20 1.30` or one release; nothing is all that are not preliminary.
 *
 * @throws ApiAuditError where an end is no bundled release, or they stand the wrong way round.
 */
function spanOf(words: readonly string[], catalog: Catalog): readonly [Release, Release] {
  const known = catalog.releases.map(({ release }) => release);
  const texts = words.flatMap((word) => word.split('..'));
  if (texts.length === 0) return [known[0] ?? catalog.newest, catalog.newest];
  const ends = texts.map((text) => {
    const release = parseRelease(text);
    if (release !== null && known.includes(release)) return release;
    throw new ApiAuditError(
      `'${text}' is no bundled release: they are ${known[0]} to ${known.at(-1)}. A span is written 1.20..1.30.`,
    );
  });
  const [from, to] = [ends[0], ends.at(-1)] as [Release, Release];
  if (ends.length > 2 || compareReleases(from, to) > 0) {
    throw new ApiAuditError("'stability' takes one span, the older release first, such as 1.20..1.30.");
  }
  return [from, to];
}
