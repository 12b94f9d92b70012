import { spawnSync } from 'node:child_process';
import { findChromium } from '../test/support/chromium.ts';
import { hasShell } from '../test/support/shells.ts';

// The tests look at HTML reports in a real browser, and have real shells complete command lines. What of these is not there, and
// this is a Debian that we may add to, we get.
const NEEDED = [
  { name: 'chromium', isHere: () => findChromium() !== null, else: 'the tests of HTML reports will fail' },
  { name: 'fish', isHere: () => hasShell('fish'), else: 'the tests of completion in fish are skipped' },
  { name: 'zsh', isHere: () => hasShell('zsh'), else: 'the tests of completion in zsh are skipped' },
] as const;

const say = (text: string) => process.stdout.write(`setup-packages: ${text}\n`);
const missing = NEEDED.filter(({ isHere }) => !isHere());
const isDebian = () => spawnSync('apt-get', ['--version']).status === 0 && process.getuid?.() === 0;
if (missing.length === 0) {
  say('all is there');
} else if (isDebian()) {
  const names = missing.map(({ name }) => name);
  say(`apt-get update and apt-get install -y ${names.join(' ')}`);
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...names],
  ]) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const { status } = spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env });
    if (status !== 0) say(`apt-get ${args[0]} ended with status ${status}`);
  }
}
for (const { name, isHere, else: otherwise } of missing) {
  if (!isHere())
    say(`there is no ${name}, and no apt-get that brings it to run as root: ${otherwise}. Install ${name}.`);
}
