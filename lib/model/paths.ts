import type { PlatformPath } from 'node:path';
import nodePath from 'node:path';

/** How paths are written on a system: `posix` or `win32` of `node:path`. */
export type PathRules = Pick<PlatformPath, 'relative' | 'resolve' | 'dirname' | 'isAbsolute' | 'sep'>;

/**
 * A path as reports show it, and as patterns are held against: from a folder where it lies below it, with forward slashes
 * on every system. On another drive of Windows than the folder it is absolute (`D:/manifests/web.yaml`).
 *
 * @param path absolute, or from the folder.
 */
export function shownPath(folder: string, path: string, rules: PathRules = nodePath): string {
  return rules.relative(folder, rules.resolve(folder, path)).replaceAll(rules.sep, '/') || '.';
}

/** Whether a path is that of a folder, or of something in it; both absolute. */
export function isWithin(folder: string, path: string, rules: PathRules = nodePath): boolean {
  const way = rules.relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${rules.sep}`) && !rules.isAbsolute(way));
}

/** The innermost folder that holds all of some; `null` where there are none, or none does (several drives of Windows). */
export function commonFolder(folders: readonly string[], rules: PathRules = nodePath): string | null {
  const [first] = folders;
  if (first === undefined) return null;
  for (let common = first; ; common = rules.dirname(common)) {
    if (folders.every((folder) => isWithin(common, folder, rules))) return common;
    if (common === rules.dirname(common)) return null;
  }
}

/** What stands before the first sign of a glob: the folder that all it matches is in; `.` where nothing does. */
export function globFolder(pattern: string, rules: PathRules = nodePath): string {
  const sign = pattern.search(/[*?[\]{}()!]/);
  const before = sign === -1 ? pattern : pattern.slice(0, sign);
  const end = Math.max(before.lastIndexOf('/'), before.lastIndexOf(rules.sep));
  return before.slice(0, end + 1) || '.';
}
