import type { Dirent, readdir as readdirType } from 'node:fs';
import { readdir } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import fg from 'fast-glob';
import { compareText } from '../model/gvk.ts';
import { reasonOf } from './reason.ts';

/** Folders that are not gone into unless `hidden` asks for everything: what is in them is not the user's own. */
export const SKIPPED_FOLDERS = ['node_modules', '.git'] as const;

/** All files at and below a folder, and the folders that could not be listed. */
export interface Walk {
  readonly files: readonly WalkedFile[];
  readonly failures: readonly { readonly path: string; readonly reason: string }[];
}

export interface WalkedFile {
  /** On the way it was come by, below the folder as it was given. */
  readonly path: string;
  /** Its path without any symbolic link. */
  readonly real: string;
  /** Whether a link was followed below the folder. */
  readonly linked: boolean;
}

/**
 * Lists all files at and below a folder, through symbolic links too: each link's target is gone into once, so that
 * loops end. A link to nowhere is listed as a file, for whoever reads it to say so.
 *
 * @param folder an absolute path; may itself be a link.
 */
export async function walk(folder: string, hidden: boolean): Promise<Walk> {
  const files: WalkedFile[] = [];
  const failures: { path: string; reason: string }[] = [];
  const root = await realpath(folder);
  const visited = new Set<string>([root]);
  const pending = [{ path: folder, real: root, linked: false }];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const { path: base, real: realBase, linked } = next;
    const entries = await list(base, hidden, failures);
    for (const { path: below, dirent } of entries) {
      const path = join(base, below);
      if (!dirent.isSymbolicLink()) {
        if (!dirent.isDirectory()) files.push({ path, real: join(realBase, below), linked });
        continue;
      }
      const target = await realpath(path).catch(() => null);
      const isFolder = target !== null && (await stat(target).catch(() => null))?.isDirectory() === true;
      if (!isFolder) files.push({ path, real: target ?? path, linked: true });
      else if (!visited.has(target)) {
        visited.add(target);
        pending.push({ path, real: target, linked: true });
      }
    }
  }
  return { files, failures };
}

type ListCallback = (error: NodeJS.ErrnoException | null, entries: Dirent[]) => void;

/** Everything below a folder but through links, by name; what cannot be listed goes to `failures`. */
async function list(base: string, hidden: boolean, failures: { path: string; reason: string }[]) {
  const tolerant = (path: string, options: { withFileTypes: true }, done: ListCallback): void => {
    readdir(path, options, (error, entries) => {
      if (error !== null) failures.push({ path, reason: reasonOf(error) });
      done(null, error === null ? entries : []);
    });
  };
  const entries = await fg('**/*', {
    cwd: base,
    dot: hidden,
    onlyFiles: false,
    objectMode: true,
    followSymbolicLinks: false,
    ignore: hidden ? [] : SKIPPED_FOLDERS.map((folder) => `**/${folder}/**`),
    fs: { readdir: tolerant as typeof readdirType },
  });
  return entries.sort((a, b) => compareText(a.path, b.path));
}
