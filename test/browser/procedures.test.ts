import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { describeInBrowser } from '../harness/browser.ts';

describeInBrowser('written procedures, controlled change and what is learned from departures', ({ visit, world }) => {
  test('a procedure is a dated document in the reader’s language, can be read in the other one, and prints without the frame', {
    timeout: 60_000,
  }, async () => {
    const { page, errors } = await visit({
      email: 'sales-rep@demo.example',
      language: 'zh-CN',
      at: '/processes/order/versions/0/print',
    });
    const paper = page.locator('.pr-paper');
    await paper.getByRole('heading', { name: '销售订单' }).waitFor();
    await paper.getByText('order-v0').waitFor();
    await paper.getByRole('heading', { name: /审批$/ }).first().waitFor();
    await paper.locator('svg').first().waitFor();
    await page.locator('main header').getByRole('button', { name: 'English' }).click();
    await paper.getByRole('heading', { name: 'Sales order' }).waitFor();
    // The paper alone changed its language.
    await page.getByRole('button', { name: '打印' }).waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('nav.rail').isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: '打印' }).isVisible()).toBe(false);
    expect(await paper.isVisible()).toBe(true);
    expect(await paper.locator('.pr-signs').isVisible()).toBe(true);
    expect(errors).toEqual([]);
  });

  test('a price change shows before and after, and holds once a second person has approved it', {
    timeout: 60_000,
  }, async () => {
    const { page, errors } = await visit({ email: 'admin@demo.example', language: 'en', at: '/change-requests' });
    const row = page.locator('main tbody tr').first();
    const amounts = ((await row.textContent()) ?? '').match(/¥[\d,.]+/g) ?? [];
    const [before, after] = amounts;
    expect(before).not.toBe(after);
    await row.getByRole('link').first().click();
    await page.locator('.chg-before', { hasText: before ?? '' }).waitFor();
    await page.getByText('The old values stand until a second person agrees.').waitFor();
    await page.getByRole('button', { name: /^Approve/ }).click();
    await page.getByText(/The new values hold since/).waitFor();
    await page.locator('main a.chip.ref').first().click();
    await page.waitForURL(/products\/prd_/);
    await page.locator('[data-field="price"]', { hasText: after ?? '' }).waitFor();
    expect(errors).toEqual([]);
  });

  test('deviations are counted by kind, and a proposal made out of one knows where it comes from', {
    timeout: 60_000,
  }, async () => {
    const { page, errors } = await visit({ email: 'sales-manager@demo.example', language: 'en', at: '/deviations' });
    const kind = page.locator('main tbody tr').first();
    await kind.getByRole('button', { name: 'Make a proposal' }).click();
    const drawer = page.getByRole('dialog');
    const title = drawer.locator('input').first();
    await title.waitFor();
    expect(await title.inputValue()).toContain('Opportunity');
    await title.fill('Known customers may go straight to negotiation');
    await drawer.getByRole('button', { name: 'Save', exact: true }).click();
    await drawer.waitFor({ state: 'detached' });
    await page.goto(`${world().url}/ws_demo/proposals?status=open`);
    await page.getByRole('link', { name: 'Known customers may go straight to negotiation' }).click();
    await page.getByText('Next: write down what would be better', { exact: false }).waitFor();
    await page.locator('.pp-strip').getByText('Came out of').waitFor();
    expect(errors).toEqual([]);
  });

  test('conformance is seen at a glance; who may write sets the threshold, who may not is not offered it', {
    timeout: 60_000,
  }, async () => {
    const admin = await visit({ email: 'admin@demo.example', language: 'zh-CN', at: '/conformance' });
    await admin.page.getByRole('img', { name: /各月符合率/ }).waitFor();
    await admin.page.getByRole('button', { name: '督导标准' }).click();
    const dialog = admin.page.getByRole('dialog');
    await dialog.getByLabel('恢复标准（%）').fill('99');
    await dialog.getByText('恢复标准不能高于解除标准。').waitFor();
    await dialog.getByLabel('恢复标准（%）').fill('70');
    await dialog.getByRole('button', { name: '保存' }).click();
    await admin.page.getByText('低于 70% 恢复督导').waitFor();
    expect(admin.errors).toEqual([]);
    const rep = await visit({ email: 'sales-rep@demo.example', language: 'en', at: '/conformance' });
    await rep.page.getByRole('img', { name: /Conformance month by month/ }).waitFor();
    expect(await rep.page.getByRole('button', { name: 'Threshold' }).count()).toBe(0);
    // The other view: the ways that were taken, and the documents of one.
    await rep.page.getByRole('link', { name: 'Process map' }).click();
    await rep.page.getByRole('combobox', { name: 'Process' }).selectOption('order');
    await rep.page.getByRole('button', { name: '12 months' }).click();
    const map = rep.page.getByRole('group', { name: 'Process map: Sales order' });
    await map.getByRole('button', { name: /^Draft to Pending approval: / }).click();
    await rep.page.getByText('Nine of ten within').waitFor();
    await rep.page
      .getByRole('button', { name: /Show the documents of: Draft → Pending approval → Approved/ })
      .first()
      .click();
    await rep.page.locator('.cm-documents').getByRole('link').first().waitFor();
    expect(rep.errors).toEqual([]);
  });

  test('a decision in the fit-gap list notes who took it; the list is a file for a spreadsheet', {
    timeout: 60_000,
  }, async () => {
    const { page, errors } = await visit({ email: 'admin@demo.example', language: 'en', at: '/fit-gaps' });
    const entry = page.locator('main tbody tr', { hasText: 'Stages may be skipped' });
    await entry.getByRole('combobox').selectOption('standard');
    await entry.locator('.person').waitFor();
    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV file' }).click();
    const text = await readFile(await (await file).path(), 'utf8');
    const line = text.split('\r\n').find((one) => one.includes('Stages may be skipped'));
    expect(line).toContain('We take the standard');
    expect(errors).toEqual([]);
  });

  test('days of the yearly notice are pasted into the working calendar and hold after saving', {
    timeout: 60_000,
  }, async () => {
    const { page, errors } = await visit({ email: 'admin@demo.example', language: 'zh-CN', at: '/settings/calendar' });
    await page.getByRole('button', { name: '粘贴日期' }).click();
    await page
      .getByRole('dialog')
      .locator('textarea')
      .fill('春节：2028年1月25日（周二）至27日（周四）放假调休。1月22日（周六）上班。');
    await page.getByText('识别出放假日 3 天、工作日 1 天。').waitFor();
    await page.getByRole('button', { name: '采用' }).click();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('工作日历已生效。').waitFor();
    await page.reload();
    expect(await page.locator('.cal-list').first().textContent()).toContain('2028-01-27');
    expect(await page.locator('.cal-list').last().textContent()).toContain('2028-01-22');
    expect(errors).toEqual([]);
  });
});
