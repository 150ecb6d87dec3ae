import { existsSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { seedDemo } from '../../local/demo/seed.ts';
import type { Stack } from '../../local/stack.ts';
import { scratchDir } from './scratch.ts';
import type { World } from './world.ts';
import { openWorld, PASSWORD } from './world.ts';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const executablePath = process.env['CHROMIUM'] ?? places.find(existsSync);

// Without the last four, Chromium looks for its maker's hosts at every start.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let demo: Promise<string> | undefined;

/** The folder of a world with the demo company, made once in this process: seeding takes longer than most journeys. */
const demoFolder = (): Promise<string> =>
  (demo ??= (async () => {
    const dataDir = scratchDir('demo');
    const world = await openWorld({ dataDir, start: Date.now(), ticking: 'real' });
    await seedDemo(world.stack);
    await world.settle();
    await world.stack.stop();
    return dataDir;
  })());

export interface Visit {
  page: Page;
  /** Errors of the console and of scripts, refusals by status aside. */
  errors: string[];
}

export interface BrowserWorld {
  world: () => World;
  stack: () => Stack;
  /** A page in a window of its own, signed in at the demo company; at the sign-in page without an address. */
  visit: (who: { email?: string; language: 'zh-CN' | 'en'; width?: number; height?: number }) => Promise<Visit>;
}

/**
 * Tests in a real browser on the real product with its demo company. Where there is no Chromium they are skipped, and in CI that is
 * a failure: a journey that nobody made is not known to work.
 */
export const describeInBrowser = (name: string, journeys: (browser: BrowserWorld) => void): void => {
  if (!executablePath && process.env['CI'] === 'true')
    throw new Error('Browser tests need Chromium: none was found and CI=true. Set CHROMIUM to its path.');
  describe.skipIf(!executablePath)(
    executablePath ? name : `${name} (skipped: no Chromium; set CHROMIUM to its path)`,
    () => {
      let world: World;
      let browser: Browser;
      beforeAll(async () => {
        world = await openWorld({ from: await demoFolder(), start: Date.now(), ticking: 'real' });
        browser = await chromium.launch({ executablePath: executablePath!, args });
      }, 90_000);
      afterAll(async () => {
        await browser?.close();
        await world?.close();
      });
      journeys({
        world: () => world,
        stack: () => world.stack,
        visit: async ({ email, language, width = 1360, height = 850 }) => {
          const context = await browser.newContext({ viewport: { width, height }, locale: language });
          // The choice of this device goes before the member's own language.
          await context.addInitScript((chosen) => localStorage.setItem('language', chosen), language);
          const page = await context.newPage();
          page.setDefaultTimeout(15_000);
          const errors: string[] = [];
          page.on('pageerror', (error) => errors.push(error.message));
          page.on('console', (message) => {
            if (message.type() === 'error' && !/status of (4\d\d)/.test(message.text())) errors.push(message.text());
          });
          await page.goto(world.url);
          await page.locator('input[type=password]').waitFor();
          if (email === undefined) return { page, errors };
          await page.locator('input[type=email]').fill(email);
          await page.locator('input[type=password]').fill(PASSWORD);
          await page.keyboard.press('Enter');
          await page.waitForURL(/\/ws_/);
          await page.locator('main h1').first().waitFor();
          return { page, errors };
        },
      });
    },
  );
};
