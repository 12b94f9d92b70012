import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import type { RenderOptions } from '../charts.ts';
import type { KustomizeTool } from '../input/kustomize.ts';
import type { Tool } from '../input/render.ts';
import { statsAt } from '../input/stats.ts';
import { ApiAuditError } from '../model/errors.ts';
import type { Io } from './io.ts';
import { folderOfRenderings } from './renderings.ts';

/** What the flags say of rendering. */
interface RenderFlags {
  readonly helm?: string | undefined;
  readonly values: readonly string[];
  readonly set: readonly string[];
  readonly kustomize: boolean;
}

/** What programs get of the user's environment: where programs are, and a home, which wrappers of them may need. */
const PASSED_ON = ['PATH', 'HOME', 'SystemRoot', 'USERPROFILE', 'PATHEXT'];

/**
 * Finds the programs that render, by the flags or on `PATH`.
 *
 * @throws ApiAuditError for a program or a file of values that is named and is not there.
 */
export function renderOptions({ helm, values, set, kustomize }: RenderFlags, io: Io): RenderOptions {
  const files = values.map((path) => resolve(io.cwd, path));
  for (const [at, path] of files.entries()) {
    if (!isFile(path)) throw new ApiAuditError(`--values ${values[at]}: there is no such file.`);
  }
  const given = { values: files, set, ...(kustomize ? { kustomize: kustomizeTool(io) } : {}) };
  if (helm === 'none') return { ...given, withoutHelm: '--helm none was given' };
  const path = helm === undefined ? onPath('helm', io) : named('--helm', helm, io);
  if (path === null) return { ...given, withoutHelm: 'there is no helm on PATH (name one with --helm)' };
  return { ...given, helm: { path, ...surroundings(io) } };
}

function kustomizeTool(io: Io): KustomizeTool | null {
  const kustomize = onPath('kustomize', io);
  if (kustomize !== null) return { path: kustomize, ...surroundings(io), args: ['build'] };
  const kubectl = onPath('kubectl', io);
  return kubectl === null ? null : { path: kubectl, ...surroundings(io), args: ['kustomize'] };
}

function surroundings(io: Io): Omit<Tool, 'path'> {
  const env = Object.fromEntries(
    PASSED_ON.flatMap((name) => (io.env[name] === undefined ? [] : [[name, io.env[name] as string]])),
  );
  const folder = folderOfRenderings(io);
  return { env, ...(folder === undefined ? {} : { folder }) };
}

/** A program by the path of a flag, or by its name on `PATH`. */
function named(flag: string, name: string, io: Io): string {
  const path = /[\\/]/.test(name) || isAbsolute(name) ? resolve(io.cwd, name) : onPath(name, io);
  if (path === null || !isExecutable(path)) {
    throw new ApiAuditError(`${flag} ${name}: there is no program of that name that can be run.`);
  }
  return path;
}

/** The program of a name that a shell would run; `null` where there is none. */
function onPath(name: string, { env, cwd }: Io): string | null {
  // On Windows; a .cmd would need a shell, which Node no longer starts unasked, and which reads arguments as it likes.
  const endings = env['PATHEXT'] === undefined ? [''] : ['.exe'];
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    for (const ending of endings) {
      const path = join(resolve(cwd, folder), `${name}${ending}`);
      if (folder !== '' && isExecutable(path)) return path;
    }
  }
  return null;
}

function isExecutable(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    accessSync(path, constants.X_OK);
    return isFile(path);
  } catch {
    return false;
  }
}

function isFile(path: string): boolean {
  return statsAt(path)?.isFile() === true;
}
