import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeInBrowser } from '../harness/browser.ts';

describeInBrowser('quotes in the browser', ({ visit, world }) => {
  /** Pastes as a spreadsheet does, into the cell that has the focus. */
  const paste = (page: Page, text: string) =>
    page.evaluate((rows) => {
      const data = new DataTransfer();
      data.setData('text/plain', rows);
      window.document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, text);
  const cell = (page: Page, row: number, column: string) =>
    page.locator(`[data-row="${row}"][data-column="${column}"]`);
  const startFor = async (page: Page, customer: string) => {
    await page.goto(`${world().url}/ws_demo/quotes/new`);
    await page.locator('#deal-account:focus').waitFor();
    await page.keyboard.type(customer);
    // Enter at once: the first choice for just this text is taken as soon as it is known.
    await page.keyboard.press('Enter');
    await page.waitForURL(/quotes\/quo_/);
    await page.locator('[data-row="0"][data-column=productId]:focus').waitFor();
  };

  test('a quote is made without leaving the keyboard, from rows of a spreadsheet, and goes out at list prices', {
    timeout: 60_000,
  }, async () => {
    const { page, errors } = await visit({ email: 'sales-rep@demo.example', language: 'zh-CN' });
    await startFor(page, '远行');
    await paste(page, '数量\t产品编码\n10\tEV-MB-2101\n2\tEV-EB-4201\n1\tNO-SUCH-CODE');
    await page.getByText('没有编码为“NO-SUCH-CODE”的产品。').waitFor();
    expect(await cell(page, 0, 'unitPrice').inputValue()).toBe('¥1,899.00');
    await page.getByRole('complementary', { name: '该客户的历史报价' }).getByText('标准价').first().waitFor();
    await cell(page, 2, 'quantity').focus();
    await page.keyboard.press('Control+Backspace');
    await cell(page, 2, 'quantity').waitFor({ state: 'detached' });
    await page.getByText('已删除第 3 行。').waitFor();
    await page.getByText('无需审批，可直接发出').waitFor();
    // Ctrl+D doubles the line; the price is looked at again, not typed.
    await cell(page, 1, 'quantity').focus();
    await page.keyboard.press('Control+d');
    await page.keyboard.press('Control+s');
    await page.getByRole('button', { name: '已保存' }).waitFor();
    expect(await cell(page, 2, 'amount').count()).toBe(0);
    expect(await cell(page, 2, 'unitPrice').inputValue()).toBe('¥13,800.00');
    await page.locator('[data-step=submit]:not([aria-disabled])').click();
    await page.locator('.path [aria-current=step]', { hasText: '已审批' }).waitFor();
    await page.getByRole('button', { name: '转为订单', exact: true }).waitFor();
    expect(errors).toEqual([]);
  });

  test('another price than the live quote asks for its reason there, goes to the manager, who signs it on a phone', {
    timeout: 60_000,
  }, async () => {
    const { page, errors } = await visit({ email: 'sales-rep@demo.example', language: 'en' });
    await startFor(page, '远行');
    await page.keyboard.type('EV-MB-2101');
    await page.keyboard.press('Enter');
    await page.locator('[data-column=quantity]:focus').waitFor();
    // What the customer was told stands beside, with who said so.
    const panel = page.getByRole('complementary', { name: 'What this customer was told' });
    await panel
      .getByText(/valid until/)
      .first()
      .waitFor();
    await page.keyboard.type('5');
    await page.keyboard.press('Enter');
    await page.keyboard.type('1700');
    await page.getByText(/offers this customer ¥1,899.00. Why is it another price here/).waitFor();
    await page.getByText(/% below list: Sales manager/).waitFor();
    // Enter leads to the reason before the next line.
    await page.keyboard.press('Enter');
    await page.locator('select[data-column=reason]:focus').waitFor();
    await page.keyboard.type('A comp');
    await page.getByText(/the reason is given/).waitFor();
    await page.keyboard.press('Control+s');
    await page.getByRole('button', { name: 'Saved', exact: true }).waitFor();
    // A price that is typed while the step is taken is saved before it.
    await cell(page, 0, 'quantity').fill('6');
    await page.locator('[data-step=submit]:not([aria-disabled])').click();
    await page.locator('.path [aria-current=step]', { hasText: 'Pending approval' }).waitFor();
    await page.locator('.deal-row', { hasText: '¥10,200.00' }).waitFor();
    const address = page.url().replace(/\?.*/, '');

    const manager = await visit({ email: 'sales-manager@demo.example', language: 'zh-CN', width: 360, height: 780 });
    await manager.page.goto(address);
    await manager.page.locator('.deal-row').first().waitFor();
    expect(await manager.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await manager.page.locator('[data-verdict=approve]').click();
    await manager.page.locator('.path [aria-current=step]', { hasText: '已审批' }).waitFor();
    expect([...errors, ...manager.errors]).toEqual([]);
  });
});
