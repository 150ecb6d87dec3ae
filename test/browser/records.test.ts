import { expect, test } from 'vitest';
import { describeInBrowser } from '../harness/browser.ts';

describeInBrowser('records in the browser', ({ visit, world }) => {
  test('a wrong password is told beside the fields, in the language of the page', async () => {
    const { page } = await visit({ language: 'zh-CN' });
    await page.locator('input[type=email]').fill('admin@demo.example');
    await page.locator('input[type=password]').fill('wrong-Password-1');
    await page.keyboard.press('Enter');
    await page.getByText('邮箱或密码不正确').first().waitFor();
  });

  test('a new account: the fault stands at its field and goes when it is mended', async () => {
    const { page, errors } = await visit({ email: 'sales-rep@demo.example', language: 'en' });
    await page.goto(`${world().url}/ws_demo/accounts?new=1`);
    const form = page.getByRole('dialog');
    await form.getByLabel('Name', { exact: false }).first().fill('Ocean Cycles Ltd');
    await form.getByLabel('Country', { exact: false }).first().fill('CN');
    await form.getByLabel('Phone', { exact: false }).first().fill('12');
    await page.keyboard.press('Control+Enter');
    await form.getByText('This is not a phone number.').waitFor();
    await form.getByLabel('Phone', { exact: false }).first().fill('+86 21 5888 1234');
    await page.keyboard.press('Control+Enter');
    await form.waitFor({ state: 'detached' });
    await page.goto(`${world().url}/ws_demo/accounts?q=Ocean%20Cycles`);
    await page.getByText('Ocean Cycles Ltd').first().waitFor();
    expect(errors).toEqual([]);
  });

  test('the search box finds a customer by a part of its name in Chinese, and opens it', async () => {
    const { page, errors } = await visit({ email: 'sales-manager@demo.example', language: 'zh-CN' });
    await page.keyboard.press('/');
    await page.keyboard.type('远行');
    await page.getByText('上海远行自行车销售有限公司').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/accounts\/acc_/);
    expect(errors).toEqual([]);
  });

  test('a representative sees no cost and no credit limit; finance sees the limit', async () => {
    for (const [email, sees] of [
      ['sales-rep@demo.example', false],
      ['finance@demo.example', true],
    ] as const) {
      const { page } = await visit({ email, language: 'en' });
      await page.goto(`${world().url}/ws_demo/accounts/acc_example`);
      await page.getByText('Tax id').first().waitFor();
      expect(await page.getByText('Credit limit').count(), email).toBe(sees ? 1 : 0);
    }
  });

  test('an activity is entered by keyboard and stands on the timeline at once', async () => {
    const { page, errors } = await visit({ email: 'sales-rep@demo.example', language: 'en' });
    await page.goto(`${world().url}/ws_demo/accounts/acc_example`);
    const box = page.getByPlaceholder(/happened|to be done/i).first();
    await box.fill('Called about the delivery date');
    await page.keyboard.press('Enter');
    await page.locator('.timeline, main').getByText('Called about the delivery date').first().waitFor();
    expect(errors).toEqual([]);
  });
});
