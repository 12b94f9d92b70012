import { spawnSync } from 'node:child_process';

/** Whether a shell of this name is on this machine. */
export function hasShell(name: string): boolean {
  return spawnSync(name, ['-c', ':']).status === 0;
}
