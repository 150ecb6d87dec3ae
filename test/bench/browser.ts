import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { buildWeb } from '../../scripts/build-web.ts';

const executablePath = process.env['CHROMIUM'] ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);

/** First rows of the account list in headless Chromium: cold (empty cache, signed in) and when navigating inside. Prints medians of 5 in ms. */
export const measureBrowser = async (
  url: string,
  person: { email: string; password: string; ws: string },
): Promise<void> => {
  if (!executablePath) {
    console.log('browser: no Chromium here');
    return;
  }
  await buildWeb();
  const browser = await chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  const context = await browser.newContext({ viewport: { width: 1360, height: 850 } });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('input[type=email]').fill(person.email);
  await page.locator('input[type=password]').fill(person.password);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/ws_/);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  let bytes = 0;
  cdp.on('Network.loadingFinished', (event) => {
    bytes += event.encodedDataLength;
  });
  const firstRow = () =>
    page
      .getByText(/^(Bench|Company) \d+/)
      .first()
      .waitFor();
  const cold: number[] = [];
  let wire = 0;
  for (let i = 0; i < 5; i++) {
    await cdp.send('Network.clearBrowserCache');
    bytes = 0;
    const begun = performance.now();
    await page.goto(`${url}/${person.ws}/accounts`);
    await firstRow();
    cold.push(performance.now() - begun);
    await page.waitForLoadState('networkidle');
    wire = bytes;
  }
  const inside: number[] = [];
  for (let i = 0; i < 5; i++) {
    await page.locator('a[href$="/products"]').first().click();
    await page.waitForURL(/products/);
    await page.waitForLoadState('networkidle');
    const begun = performance.now();
    await page.locator('a[href$="/accounts"]').first().click();
    await firstRow();
    inside.push(performance.now() - begun);
  }
  const median = (times: number[]) => times.sort((a, b) => a - b)[times.length >> 1]!;
  const say = (name: string, value: number, goal: number, unit: string) =>
    console.log(
      `${name.padEnd(40)} ${value.toFixed(0).padStart(6)} ${unit} (goal ${goal}: ${value <= goal ? 'reached' : 'MISSED'})`,
    );
  say('account list, first rows, cold', median(cold), 1500, 'ms');
  say('account list, first rows, inside', median(inside), 300, 'ms');
  say('first load over the wire', wire / 1000, 600, 'kB');
  await browser.close();
};
