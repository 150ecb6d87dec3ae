import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeInBrowser } from '../harness/browser.ts';
import { PASSWORD } from '../harness/world.ts';

/** An approved order of 10 pieces at list price, made over the API, for a customer of the demo company with room in its credit. */
const approvedOrder = async (
  url: string,
): Promise<{ id: string; number: string; accountId: string; total: number }> => {
  let key = 0;
  const signedIn = async (email: string) => {
    const answer = await fetch(`${url}/v1/auth/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: PASSWORD }),
    });
    const { accessToken } = (await answer.json()) as { accessToken: string };
    return async (method: string, path: string, body?: unknown, version?: number) => {
      key += 1;
      const response = await fetch(`${url}/v1/workspaces/ws_demo${path}`, {
        method,
        headers: {
          authorization: `Bearer ${accessToken}`,
          'content-type': 'application/json',
          'idempotency-key': `money-${Date.now()}-${key}`,
          ...(version ? { 'if-match': `"${version}"` } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return JSON.parse(text);
    };
  };
  const rep = await signedIn('sales-rep@demo.example');
  const finance = await signedIn('finance@demo.example');
  const accounts = await rep('GET', '/accounts?limit=60&filter=status:eq:customer&filter=currency:eq:CNY');
  const products = await rep('GET', '/products?limit=1&filter=status:eq:active&filter=currency:eq:CNY');
  const [product] = products.items;
  for (const account of accounts.items) {
    const { held, account: credit } = await finance('GET', `/accounts/${account.id}/credit`);
    if (held !== 'none' || credit.lines.some((line: { receivables: number }) => line.receivables > 0)) continue;
    const body = {
      accountId: account.id,
      currency: 'CNY',
      orderDate: '2026-11-02',
      lines: [{ productId: product.id, quantity: 10, unitPrice: product.price }],
    };
    const draft = await rep('POST', '/orders', body);
    const order = await rep('POST', `/orders/${draft.id}/actions/submit`, {}, draft.version);
    if (order.status === 'pending-approval') {
      const manager = await signedIn('sales-manager@demo.example');
      await manager('POST', `/orders/${order.id}/decisions`, { verdict: 'approve' });
    }
    return { id: order.id, number: order.number, accountId: account.id, total: order.total };
  }
  throw new Error('no customer of the demo company has room in its credit');
};

/** The amount that stands on a page, in minor units. */
const minorOf = (text: string | null): number => Math.round(Number((text ?? '').replace(/[^\d.-]/g, '')) * 100);

/** What is owed in all, by the ageing page. */
const owed = async (page: Page, url: string): Promise<number> => {
  await page.goto(`${url}/ws_demo/receivables/ageing`);
  await page.locator('[data-currency=CNY] .mo-bar-head a').first().waitFor();
  return minorOf(await page.locator('[data-currency=CNY] .mo-bar-head a').first().textContent());
};

describeInBrowser('from the order to the money in the browser', ({ visit, world }) => {
  test('an order is shipped with one click, billed by its approval, and paid without leaving the keyboard', {
    timeout: 60_000,
  }, async () => {
    const { url } = world();
    const language = 'zh-CN';
    const order = await approvedOrder(url);

    // One click on the desk makes the shipment and sends it for approval.
    const rep = await visit({ email: 'sales-rep@demo.example', language, at: '/shipments/desk' });
    const row = rep.page.locator(`[data-order="${order.id}"]`);
    await row.getByRole('button', { name: '全部出货' }).click();
    await row.locator('a[href*="/shipments/shp_"]').first().click();
    await rep.page.waitForURL(/\/shipments\/[a-z]+_/);
    const address = rep.page.url();

    // A second person approves it; the receivable is there in the same moment.
    const manager = await visit({ email: 'sales-manager@demo.example', language, at: '/receivables/ageing' });
    const before = await owed(manager.page, url);
    await manager.page.goto(address);
    await manager.page.locator('[data-verdict=approve]').click();
    await manager.page.locator('[data-link=receivable] a').click();
    await manager.page.waitForURL(/\/receivables\/[a-z]+_/);
    const receivable = manager.page.url();
    expect(minorOf(await manager.page.locator('[data-part=balance] strong').textContent())).toBe(order.total);
    expect((await owed(manager.page, url)) - before).toBe(order.total);

    // Finance types the payment: customer by search, amount, F2, Ctrl+Enter.
    const at = `/payments/new?account=${order.accountId}`;
    const finance = await visit({ email: 'finance@demo.example', language, at });
    const { page } = finance;
    await page.locator('[data-receivable]').first().waitFor();
    await page.getByLabel('金额', { exact: true }).focus();
    await page.keyboard.type(String(order.total / 100));
    await page.keyboard.press('F2');
    expect(minorOf(await page.locator('[data-sum=allocated]').textContent())).toBe(order.total);
    expect(minorOf(await page.locator('[data-sum=rest]').textContent())).toBe(0);
    await page.keyboard.press('Control+Enter');
    await page.locator('.mo-session a[href*="/payments/"]').waitFor();
    // The next one can be typed at once.
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox');
    expect(await page.getByLabel('金额', { exact: true }).inputValue()).toBe('');

    // The receivable is settled, names its payment, and the ageing of the same person is what it was.
    await page.goto(receivable);
    await page.locator('.path [aria-current=step]', { hasText: '已结清' }).waitFor();
    await page.locator('.mo-strip a[href*="/payments/"]').first().waitFor();
    expect(await owed(manager.page, url)).toBe(before);

    // Taken back, it is owed again.
    await page.goto(receivable);
    await page.locator('.mo-strip a[href*="/payments/pay_"]').first().click();
    await page.locator('.mo-strip .btn.danger').click();
    await page.getByRole('dialog').locator('input').fill('Bank error');
    await page.keyboard.press('Enter');
    await page.locator('.mo-strip .badge.bad').waitFor();
    expect((await owed(manager.page, url)) - before).toBe(order.total);

    expect([...rep.errors, ...manager.errors, ...finance.errors]).toEqual([]);
  });
});
