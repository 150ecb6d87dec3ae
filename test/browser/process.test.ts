import { expect, test } from 'vitest';
import { describeInBrowser } from '../harness/browser.ts';

describeInBrowser('a document on its way in the browser', ({ visit, world }) => {
  test('an order is made, told what is missing, submitted, approved by keyboard on a phone, locked, and opened again with a reason', {
    timeout: 60_000,
  }, async () => {
    const rep = await visit({ email: 'sales-rep@demo.example', language: 'zh-CN' });
    const { page } = rep;
    await page.goto(`${world().url}/ws_demo/orders?new=1`);
    const form = page.getByRole('dialog');
    await form.getByLabel('订单号').fill('SO2026-70001');
    await form.getByLabel('客户', { exact: false }).first().fill('远行');
    await page.getByRole('option', { name: /远行/ }).first().click();
    await form.getByLabel('订单日期').fill('2026-11-20');
    // The state is not entered: an order begins as a draft.
    expect(await form.getByLabel('状态').count()).toBe(0);
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/orders\/ord_/);
    const address = page.url();

    // The step that leads on is there, greyed, with the reason and the way to the field.
    const submit = page.locator('[data-step=submit]');
    await submit.waitFor();
    expect(await submit.getAttribute('aria-disabled')).toBe('true');
    await page.getByText('缺少这一步要求填写的内容。').waitFor();
    await page.locator('.proc .reason-field', { hasText: '明细' }).click();
    await page.locator('[data-row="0"][data-column=productId]:focus').waitFor();
    await page.keyboard.type('山');
    await page.locator('.deal-hits [role=option]').first().click();
    // Below the list price, so that somebody has to sign.
    await page.locator('tfoot').getByText(/[1-9]/).first().waitFor();
    await page.locator('[data-column=off]').first().fill('5');
    await page.keyboard.press('Control+s');
    await page.locator('[data-step=submit]:not([aria-disabled])').click();
    await page.locator('.path [aria-current=step]', { hasText: '待审批' }).waitFor();
    // Whoever submits does not sign, and is told so.
    expect(await page.locator('[data-verdict=approve]').count()).toBe(0);
    await page.getByRole('button', { name: '为什么您不能审批' }).click();
    await page
      .getByText(/不能审批自己|不需要您审批/)
      .first()
      .waitFor();

    const manager = await visit({ email: 'sales-manager@demo.example', language: 'en', width: 360, height: 780 });
    await manager.page.goto(address);
    await manager.page.getByText('It is your turn to sign.').waitFor();
    expect(await manager.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    // Sending back asks for a reason; Esc leaves it.
    await manager.page.keyboard.press('b');
    await manager.page.getByRole('dialog').getByLabel('Reason').press('Enter');
    await manager.page.getByText('Say why.').waitFor();
    await manager.page.keyboard.press('Escape');
    await manager.page.keyboard.press('a');
    await manager.page.locator('.path [aria-current=step]', { hasText: 'Approved' }).waitFor();
    await manager.page.getByRole('tab', { name: 'Steps' }).click();
    await manager.page.locator('.step-entry', { hasText: 'Submit for approval' }).waitFor();
    expect(await manager.page.locator('.step-entry').count()).toBe(2);

    // An approved order is locked but for its note, and the step that opens it stands beside the lines.
    await page.reload();
    await page.locator('.path [aria-current=step]', { hasText: '已审批' }).waitFor();
    expect(await page.locator('[data-field=number] .editable').count()).toBe(0);
    expect(await page.locator('[data-field=note] .editable').count()).toBe(1);
    await page.locator('.lines-lock button').click();
    await page.getByRole('dialog').getByText('原审批作废，须重新审批。').waitFor();
    await page.keyboard.type('客户追加数量');
    await page.keyboard.press('Enter');
    await page.locator('.path [aria-current=step]', { hasText: '草稿' }).waitFor();
    await page.locator('[data-field=number] .editable').waitFor();
    await page.getByText('已作废：单据被重新打开').waitFor();

    expect([...rep.errors, ...manager.errors]).toEqual([]);
  });

  test('somebody else’s step in between is told, and what was typed stays', { timeout: 60_000 }, async () => {
    const { page, errors } = await visit({
      email: 'admin@demo.example',
      language: 'en',
      at: '/orders?filter=status:eq:approved',
    });
    await page.locator('.grid-title').first().click();
    await page.locator('[data-step=hold]').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('The customer owes three invoices');
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.locator('[data-field=note] .editable').click();
    await other.keyboard.type('Called them');
    const saved = other.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
    await other.keyboard.press('Control+Enter');
    await other.locator('[data-field=note]', { hasText: 'Called them' }).waitFor();
    await saved;

    await page.bringToFront();
    await dialog.getByLabel('Reason').press('Enter');
    await dialog.getByText(/Somebody changed this document/).waitFor();
    expect(await dialog.getByLabel('Reason').inputValue()).toBe('The customer owes three invoices');
    await dialog.getByRole('button', { name: 'Reload' }).click();
    await dialog.getByText(/Somebody changed this document/).waitFor({ state: 'detached' });
    await dialog.getByLabel('Reason').press('Enter');
    await page.locator('.path [aria-current=step]', { hasText: 'On hold' }).waitFor();
    expect(errors).toEqual([]);
  });

  test('a changed credit limit waits for a second person: the old value stands, with the way to the request', {
    timeout: 60_000,
  }, async () => {
    const { page, errors } = await visit({
      email: 'sales-manager@demo.example',
      language: 'en',
      at: '/accounts/acc_example',
    });
    const field = page.locator('[data-field=creditLimit]');
    const before = await field.locator('.field-value').textContent();
    await field.locator('.editable').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('4321');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByLabel('Reason').fill('New contract');
    await page.keyboard.press('Enter');
    await field.locator('.pending-chip').waitFor();
    expect(await field.locator('.field-value').textContent()).toBe(before);
    await field.locator('.pending-chip').click();
    await page.waitForURL(/change-requests\/chg_/);
    await page.locator('.path [aria-current=step]', { hasText: 'Pending approval' }).waitFor();
    expect(errors).toEqual([]);
  });

  test('a card dropped on “lost” is asked why, and goes there with the answer', { timeout: 60_000 }, async () => {
    const { page, errors } = await visit({
      email: 'admin@demo.example',
      language: 'en',
      at: '/opportunities?shape=board',
    });
    const card = page.locator('.column').first().locator('.board-card').first();
    const name = (await card.locator('.board-card-title').textContent()) ?? '';
    await card.hover();
    await card.locator('.board-card-head button').click();
    await page
      .getByRole('menuitemradio', { name: /Lost/ })
      .or(page.getByRole('menuitem', { name: /Lost/ }))
      .click();
    await page.getByRole('dialog').getByLabel('Why won or lost').fill('Price');
    // The first takes the reason out of the list, the second the step.
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('.column').last().locator('.board-card', { hasText: name }).first().waitFor();
    expect(errors).toEqual([]);
  });
});
