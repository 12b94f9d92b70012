import { isUtf8 } from 'node:buffer';
import type { Dirent } from 'node:fs';
import { readdirSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { compareText } from '../model/gvk.ts';
import { mayBeNoUtf8, NO_UTF8, reasonOf } from './reason.ts';
import { realPathOf, statsAt } from './stats.ts';

/** Folders that are not gone into unless `hidden` asks for everything: what is in them is not the user's own. */
export const SKIPPED_FOLDERS = ['node_modules', '.git'] as const;

export interface WalkOptions {
  /** Whether what begins with a dot is listed too, and {@link SKIPPED_FOLDERS}. */
  readonly hidden: boolean;
  /** Whether a file is to be listed, by its way below the folder, with forward slashes. */
  readonly wants: (below: string) => boolean;
}

/** What was not come by, and why, in words to follow its path. */
interface Failed {
  readonly path: string;
  readonly message: string;
}

/** Files at and below a folder, in no order, and what could not be: folders, and names that no path can hold. */
export interface Walk {
  readonly files: readonly WalkedFile[];
  readonly failures: readonly Failed[];
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
  readonly failures: Failed[];
  /** How many files there are to be when it is interrupted next. */
  stop: number;
}

/** After how many files the search is interrupted. */
const STRIDE = 1000;

/** What was found so far, where it is many. */
export interface Midway {
  /** With those that were given before. The files of a folder come together, and after those of the folders it lies in. */
  readonly files: readonly WalkedFile[];
  /** Whether there was a link among what was listed: it will be followed in the end. */
  readonly hasLinks: boolean;
}

/**
 * Lists files at and below a folder, through symbolic links too: each link's target is gone into once, so that loops end. A
 * link to nowhere is listed as a file, for whoever reads it to say so. It is done while the process waits, and with
 * few words for each file: there may be a hundred thousand.
 *
 * Of many files, it gives those that were found so far from time to time, so that something may be begun with them.
 *
 * @param folder an absolute path; may itself be a link.
 * @throws Error where the folder is not there.
 */
export function* walk(folder: string, options: WalkOptions): Generator<Midway, Walk> {
  const walking: Walking = { ...options, folder, files: [], failures: [], stop: STRIDE };
  const root = realpathSync.native(folder);
  const visited = new Set<string>([root]);
  let bases: readonly Folder[] = [{ below: '', real: root, linked: false }];
  while (bases.length > 0) {
    const links: string[] = [];
    for (const base of bases) yield* goBelow(walking, base, links);
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

/** Lists what is at and below a folder, but through links: the ways to these are put to `links`. */
function* goBelow(walking: Walking, { below: way, real, linked }: Folder, links: string[]): Generator<Midway, void> {
  const { folder, hidden, wants, files } = walking;
  const pending = [{ below: way, real }];
  for (let base = pending.pop(); base !== undefined; base = pending.pop()) {
    for (const entry of entriesOf(walking, base.below)) {
      const { name } = entry;
      if (!hidden && isSkipped(name)) continue;
      const below = base.below === '' ? name : `${base.below}/${name}`;
      if (entry.isSymbolicLink()) links.push(below);
      else if (entry.isDirectory()) pending.push({ below, real: pathOf(base.real, name) });
      else if (wants(below)) files.push({ below, path: pathOf(folder, below), real: pathOf(base.real, name), linked });
    }
    if (files.length < walking.stop) continue;
    yield { files, hasLinks: linked || links.length > 0 };
    walking.stop = files.length + STRIDE;
  }
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

function entriesOf(walking: Walking, below: string): readonly Dirent[] {
  const path = pathOf(walking.folder, below);
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    return entries.some(({ name }) => mayBeNoUtf8(name)) ? namableAmong(entries, path, walking, below) : entries;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    walking.failures.push({ path, message: `cannot be listed: ${reasonOf(error)}` });
    return [];
  }
}

/**
 * Leaves out the entries of a folder whose names are no UTF-8, and tells of those that would be gone into or listed. Node
 * shows such a name with U+FFFD in it, which is the name of another file, or of none.
 */
function namableAmong(entries: readonly Dirent[], path: string, walking: Walking, below: string): Dirent[] {
  const { hidden, wants, failures } = walking;
  const odd = new Map(entries.map((entry) => [`${typeOf(entry)} ${entry.name}`, entry]));
  const namable = entries.filter(({ name }) => !mayBeNoUtf8(name));
  for (const entry of readdirSync(path, { withFileTypes: true, encoding: 'buffer' })) {
    const name = entry.name.toString();
    if (!mayBeNoUtf8(name)) continue;
    if (isUtf8(entry.name)) {
      const own = odd.get(`${typeOf(entry)} ${name}`);
      if (own !== undefined) namable.push(own);
      continue;
    }
    if (!hidden && isSkipped(name)) continue;
    const stats = statsAt(Buffer.concat([Buffer.from(`${path}${sep}`), entry.name]));
    const isMissed = stats?.isDirectory() === true || wants(below === '' ? name : `${below}/${name}`);
    if (isMissed) failures.push({ path: pathOf(path, escaped(entry.name)), message: NO_UTF8 });
  }
  return namable;
}

function typeOf(entry: Pick<Dirent, 'isSymbolicLink' | 'isDirectory'>): string {
  return entry.isSymbolicLink() ? 'link' : entry.isDirectory() ? 'folder' : 'file';
}

/** The bytes of a name that are no ASCII as a shell takes them in `$'...'`. */
function escaped(name: Uint8Array): string {
  return Buffer.from(name)
    .toString('latin1')
    .replace(/[\x80-\xff]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16)}`);
}

function isSkipped(name: string): boolean {
  return name.startsWith('.') || (SKIPPED_FOLDERS as readonly string[]).includes(name);
}
