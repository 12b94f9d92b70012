import type { Dirent } from 'node:fs';
import { readdirSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
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
    const entries = list(base, hidden, failures);
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

interface Entry {
  /** Below the folder that is listed, with forward slashes. */
  readonly path: string;
  readonly dirent: Dirent;
}

/**
 * Everything below a folder but through links, by name; what cannot be listed goes to `failures`. It is done while the
 * process waits, and without patterns: a search for all there is takes a tenth of the time of one that asks of each.
 */
function list(base: string, hidden: boolean, failures: { path: string; reason: string }[]): Entry[] {
  const found: Entry[] = [];
  const folders = [''];
  for (let below = folders.pop(); below !== undefined; below = folders.pop()) {
    for (const dirent of entriesOf(join(base, below), failures)) {
      if (!hidden && isSkipped(dirent.name)) continue;
      const path = below === '' ? dirent.name : `${below}/${dirent.name}`;
      found.push({ path, dirent });
      if (dirent.isDirectory()) folders.push(path);
    }
  }
  return found.sort((a, b) => compareText(a.path, b.path));
}

function entriesOf(folder: string, failures: { path: string; reason: string }[]): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    failures.push({ path: folder, reason: reasonOf(error) });
    return [];
  }
}

function isSkipped(name: string): boolean {
  return name.startsWith('.') || (SKIPPED_FOLDERS as readonly string[]).includes(name);
}
