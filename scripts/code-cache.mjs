// Stores what V8 makes of the bundle's code, beside it, for bin/load.js. V8 compiles a function when it is first called: so
// the commands below are run. It takes nothing that was made under other flags than its own: so this is a process
// of its own, without any.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { loader, STORE, HEADER } = createRequire(import.meta.url)('../bin/load.js');

const COMMANDS = [
  ['scripts/code-cache.yaml', '--config', 'none'],
  ['scripts/code-cache.yaml', '--config', 'none', '--format', 'json'],
  ['explain', 'Ingress'],
  ['diff', '1.35', '1.36'],
  ['--help'],
];

/** A `vm.Script` imports only by what Node.js calls an experiment, and warns of: what imports is left to Node.js. */
function find(_name, filename) {
  const code = readFileSync(filename);
  return code.includes('import(') ? null : { code };
}

const scripts = [];
const { main } = loader(find, (name, script, code) => scripts.push({ name, script, code }))('main.cjs');
for (const command of COMMANDS) await main(command);
mkdirSync(STORE, { recursive: true });
for (const { name, script, code } of scripts) {
  const made = script.createCachedData();
  const header = Buffer.alloc(HEADER);
  header.writeUInt32LE(made.length);
  writeFileSync(join(STORE, name), Buffer.concat([header, made, code]));
}
