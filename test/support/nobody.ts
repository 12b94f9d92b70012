import { chmodSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ROOT } from './cli.ts';

/** By the group, too: that stays root's. */
const TRAVERSE = 0o011;

/**
 * Root may read and list everything: where the tests run as root, lets go of that for a while. What is loaded meanwhile must
 * still be found: a checkout below a private folder (`mktemp -d`) can be passed through, though not listed, for that while.
 */
export async function asNobody<T>(act: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return act();
  const close = open(ROOT);
  process.seteuid?.(65_534);
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
    close();
  }
}

/** Lets others through to a folder; gives what takes that back. */
function open(folder: string): () => void {
  const closed: { readonly path: string; readonly mode: number }[] = [];
  for (let path = folder; path !== dirname(path); path = dirname(path)) {
    const { mode } = statSync(path);
    if ((mode & TRAVERSE) !== TRAVERSE) closed.push({ path, mode });
  }
  for (const { path, mode } of closed) chmodSync(path, mode | TRAVERSE);
  return () => {
    for (const { path, mode } of closed) chmodSync(path, mode);
  };
}
