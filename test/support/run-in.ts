import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Run, RunOptions } from './cli.ts';
import { run } from './cli.ts';
import { inTemporaryFolder } from './temporary.ts';

/** Files by their paths below a folder. */
export type Files = Readonly<Record<string, string>>;

/** Hands over a temporary folder that holds these files. */
export function withFiles<T>(files: Files, use: (root: string) => Promise<T>): Promise<T> {
  return inTemporaryFolder(async (root) => {
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, file)), { recursive: true });
      await writeFile(join(root, file), text);
    }
    return use(root);
  });
}

/** Runs a command line in a folder, `.` for the topmost one, below one that holds these files. */
export function runIn(
  files: Files,
  folder: string,
  args: readonly string[],
  options: Omit<RunOptions, 'cwd'> = {},
): Promise<Run> {
  return withFiles(files, async (root) => {
    await mkdir(join(root, folder), { recursive: true });
    return run(args, { ...options, cwd: join(root, folder) });
  });
}
