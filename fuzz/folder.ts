import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

let made: string | null = null;

/** Writes files into this process's own temporary folder, in place of those that were there. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = madeFolder();
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  writeFiles(folder, files);
  return folder;
}

/** Writes files, and the folders that they are in. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

function madeFolder(): string {
  if (made !== null) return made;
  const folder = mkdtempSync(join(tmpdir(), 'api-audit-fuzz-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  made = folder;
  return folder;
}
