import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { product } from '../../shared/catalog/product.ts';
import { describeInBrowser } from '../harness/browser.ts';
import { makeRecord, nextNumber } from '../harness/records.ts';
import type { Person } from '../harness/world.ts';
import { MAIN } from '../harness/world.ts';

const words = {
  'zh-CN': {
    name: '名称',
    country: '国家',
    open: '打开',
    approved: '已审批',
    order: '转为订单并提交',
    ship: '出货',
    submit: '提交审批',
    settled: '已结清',
    amount: '金额',
    shipped: '已出货',
  },
  en: {
    name: 'Name',
    country: 'Country',
    open: 'Open',
    approved: 'Approved',
    order: 'Make and submit the order',
    ship: 'Ship',
    submit: 'Submit for approval',
    settled: 'Settled',
    amount: 'Amount',
    shipped: 'Shipped',
  },
} as const;

/** From the first click to the money, without the waits of signing in. */
const MINUTE = 60_000;

describeInBrowser('from the lead to the payment, in a company that nobody has configured', ({ visit, world }) => {
  let people: Record<'rep' | 'manager' | 'finance', Person>;
  let code: string;
  beforeAll(async () => {
    const [rep, manager, finance] = [
      await world().person('sales-rep'),
      await world().person('sales-manager'),
      await world().person('finance'),
    ];
    people = { rep, manager, finance };
    const admin = await world().person('administrator');
    ({ code } = await makeRecord(admin, product, { name: 'Trail Bike', price: 189_900, currency: 'CNY' }));
  }, 30_000);

  const stands = (page: Page, state: string) => page.locator('.path [aria-current=step]', { hasText: state }).waitFor();

  // In the other language the same steps are walked by the journeys of their parts.
  test.each(['zh-CN'] as const)('in %s, under a minute', { timeout: 90_000 }, async (language) => {
    const text = words[language];
    const base = `${world().url}/${MAIN}`;
    const [rep, manager, finance] = [
      await visit({ email: people.rep.email, language }),
      await visit({ email: people.manager.email, language }),
      await visit({ email: people.finance.email, language }),
    ];
    const name = `Harbour Cycles ${nextNumber()}`;
    const begun = Date.now();

    // Somebody has asked for bicycles: the customer and the deal are entered.
    await rep.page.goto(`${base}/accounts?new=1`);
    const form = rep.page.getByRole('dialog');
    await form.getByLabel(text.name, { exact: false }).first().fill(name);
    await form.getByLabel(text.country, { exact: false }).first().fill('CN');
    await rep.page.keyboard.press('Control+Enter');
    await rep.page.getByRole('button', { name: text.open, exact: true }).click();
    await rep.page.waitForURL(/\/accounts\/acc_/);
    const accountId = rep.page.url().match(/acc_[0-9A-Za-z]+/)![0];

    // The quote: code, quantity, the list's price; it goes out at once.
    await rep.page.goto(`${base}/quotes/new?accountId=${accountId}`);
    await rep.page.locator('button[type=submit]:focus').waitFor();
    await rep.page.keyboard.press('Enter');
    await rep.page.waitForURL(/quotes\/quo_/);
    await rep.page.locator('[data-row="0"][data-column=productId]:focus').waitFor();
    await rep.page.keyboard.type(code);
    await rep.page.keyboard.press('Enter');
    await rep.page.locator('[data-column=quantity]:focus').waitFor();
    await rep.page.keyboard.type('5');
    await rep.page.keyboard.press('Enter');
    await rep.page.locator('[data-step=submit]:not([aria-disabled])').click();
    await stands(rep.page, text.approved);

    // The order of it, and the goods on their way.
    await rep.page.getByRole('button', { name: text.order, exact: true }).click();
    await rep.page.waitForURL(/orders\/ord_/);
    await stands(rep.page, text.approved);
    await rep.page.getByRole('button', { name: text.ship, exact: true }).click();
    await rep.page.getByRole('dialog').getByRole('button', { name: text.submit }).click();
    await rep.page.getByRole('dialog').waitFor({ state: 'detached' });
    const shipment = rep.page.locator('a[href*="/shipments/shp_"]').first();
    await shipment.waitFor();
    const address = await shipment.getAttribute('href');

    // A second person lets them go; the receivable is there in that moment.
    await manager.page.goto(new URL(address!, base).href);
    await manager.page.locator('[data-verdict=approve]').click();
    await manager.page.locator('[data-link=receivable] a').click();
    await manager.page.waitForURL(/\/receivables\/rcv_/);
    const receivable = manager.page.url();

    // The money comes.
    await finance.page.goto(`${base}/payments/new?account=${accountId}`);
    await finance.page.locator('[data-receivable]').first().waitFor();
    await finance.page.getByLabel(text.amount, { exact: true }).focus();
    await finance.page.keyboard.type('9495');
    await finance.page.keyboard.press('F2');
    await finance.page.keyboard.press('Control+Enter');
    await finance.page.locator('.mo-session a[href*="/payments/"]').waitFor();
    await finance.page.goto(receivable);
    await stands(finance.page, text.settled);
    const taken = Date.now() - begun;
    await rep.page.reload();
    await stands(rep.page, text.shipped);

    expect(taken).toBeLessThan(MINUTE);
    expect([...rep.errors, ...manager.errors, ...finance.errors]).toEqual([]);
  });
});
