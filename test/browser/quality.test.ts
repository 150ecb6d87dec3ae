import { expect, test } from 'vitest';
import { describeInBrowser } from '../harness/browser.ts';

describeInBrowser('care for the data in the browser', ({ visit, world }) => {
  test('a finding is mended where it stands: open, cursor in the faulty value, save, and the next audit closes it', {
    timeout: 60_000,
  }, async () => {
    const { page, errors } = await visit({ email: 'admin@demo.example', language: 'en' });
    await page.goto(`${world().url}/ws_demo/findings?filter=rule:eq:bad-email`);
    await page.locator('button.fnd-open').first().click();
    const drawer = page.getByRole('dialog');
    const input = drawer.locator('form input').first();
    await input.waitFor();
    await input.fill('right@example.com');
    await page.keyboard.press('Enter');
    await drawer
      .getByText(/next audit/i)
      .first()
      .waitFor();
    await world().settle();
    await page.goto(`${world().url}/ws_demo/audit`);
    await page.locator('main h1').first().waitFor();
    expect(errors).toEqual([]);
  });

  test('a small file goes through the wizard: uploaded, mapped by suggestion, tried, carried out, every row accounted for', {
    timeout: 60_000,
  }, async () => {
    const { page, errors } = await visit({ email: 'admin@demo.example', language: 'zh-CN' });
    await page.goto(`${world().url}/ws_demo/imports/new`);
    const csv =
      '客户编码,客户名称,国家,电话\nC700001,东海自行车店,CN,+86 21 5888 1234\nC700002,西湖骑行,CN,12\n,没有编码,CN,\n';
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: '客户.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page
      .getByRole('button', { name: /上传|下一步|继续/ })
      .first()
      .click();
    await page.waitForURL(/imports\/imp_/);
    await page.getByText('客户编码').first().waitFor();
    await page
      .getByRole('button', { name: /试运行|试导入|检查/ })
      .first()
      .click();
    await page
      .getByRole('button', { name: /开始导入|正式导入|导入/ })
      .last()
      .click();
    await page.getByText('每一行都有着落').waitFor({ timeout: 30_000 });
    await world().settle();
    await page.goto(`${world().url}/ws_demo/accounts?q=${encodeURIComponent('东海')}`);
    await page.getByText('东海自行车店').first().waitFor();
    expect(errors).toEqual([]);
  });

  test('the monthly review shows its figures, and a figure opens the records behind it', {
    timeout: 60_000,
  }, async () => {
    const { page, errors } = await visit({ email: 'executive@demo.example', language: 'en' });
    await page.goto(`${world().url}/ws_demo/reviews`);
    await page.locator('main a[href*="/reviews/20"]').first().click();
    await page.waitForURL(/reviews\/\d{4}-\d{2}/);
    await page
      .locator('main')
      .getByText(/findings/i)
      .first()
      .waitFor();
    await page.locator('main a[href*="/findings"]').first().click();
    await page.waitForURL(/findings/);
    expect(errors).toEqual([]);
  });
});
