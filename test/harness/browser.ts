import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Browser, Page, Request } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import type { Stack } from '../../local/stack.ts';
import { demoFolder } from './demo.ts';
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

let browser: Promise<Browser> | undefined;

/** One Chromium for all files of this process. It ends with the process: its pipe closes. */
const theBrowser = (): Promise<Browser> => (browser ??= chromium.launch({ executablePath: executablePath!, args }));

/** How often a page is looked at until it stands still, milliseconds. */
const LOOK = 60;

/** What shows that a page still changes: its address, its width, the text of it, and that it says itself that it waits. */
const look = (page: Page): Promise<string> =>
  page.evaluate(
    (wait) =>
      new Promise<string>((done) => {
        setTimeout(() => {
          const main = document.querySelector('main');
          const heading = main?.querySelector('h1, h2');
          const busy = main?.querySelector('[aria-busy=true]');
          const { scrollWidth, scrollHeight, lang } = document.documentElement;
          done(
            heading && !busy ? [location.pathname, lang, scrollWidth, scrollHeight, main?.textContent].join(' ') : '',
          );
        }, wait);
      }),
    LOOK,
  );

/** Follows what a page asks for. The answer waits until it asks for nothing more and stands still. */
const watched = (page: Page): (() => Promise<void>) => {
  const open = new Set<Request>();
  let asked = 0;
  page.on('request', (request) => {
    asked += 1;
    open.add(request);
  });
  const ended = (request: Request) => open.delete(request);
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  return async () => {
    const until = performance.now() + 15_000;
    let before = { seen: '', asked: -1 };
    for (;;) {
      const now = { seen: await look(page), asked };
      if (open.size === 0 && now.seen !== '' && now.seen === before.seen && now.asked === before.asked) return;
      if (performance.now() > until) {
        const urls = [...open].map((request) => request.url());
        throw new Error(`${page.url()} does not come to rest: ${JSON.stringify(urls)} ${now.seen.slice(0, 200)}`);
      }
      before = now;
    }
  };
};

export interface Visit {
  page: Page;
  /** Errors of the console and of scripts, refusals by status aside. */
  errors: string[];
  /** Waits until the page asks for nothing more and stands still: as `networkidle`, without its half second. */
  calm: () => Promise<void>;
}

export interface Who {
  /** Signed in over the API, as one who comes back; at the sign-in page without an address. */
  email?: string;
  language: 'zh-CN' | 'en';
  width?: number;
  height?: number;
  /** Where in the company to begin, such as `/orders?new=1`; at home without it. */
  at?: string;
  /** The company; the demo company without it. */
  ws?: string;
  /** The time (ms) at which the window's clock stands still. Such a window is of no use to another journey: close its page. */
  now?: number;
}

/** A window with a profile of its own. */
interface Window extends Visit {
  language: Who['language'];
  /** Its journey is over: the next one may begin here. */
  free: boolean;
}

const openWindow = async (language: Who['language']): Promise<Window> => {
  const context = await (await theBrowser()).newContext({ locale: language, reducedMotion: 'reduce' });
  // The choice of this device goes before the member's own language.
  await context.addInitScript((chosen) => {
    // An empty page has no storage.
    if (location.protocol !== 'about:') localStorage.setItem('language', chosen);
  }, language);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const opened: Window = { page, errors: [], calm: watched(page), language, free: false };
  page.on('pageerror', (error) => opened.errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (4\d\d)/.test(message.text())) opened.errors.push(message.text());
  });
  return opened;
};

/** The windows of this process, those that are in use and those left by earlier journeys. */
let windows: Window[] = [];

let lastPort = 0;

/** The port of the last world of this process while it is free: the same address is what lets a window know its scripts again. */
const samePort = (): Promise<number> =>
  new Promise((done) => {
    const probe = createServer();
    probe.once('error', () => done(0));
    probe.listen(lastPort, () => probe.close(() => done(lastPort)));
  });

/**
 * Makes a window ready for the next journey: nothing is left of the last one but scripts that are loaded and compiled already, which
 * are two thirds of what a new window costs.
 */
const leave = async (left: Window): Promise<void> => {
  const { page } = left;
  for (const one of page.context().pages()) if (one !== page) await one.close();
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await page.emulateMedia({ media: null });
  await page.goto('about:blank');
  await page.context().clearCookies();
  left.free = true;
};

export interface BrowserWorld {
  world: () => World;
  stack: () => Stack;
  /** A page in a window of its own, at the demo company. After the test the window is cleared for whoever comes next. */
  visit: (who: Who) => Promise<Visit>;
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
      beforeAll(async () => {
        const from = await demoFolder();
        world = await openWorld({ from, start: Date.now(), ticking: 'real', port: await samePort() });
        lastPort = Number(new URL(world.url).port);
        await theBrowser();
      }, 90_000);
      afterEach(async () => {
        windows = windows.filter((one) => !one.page.isClosed());
        for (const one of windows) if (!one.free) await leave(one);
      });
      afterAll(async () => {
        await world?.close();
      });
      journeys({
        world: () => world,
        stack: () => world.stack,
        visit: async ({ email, language, width = 1360, height = 850, at, ws = 'ws_demo', now }) => {
          const left = windows.find((one) => one.free && one.language === language && !one.page.isClosed());
          const opened = left ?? (await openWindow(language));
          if (!left) windows.push(opened);
          opened.free = false;
          opened.errors = [];
          const { page, errors, calm } = opened;
          await page.setViewportSize({ width, height });
          if (now !== undefined) await page.clock.setFixedTime(now);
          if (email === undefined) {
            await page.goto(world.url);
            await page.locator('input[type=password]').waitFor();
            return { page, errors, calm };
          }
          const data = { email, password: PASSWORD };
          const answer = await page.context().request.post(`${world.url}/v1/auth/sign-in`, { data });
          if (!answer.ok()) throw new Error(`sign-in of ${email} answered ${answer.status()}`);
          await page.goto(at === undefined ? world.url : `${world.url}/${ws}${at}`);
          if (at === undefined) await page.waitForURL(/\/ws_/);
          await page.locator('main h1, main h2').first().waitFor();
          return { page, errors, calm };
        },
      });
    },
  );
};
