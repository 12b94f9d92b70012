import type { Stats } from 'node:fs';

/** Such a path names a descriptor that is open already: reading it cannot wait for a writer that never comes. */
const OPEN_DESCRIPTOR = /^\/(?:dev\/stdin|(?:dev|proc\/self)\/fd\/\d+)$/;

/** Whether a path names a descriptor that this process has open, such as a shell's `<(command)`. */
export function isOpenDescriptor(path: string): boolean {
  return OPEN_DESCRIPTOR.test(path);
}

/** What stands at a path where it is nothing to be read to its end, in words to follow "is"; `null` for what can be. */
export function notAFile(stats: Pick<Stats, 'isFile' | 'isDirectory'>, path: string): string | null {
  if (stats.isFile() || isOpenDescriptor(path)) return null;
  return stats.isDirectory() ? 'a folder' : 'no regular file (a pipe, socket or device)';
}
