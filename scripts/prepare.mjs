import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

// npm runs this before it packs, and after it installed what the package is built with. Where it installs a package from
// git globally, as pre-commit does, it leaves the second out: then that is made up for here, beside the sources.
if (!existsSync('node_modules/typescript')) npm('ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund');
npm('run', '--silent', 'build');

function npm(...args) {
  const env = { ...process.env, npm_config_global: 'false' };
  const { status } = spawnSync('npm', args, { env, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}
