import { chromium } from 'playwright-core';

const [who, lang, size, ...paths] = process.argv.slice(2);
const b = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
const [w, h] = size.split('x').map(Number);
const c = await b.newContext({ viewport: { width: w, height: h } });
const p = await c.newPage();
p.on('pageerror', (e) => console.log('PAGEERROR', e.message));
p.on('console', (m) => {
  if (m.type() === 'error') console.log('CONSOLE', m.text().slice(0, 300));
});
await p.addInitScript((l) => localStorage.setItem('language', l), lang);
await p.goto('http://127.0.0.1:4310/');
await p.locator('input[type=email]').fill(who + '@demo.example');
await p.locator('input[type=password]').fill('Evergreen-1');
await p.keyboard.press('Enter');
await p.waitForURL(/ws_demo/, { timeout: 20000 });
let i = 0;
for (const path of paths) {
  await p.goto('http://127.0.0.1:4310/ws_demo' + path);
  await p.waitForLoadState('networkidle');
  await p.waitForTimeout(700);
  const f = `/tmp/shot${i++}.png`;
  await p.screenshot({ path: f });
  console.log(f, path, await p.title());
}
await b.close();
