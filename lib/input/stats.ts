import type { PathLike, Stats } from 'node:fs';
import { realpathSync, statSync } from 'node:fs';

/** What stands at a path, through symbolic links; `null` where nothing does, or it cannot be looked at. */
export function statsAt(path: PathLike): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

/** A path without any symbolic link; `null` where it leads nowhere. */
export function realPathOf(path: string): string | null {
  try {
    return realpathSync.native(path);
  } catch {
    return null;
  }
}
