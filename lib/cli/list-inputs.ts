import { discover } from '../input/discover.ts';
import { printable, withoutCommands } from '../report/text.ts';
import type { ExitCode } from './exit.ts';
import { EXIT } from './exit.ts';
import type { Io } from './io.ts';
import { written } from './io.ts';
import { tellUnread } from './tell.ts';

/** Names the files that an audit of these paths would read, one a line, and reads none of them. */
export async function listInputs(
  paths: readonly string[],
  { hidden, source }: { readonly hidden: boolean; readonly source: boolean },
  io: Io,
): Promise<ExitCode> {
  const { files, errors } = await discover(paths, { cwd: io.cwd, hidden, programs: source });
  for (const { file } of files) await written(io.stdout, `${withoutCommands(printable(file))}\n`);
  tellUnread(errors, io);
  return errors.length > 0 ? EXIT.untrusted : EXIT.clean;
}
