import { expect, test } from 'vitest';
import { describeInBrowser } from '../harness/browser.ts';
import { done } from '../harness/records.ts';
import { PASSWORD } from '../harness/world.ts';

describeInBrowser('an administrator writes the company’s own process in the browser', ({ visit, world }) => {
  const api = async (email: string) => {
    const signedIn = await world().anyone()('POST', '/v1/auth/sign-in', { body: { email, password: PASSWORD } });
    return world().anyone(String(signedIn.body.accessToken), 'ws_demo');
  };
  type Call = Awaited<ReturnType<typeof api>>;
  let made = 0;
  let productId = '';
  let unitPrice = 0;
  const order = async (call: Call, accountId: string, more: Record<string, unknown> = {}) =>
    done(
      await call('POST', '/orders', {
        body: {
          number: `SO-DESIGN-${++made}`,
          accountId,
          orderDate: '2026-11-20',
          currency: 'CNY',
          lines: [{ productId, quantity: 10, unitPrice }],
          ...more,
        },
      }),
    );
  const submit = (call: Call, document: { id: string; version: number }) =>
    call('POST', `/orders/${document.id}/actions/submit`, { body: {}, version: document.version });

  test('a field is asked for and a signature earlier; what is unsound cannot be saved; the next order obeys, an older one does not', {
    timeout: 60_000,
  }, async () => {
    const rep = await api('sales-rep@demo.example');
    const accounts = done(await rep('GET', '/accounts?filter=status:eq:customer&limit=1'));
    const accountId: string = accounts.items[0].id;
    const products = done(await rep('GET', '/products?filter=status:eq:active&limit=1'));
    productId = products.items[0].id;
    // A little off the list, so that the manager signs and nobody above.
    unitPrice = Math.round(products.items[0].price * 0.95);
    const older = await order(rep, accountId);

    const { page, errors } = await visit({ email: 'admin@demo.example', language: 'en' });
    await page.goto(`${world().url}/ws_demo/processes`);
    await page.getByRole('link', { name: 'Sales order', exact: true }).click();
    const graph = page.getByRole('group', { name: 'Sales order' });

    // What is wrong is said at once where it stands, and nothing of it can be saved.
    await graph.getByRole('button', { name: 'Submit for approval: Draft → Pending approval' }).click();
    const form = page.getByRole('complementary', { name: 'Properties' });
    const save = page.getByRole('button', { name: 'Save as new version' });
    await form.getByLabel('To', { exact: true }).selectOption('approved');
    await form.getByText('without the approval').first().waitFor();
    expect(await save.isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await form.getByText('without the approval').first().waitFor({ state: 'detached' });

    // Another field must be filled, and finance signs from 500.00 on.
    await form.getByRole('button', { name: /^Must be filled/ }).click();
    await page.getByRole('dialog', { name: 'Must be filled' }).getByLabel('Due on').check();
    await page.keyboard.press('Escape');
    await graph.getByRole('button', { name: 'Pending approval', exact: true }).click();
    const threshold = form.getByLabel('From this size on').nth(1);
    expect(await threshold.inputValue()).toBe('100000');
    await threshold.fill('500');
    await page.getByRole('tab', { name: 'What changed' }).click();
    await page.getByText('Amount of CNY 500.00 or more').waitFor();

    // Tried on what was done so far, saved with its reason.
    await page.getByRole('button', { name: 'Dry run' }).click();
    await page
      .getByText(/Of the last \d+ documents .* would have been refused|None of the last \d+ documents/)
      .waitFor();
    await page.keyboard.press('Escape');
    await save.click();
    const panel = page.getByRole('dialog');
    await panel.getByLabel('What changes, and why').fill('No order without a date that production can keep');
    await panel.getByRole('button', { name: 'Save as new version' }).click();

    // Before it is put in force, it says whose work grows.
    await page.getByRole('dialog', { name: 'Put version 1 in force' }).waitFor();
    await panel.getByRole('rowheader', { name: /^Finance/ }).waitFor();
    await panel.getByRole('radio', { name: /^Enforced/ }).check();
    const enforce = panel.getByRole('button', { name: 'Enforce it' });
    expect(await enforce.isDisabled()).toBe(true);
    await panel.getByRole('textbox', { name: 'Reason' }).fill('Quality meeting of November');
    await enforce.click();
    await page.getByText('New documents follow version 1; departures are refused').waitFor();

    const next = await order(rep, accountId);
    const refused = await submit(rep, next);
    expect(refused.status).toBe(409);
    expect(refused.body.refusals).toMatchObject([{ rule: 'field-missing', field: 'dueDate' }]);
    const complete = await order(rep, accountId, { dueDate: '2026-12-20' });
    const levels = (reply: { body: { process: { approval: { levels: { id: string }[] } } } }) =>
      reply.body.process.approval.levels.map((level) => level.id);
    const asked = await submit(rep, complete);
    expect(asked.status).toBe(200);
    expect(levels(await rep('GET', `/orders/${complete.id}`))).toEqual(['sales', 'finance']);

    // The older one runs on the way that it began with.
    expect((await submit(rep, older)).status).toBe(200);
    expect(levels(await rep('GET', `/orders/${older.id}`))).toEqual(['sales']);

    expect(errors).toEqual([]);
  });

  test('who may not change processes reads them, in Chinese too', { timeout: 30_000 }, async () => {
    const { page, errors } = await visit({ email: 'sales-rep@demo.example', language: 'zh-CN' });
    await page.goto(`${world().url}/ws_demo/processes/opportunity`);
    await page.getByText('修改由系统管理员或高管进行').waitFor();
    await page.getByRole('group', { name: '商机' }).getByRole('button', { name: '需求确认', exact: true }).click();
    await page.getByRole('heading', { name: '状态：需求确认' }).waitFor();
    expect(await page.getByLabel('名称（中文）').isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: '存为新版本' }).count()).toBe(0);
    expect(errors).toEqual([]);
  });
});
