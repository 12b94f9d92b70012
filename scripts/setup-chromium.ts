import { spawnSync } from 'node:child_process';
import { findChromium } from '../test/support/chromium.ts';

// The tests look at HTML reports in a real browser. Where there is none, and this is a Debian that we may add to, get one.
const say = (text: string) => process.stdout.write(`setup-chromium: ${text}\n`);
const found = findChromium();
if (found !== null) {
  say(`${found} is there`);
} else if (spawnSync('apt-get', ['--version']).status !== 0 || process.getuid?.() !== 0) {
  say(
    'no Chromium, and no apt-get to run as root: the tests of HTML reports will fail. Install chromium, or name it in CHROMIUM.',
  );
} else {
  say('no Chromium: apt-get update and apt-get install -y chromium');
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
  ]) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const { status } = spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env });
    if (status !== 0) say(`apt-get ${args[0]} ended with status ${status}`);
  }
  say(findChromium() ?? 'there still is no Chromium: the tests of HTML reports will fail');
}
