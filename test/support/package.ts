import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './cli.ts';

/** What `npm pack` says of the tarball that it makes. */
export interface Packed {
  readonly filename: string;
  /** Bytes of the tarball, and of what it holds. */
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly size: number; readonly mode: number }[];
}

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Runs npm in a folder and gives its standard output. */
export async function runNpm(args: readonly string[], cwd: string): Promise<string> {
  const shell = process.platform === 'win32';
  const { stdout } = await promisify(execFile)(npm, [...args], { cwd, shell, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}

/** Packs this package, as it would be published, into a folder. */
export async function pack(folder: string): Promise<Packed> {
  const text = await runNpm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], ROOT);
  const made: unknown = JSON.parse(text);
  // A list before npm 12, an object by the package's name from then on.
  const [packed] = Object.values(made as Record<string, Packed>);
  if (packed === undefined) throw new Error(`npm pack said nothing of what it made: ${text}`);
  return packed;
}

/** Installs a tarball, with what it depends on, into a new folder that holds nothing else, and gives the folder. */
export async function installInto(folder: string, tarball: string): Promise<string> {
  const project = join(folder, 'empty project');
  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  const quietly = ['--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', '--loglevel=error'];
  await runNpm(['install', ...quietly, tarball], project);
  return project;
}
