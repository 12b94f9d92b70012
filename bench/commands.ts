import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Command } from './run.ts';

/** The executable that is measured: this one, unless the environment names that of another build. */
const EXECUTABLE = process.env['API_AUDIT'] ?? fileURLToPath(new URL('../bin/api-audit.js', import.meta.url));

/** Node.js that does nothing: what every start is held against. */
export const BARE_NODE: Command = node("node -e ''", '-e', '');

/** Node.js with these arguments. */
export function node(name: string, ...args: readonly string[]): Command {
  return { name, program: process.execPath, args };
}

/** `api-audit` with these arguments. */
export function apiAudit(name: string, ...args: readonly string[]): Command {
  return node(name, EXECUTABLE, ...args);
}

/** An audit that ends with 0, whatever it finds. `--config none`: no policy of a folder above has a say. */
export function audit(name: string, ...args: readonly string[]): Command {
  return apiAudit(name, ...args, '--config', 'none', '--fail-on', 'never', '--allow-unread');
}

/** The command on one core, where the machine has the means (`taskset`); `null` elsewhere. */
export function onOneCore(command: Command, name: string): Command | null {
  return canPin ? { ...command, name, prefix: ['taskset', '-c', '0'] } : null;
}

const canPin = spawnSync('taskset', ['-c', '0', 'true']).status === 0;
