import { existsSync } from 'node:fs';

/** Where Debian and others put it. */
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The path of a Chromium on this machine, `CHROMIUM` first; `null` where there is none. */
export function findChromium(): string | null {
  return [process.env['CHROMIUM'], ...PLACES].find((path) => path !== undefined && existsSync(path)) ?? null;
}
