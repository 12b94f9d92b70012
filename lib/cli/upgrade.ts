import { Catalog } from '../catalog/catalog.ts';
import { resolveTarget } from '../catalog/target.ts';
import { ApiAuditError } from '../model/errors.ts';
import { isLater } from '../model/release.ts';
import { UPGRADE_REPORTERS } from '../report/formats.ts';
import { upgradeCaution } from '../report/upgrade-words.ts';
import { dryRun, needsWork } from '../upgrade/dry-run.ts';
import type { Command } from './command.ts';
import { loadConfig } from './config.ts';
import { EXIT } from './exit.ts';
import { parseFlags } from './flags.ts';
import { reporterNamed, reportOptions } from './formats.ts';
import { judgingBy } from './judging.ts';
import { writeResult } from './output.ts';
import { refuseOverwriting } from './overwriting.ts';
import { watched } from './progress.ts';
import { renderOptions } from './render.ts';
import { tellConfig, tellSuppressed, tellUnread } from './tell.ts';

/** `api-audit upgrade [paths...] --from A --to B`: a dry run, hop by hop; its exit status says whether anything is to be done. */
export const upgrade: Command = async (args, io) => {
  const { values, positionals } = parseFlags('upgrade', args, {
    from: { type: 'string' },
    to: { type: 'string' },
    format: { type: 'string', default: 'table' },
    output: { type: 'string', short: 'o' },
    config: { type: 'string' },
    rule: { type: 'string', multiple: true, default: [] },
    component: { type: 'string', multiple: true, default: [] },
    helm: { type: 'string' },
    values: { type: 'string', multiple: true, default: [] },
    set: { type: 'string', multiple: true, default: [] },
    kustomize: { type: 'boolean', default: false },
    hidden: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    'allow-unread': { type: 'boolean', default: false },
  });
  if (values.from === undefined) {
    throw new ApiAuditError("Say with --from which release is running now. See 'api-audit upgrade --help'.");
  }
  if (values.to === undefined) refuseToGoBack(values.from);
  const reporter = await reporterNamed(values.format, UPGRADE_REPORTERS);
  const inputs = positionals.length === 0 ? ['.'] : positionals;
  const config = await loadConfig(values.config, inputs, io);
  await refuseOverwriting(
    [{ flag: '--output', file: values.output }],
    [...inputs, ...values.values, config.file, config.vendorFacts],
    io,
  );
  const asked = {
    ...(await judgingBy(values, config, io)),
    from: values.from,
    ...(values.to === undefined ? {} : { to: values.to }),
    render: renderOptions(values, io),
    hidden: values.hidden,
    cwd: io.cwd,
    stdin: io.stdin,
  };
  const result = await watched(io, true, (progress) => dryRun(inputs, { ...asked, progress }));
  await writeResult(reporter(result, reportOptions(values.output, values, io)), values.output, io);
  const caution = upgradeCaution(result);
  if (caution !== null && (values.output !== undefined || values.format !== 'table'))
    io.stderr.write(`api-audit: ${caution}\n`);
  const { errors } = result.unread;
  tellUnread(errors, io);
  if (values.verbose) {
    tellConfig(config, io);
    tellSuppressed(result, io);
  }
  if (errors.length > 0 && !values['allow-unread']) return EXIT.untrusted;
  return needsWork(result) ? EXIT.findings : EXIT.clean;
};

/** @throws ApiAuditError where the way to the newest release, which nobody named, would be a rollback. */
function refuseToGoBack(text: string): void {
  const catalog = new Catalog();
  const from = resolveTarget(catalog, text);
  if (!isLater(from, catalog.newest)) return;
  throw new ApiAuditError(
    `--from ${from} is later than ${catalog.newest}, the newest release that is not preliminary. Say with --to where to go: to an earlier one it is a rollback.`,
  );
}
