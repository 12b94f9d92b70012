import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { findChromium } from './chromium.ts';
import { inTemporaryFolder } from './temporary.ts';

const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts a browser with a profile of its own; throws where the machine has none. */
export function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium: run npm run setup:chromium, or name one in CHROMIUM.');
  return chromium.launch({ executablePath, args: ARGS });
}

/** A page that was opened, and what it complained of or asked for since. */
export interface OpenPage {
  readonly page: Page;
  /** Errors and warnings on the console, uncaught errors, dialogs. */
  readonly complaints: readonly string[];
  /** The addresses of all it loaded but itself. */
  readonly requests: readonly string[];
}

export interface OpenOptions {
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  readonly javaScriptEnabled?: boolean;
}

/** Opens HTML as a file from disk and hands it to `use`. */
export async function withPage<T>(
  browser: Browser,
  markup: string,
  use: (open: OpenPage) => Promise<T>,
  { colorScheme = 'light', width = 1280, javaScriptEnabled = true }: OpenOptions = {},
): Promise<T> {
  return inTemporaryFolder(async (folder) => {
    const file = join(folder, 'report.html');
    await writeFile(file, markup);
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 }, javaScriptEnabled });
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    const own = pathToFileURL(file).href;
    page.on('request', (request) => {
      if (!request.url().startsWith(own)) requests.push(request.url());
    });
    try {
      await page.goto(own);
      return await use({ page, complaints, requests });
    } finally {
      await page.close();
    }
  });
}

/** Waits for something to become true; throws where it does not. (Playwright's own way would need `eval`, which pages forbid.) */
export async function until(isTrue: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come true in time');
}

/** What axe-core holds against a page, the serious and critical faults: rule, and the elements. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const results = (await page.evaluate(`${axe.source}; axe.run(document)`)) as {
    readonly violations: readonly {
      readonly id: string;
      readonly impact: string;
      readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
    }[];
  };
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('\n')}`);
}
