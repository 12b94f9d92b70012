import type { Dirent } from 'node:fs';
import { lstat, lstatSync, readdir, readdirSync, statSync } from 'node:fs';
import { basename, dirname, resolve, sep } from 'node:path';
import type { FileSystemAdapter } from 'fast-glob';
import type { InputError } from '../model/errors.ts';
import { compareText } from '../model/gvk.ts';
import { shownPath } from '../model/paths.ts';
import { isDependencyName, isManifestName, isProgramName } from './endings.ts';
import type { InputFile } from './reading.ts';
import { mayBeNoUtf8, NO_UTF8, reasonOf } from './reason.ts';
import { realPathOf, statsAt } from './stats.ts';
import type { WalkedFile } from './walk.ts';

export interface DiscoverOptions {
  /** The folder that relative paths and globs start from, and that shown paths are relative to. Absolute. */
  readonly cwd: string;
  /** Whether files and folders whose name begins with a dot are read too, and `node_modules`. */
  readonly hidden: boolean;
  /** Whether folders are searched for programs too. */
  readonly programs?: boolean;
  /** Is told what was found so far, time and again, where a folder turns out to hold many files; the search waits for it. */
  readonly midway?: (found: FoundSoFar) => Promise<void>;
}

/** What was found below one folder, while more is looked for. */
export interface FoundSoFar {
  /** The files that it was not told of before. Those of a folder come together, and after those of the folders it lies in. */
  readonly files: readonly InputFile[];
  /** Whether these are what they will be in the end: there are no other paths, and no links, which may lead to them. */
  readonly isFinal: boolean;
}

/** The files to read, each once, ordered by shown path; and what of the paths names nothing that can be read. */
export interface Discovery {
  readonly files: readonly InputFile[];
  readonly errors: readonly InputError[];
}

/** A file on the way to the list, by its real path. */
interface Candidate extends InputFile {
  /** Whether a symbolic link was followed on the way to it. */
  readonly linked: boolean;
}

interface Search {
  readonly options: DiscoverOptions;
  /** By real path: a file reached on several ways is read once. */
  readonly files: Map<string, Candidate>;
  /** By shown path: a folder that is reached twice complains once. */
  readonly errors: Map<string, InputError>;
}

/**
 * Finds the files that paths stand for: a file of any ending, a folder with all manifests in it and below, a glob, or
 * `-` for standard input. What exists is taken as it is, even where its name looks like a glob. Of a folder, what is
 * hidden, `node_modules` and `.git`, and programs of others (`vendor`), are left out unless `hidden` says otherwise or a path
 * names them. A glob
 * that ends in an ending (`*.txt`) means what it matches; any other means the manifests it matches. Symbolic links
 * are followed, each target once. Nothing depends on the order in which the file system gives its entries.
 */
export async function discover(paths: readonly string[], options: DiscoverOptions): Promise<Discovery> {
  const search: Search = { options, files: new Map(), errors: new Map() };
  for (const path of paths) await addPath(search, path, paths.length === 1);
  const files = [...search.files.values()].map(inputFile);
  return {
    files: files.sort((a, b) => compareText(a.file, b.file)),
    errors: [...search.errors.values()].sort((a, b) => compareText(a.file, b.file)),
  };
}

function inputFile({ file, path, named }: Candidate): InputFile {
  return { file, path, named };
}

/** @param isAlone whether there are no other paths. */
async function addPath(search: Search, path: string, isAlone: boolean): Promise<void> {
  if (path === '-') {
    search.files.set('-', { file: '-', path: '-', named: true, linked: false });
    return;
  }
  if (path === '') {
    const message = 'an empty path was given; name a file, a folder or a glob';
    search.errors.set(path, { file: path, line: 1, column: 1, message });
    return;
  }
  const absolute = resolve(search.options.cwd, path);
  try {
    const stats = statSync(absolute);
    if (stats.isDirectory()) await addFolder(search, absolute, isAlone);
    else addFile(search, absolute, true);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const missing = isMissing(error);
    // In a pattern a backslash takes the meaning from a sign; where it parts folders, it is not meant so.
    const pattern = path.replaceAll(sep, '/');
    if (missing && (await loadGlob()).isDynamicPattern(pattern)) await addGlob(search, pattern);
    else if (missing) fail(search, absolute, isShown(absolute) ? NO_UTF8 : 'does not exist; check the path');
    else fail(search, absolute, `cannot be read: ${reasonOf(error)}`);
  }
}

/** Whether the file system says that nothing is there. */
function isMissing(error: NodeJS.ErrnoException): boolean {
  return error.code === 'ENOENT' || error.code === 'ENOTDIR';
}

/** Whether there is something that Node shows as this path, though it leads nowhere: its own name is no UTF-8. */
function isShown(path: string): boolean {
  if (!mayBeNoUtf8(path)) return false;
  try {
    return (
      lstatSync(path, { throwIfNoEntry: false }) === undefined && readdirSync(dirname(path)).includes(basename(path))
    );
  } catch {
    return false;
  }
}

/** @param isAlone whether nothing else is looked for. */
async function addFolder(search: Search, folder: string, isAlone: boolean): Promise<void> {
  const { walk } = await import('./walk.ts');
  const { cwd, hidden, midway } = search.options;
  const shown = shownPath(cwd, folder);
  const prefix = shown === '.' ? '' : shown.endsWith('/') ? shown : `${shown}/`;
  let told = 0;
  const addMore = (files: readonly WalkedFile[]) => {
    const more = files.slice(told).map(({ below, path, real, linked }) => {
      const candidate = { file: `${prefix}${below}`, path, named: false, linked };
      add(search, real, candidate);
      return candidate;
    });
    told = files.length;
    return more;
  };
  const walking = walk(folder, { hidden, wants: (below) => isWanted(search, below) });
  let step = walking.next();
  for (; step.done !== true; step = walking.next()) {
    const { files, hasLinks } = step.value;
    await midway?.({ files: addMore(files).map(inputFile), isFinal: isAlone && !hasLinks });
  }
  addMore(step.value.files);
  for (const { path, message } of step.value.failures) fail(search, path, message);
}

/** Whether a file that is found, and not named, is to be read. */
function isWanted({ options: { programs = false, hidden } }: Search, path: string): boolean {
  if (isManifestName(path)) return true;
  return programs && (isProgramName(path) || isDependencyName(path)) && (hidden || !COPIED.test(path));
}

/** Folders into which the programs of others are copied by Go, Python, CUE and more: what they use is not the user's to change. */
const COPIED = /(?:^|\/)(?:vendor|venv|site-packages|cue\.mod)\//;

function addFile(search: Search, path: string, named: boolean): void {
  const real = realPathOf(path) ?? path;
  add(search, real, { file: shownPath(search.options.cwd, path), path, named, linked: real !== path });
}

/** Loaded on first use: an audit of named files needs no globs. */
async function loadGlob() {
  return (await import('fast-glob')).default;
}

async function addGlob(search: Search, pattern: string): Promise<void> {
  const fg = await loadGlob();
  const { SKIPPED_FOLDERS } = await import('./walk.ts');
  const { cwd, hidden } = search.options;
  const ignore = SKIPPED_FOLDERS.filter((folder) => !hidden && !pattern.split('/').includes(folder));
  let refusals = 0;
  const refused = (path: string, message: string) => {
    refusals++;
    fail(search, resolve(cwd, path), message);
  };
  const matches = await fg(pattern, {
    cwd,
    fs: tellingFileSystem(refused),
    dot: hidden,
    onlyFiles: false,
    markDirectories: true,
    followSymbolicLinks: false,
    suppressErrors: true,
    ignore: ignore.map((folder) => `**/${folder}/**`),
  });
  const anyEnding = /\.[\w{},]+$/.test(pattern);
  for (const match of matches) {
    const path = resolve(cwd, match);
    if (mayBeNoUtf8(match) && isShown(path)) {
      fail(search, path, NO_UTF8);
      continue;
    }
    const isFolder = match.endsWith('/') || statsAt(path)?.isDirectory() === true;
    if (isFolder) await addMatchedFolder(search, path);
    else if (anyEnding || isWanted(search, match)) addFile(search, path, false);
  }
  if (matches.length === 0 && refusals === 0) {
    fail(search, resolve(cwd, pattern), 'matches no file; check the pattern');
  }
}

/** Its name may be listed where its parent lets nobody through. */
async function addMatchedFolder(search: Search, path: string): Promise<void> {
  try {
    await addFolder(search, path, false);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    fail(search, path, `cannot be read: ${reasonOf(error)}`);
  }
}

/** The file system for a glob, which passes over what it is refused, and says nothing: this one tells of it. */
function tellingFileSystem(tell: (path: string, message: string) => void): Partial<FileSystemAdapter> {
  const told = (path: string, what: string, error: NodeJS.ErrnoException | null) => {
    if (error !== null && !isMissing(error)) tell(path, `${what}: ${reasonOf(error)}`);
  };
  type Done<T> = (error: NodeJS.ErrnoException | null, found: T) => void;
  const list = (path: string, options: { withFileTypes: true }, done: Done<Dirent[]>) =>
    readdir(path, options, (error, entries) => {
      told(path, 'cannot be listed', error);
      done(error, entries);
    });
  return {
    // It is never asked for names alone.
    readdir: list as unknown as FileSystemAdapter['readdir'],
    lstat: (path, done) =>
      lstat(path, (error, stats) => {
        told(path, 'cannot be read', error);
        done(error, stats);
      }),
  };
}

/** Keeps of two ways to one file the one without links, else the first by name; named by either way is named. */
function add(search: Search, real: string, candidate: Candidate): void {
  const known = search.files.get(real);
  if (known === undefined) {
    search.files.set(real, candidate);
    return;
  }
  const order = Number(candidate.linked) - Number(known.linked) || compareText(candidate.file, known.file);
  const named = known.named || candidate.named;
  search.files.set(real, { ...(order < 0 ? candidate : known), named });
}

function fail(search: Search, path: string, message: string): void {
  const file = shownPath(search.options.cwd, path);
  if (!search.errors.has(file)) search.errors.set(file, { file, line: 1, column: 1, message });
}
