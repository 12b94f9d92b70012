import type { Dirent } from 'node:fs';
import { readdirSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { compareText } from '../model/gvk.ts';
import { reasonOf } from './reason.ts';
import { realPathOf, statsAt } from './stats.ts';

/** Folders that are not gone into unless `hidden` asks for everything: what is in them is not the user's own. */
export const SKIPPED_FOLDERS = ['node_modules', '.git'] as const;

export interface WalkOptions {
  /** Whether what begins with a dot is listed too, and {@link SKIPPED_FOLDERS}. */
  readonly hidden: boolean;
  /** Whether a file is to be listed, by its way below the folder, with forward slashes. */
  readonly wants: (below: string) => boolean;
}

/** Files at and below a folder, in no order, and the folders that could not be listed. */
export interface Walk {
  readonly files: readonly WalkedFile[];
  readonly failures: readonly { readonly path: string; readonly reason: string }[];
}

export interface WalkedFile {
  /** The way from the folder, on which it was come by, with forward slashes. */
  readonly below: string;
  /** The same, absolute. */
  readonly path: string;
  /** Its path without any symbolic link. */
  readonly real: string;
  /** Whether a link was followed below the folder. */
  readonly linked: boolean;
}

/** A folder to go into: its way from the first, and its path without any link. */
interface Folder {
  readonly below: string;
  readonly real: string;
  readonly linked: boolean;
}

/** A walk that is under way. */
interface Walking extends WalkOptions {
  readonly folder: string;
  readonly files: WalkedFile[];
  readonly failures: { path: string; reason: string }[];
}

/**
 * Lists files at and below a folder, through symbolic links too: each link's target is gone into once, so that loops end. A
 * link to nowhere is listed as a file, for whoever reads it to say so. It is done while the process waits, and with
 * few words for each file: there may be a hundred thousand.
 *
 * @param folder an absolute path; may itself be a link.
 * @throws Error where the folder is not there.
 */
export function walk(folder: string, options: WalkOptions): Walk {
  const walking: Walking = { ...options, folder, files: [], failures: [] };
  const root = realpathSync.native(folder);
  const visited = new Set<string>([root]);
  let bases: readonly Folder[] = [{ below: '', real: root, linked: false }];
  while (bases.length > 0) {
    const links = bases.flatMap((base) => goBelow(walking, base));
    // Which of two links to one folder is followed is not to depend on the file system.
    bases = links.sort(compareText).flatMap((link) => {
      const base = follow(walking, link);
      if (base === null || visited.has(base.real)) return [];
      visited.add(base.real);
      return [base];
    });
  }
  return walking;
}

/** Lists what is at and below a folder, but through links: gives the ways to these. */
function goBelow({ folder, hidden, wants, files, failures }: Walking, { below: way, real, linked }: Folder): string[] {
  const links: string[] = [];
  const pending = [{ below: way, real }];
  for (let base = pending.pop(); base !== undefined; base = pending.pop()) {
    for (const entry of entriesOf(pathOf(folder, base.below), failures)) {
      const { name } = entry;
      if (!hidden && isSkipped(name)) continue;
      const below = base.below === '' ? name : `${base.below}/${name}`;
      if (entry.isSymbolicLink()) links.push(below);
      else if (entry.isDirectory()) pending.push({ below, real: pathOf(base.real, name) });
      else if (wants(below)) files.push({ below, path: pathOf(folder, below), real: pathOf(base.real, name), linked });
    }
  }
  return links;
}

/** The folder that a link leads to; `null` where it leads to a file, which is listed, or nowhere. */
function follow({ folder, wants, files }: Walking, below: string): Folder | null {
  const path = pathOf(folder, below);
  const real = realPathOf(path);
  if (real !== null && statsAt(real)?.isDirectory() === true) return { below, real, linked: true };
  if (wants(below)) files.push({ below, path, real: real ?? path, linked: true });
  return null;
}

/** `path.join` of an absolute path and a clean way below it, which there is nothing to clean of. */
function pathOf(folder: string, below: string): string {
  if (below === '') return folder;
  return `${folder}${folder.endsWith(sep) ? '' : sep}${sep === '/' ? below : below.replaceAll('/', sep)}`;
}

function entriesOf(folder: string, failures: { path: string; reason: string }[]): readonly Dirent[] {
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
