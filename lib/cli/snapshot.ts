import { resolve } from 'node:path';
import { Catalog } from '../catalog/catalog.ts';
import { ApiAuditError } from '../model/errors.ts';
import { parseRelease } from '../model/release.ts';
import { snapshotsJson, snapshotsTable } from '../report/snapshots.ts';
import type { Command } from './command.ts';
import type { ExitCode } from './exit.ts';
import { EXIT } from './exit.ts';
import { oneOf, parseFlags } from './flags.ts';
import type { Io } from './io.ts';
import { widthOf } from './io.ts';
import { writeResult } from './output.ts';
import { refuseOverwriting } from './overwriting.ts';

/** `api-audit snapshot list|build`: the bundled releases, and making a Snapshot of a raw document. */
export const snapshot: Command = async (args, io) => {
  const [action, ...rest] = args;
  if (action === 'list') return list(rest, io);
  if (action === 'build') return build(rest, io);
  throw new ApiAuditError(
    `${action === undefined ? 'Say what to do' : `There is no 'snapshot ${action}'`}: 'snapshot list' or 'snapshot build'. See 'api-audit snapshot --help'.`,
  );
};

async function list(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseFlags('snapshot', args, { format: { type: 'string', default: 'table' } });
  if (positionals.length > 0)
    throw new ApiAuditError(`'snapshot list' takes no ${positionals[0]}. See 'api-audit snapshot --help'.`);
  const catalog = new Catalog();
  const format = oneOf('--format', values.format, ['table', 'json'] as const);
  io.stdout.write(format === 'json' ? snapshotsJson(catalog) : snapshotsTable(catalog, widthOf(io)));
  return EXIT.clean;
}

async function build(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseFlags('snapshot', args, {
    release: { type: 'string' },
    resources: { type: 'string' },
    output: { type: 'string', short: 'o' },
  });
  const [raw, ...more] = positionals;
  if (raw === undefined || more.length > 0) {
    throw new ApiAuditError("'snapshot build' takes one raw document. See 'api-audit snapshot --help'.");
  }
  const release = values.release === undefined ? undefined : parseRelease(values.release);
  if (release === null)
    throw new ApiAuditError(`--release ${values.release} is not a Kubernetes release, such as 1.36.`);
  await refuseOverwriting([{ flag: '--output', file: values.output }], [raw, values.resources], io);
  const { loadSnapshot } = await import('../snapshot/store.ts');
  const { serializeSnapshot } = await import('../snapshot/serialize.ts');
  const made = loadSnapshot(resolve(io.cwd, raw), {
    ...(release === undefined ? {} : { release }),
    ...(values.resources === undefined ? {} : { resources: resolve(io.cwd, values.resources) }),
  });
  await writeResult(serializeSnapshot(made.snapshot), values.output, io);
  return EXIT.clean;
}
