import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PID } from '../input/rendering-files.ts';
import type { Io } from './io.ts';

/**
 * Makes the folder in which the programs that render have their own, for as long as this process runs. However that ends,
 * but by what no process sees coming, they end with it, in whichever thread they were started, and the folder goes.
 *
 * @returns `undefined` where none can be made, or nobody would take it away: then each rendering has one for itself.
 */
export function folderOfRenderings({ onKilled, onExit }: Io): string | undefined {
  if (onKilled === undefined || onExit === undefined) return undefined;
  let folder: string;
  try {
    folder = mkdtempSync(join(tmpdir(), 'api-audit-'));
  } catch {
    return undefined;
  }
  const end = () => endRenderings(folder);
  onKilled(end);
  onExit(end);
  return folder;
}

/** Kills what runs, and takes the folder away, so that nothing is started in it again. */
function endRenderings(folder: string): void {
  for (const name of namesIn(folder)) {
    if (!name.endsWith(PID)) continue;
    try {
      process.kill(Number(readFileSync(join(folder, name), 'utf8')), 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
  try {
    // What is being killed may write for a moment more.
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // A program left folders there that nobody may look into.
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
