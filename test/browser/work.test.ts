import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { product } from '../../shared/catalog/product.ts';
import { account } from '../../shared/customers/account.ts';
import { describeInBrowser } from '../harness/browser.ts';
import { done, makeRecord, nextNumber } from '../harness/records.ts';
import type { Any, Person } from '../harness/world.ts';
import { MAIN } from '../harness/world.ts';

describeInBrowser('work and approvals in the browser', ({ visit, world }) => {
  let rep: Person;
  let manager: Person;
  let deputy: Person;
  let accountId: string;
  let productId: string;
  beforeAll(async () => {
    rep = await world().person('sales-rep', { scope: 'own', team: 'east', name: '王晓峰' });
    manager = await world().person('sales-manager', { scope: 'team', team: 'east', name: '李建国' });
    deputy = await world().person('marketing', { name: 'Anna Smith' });
    const admin = await world().person('administrator', { name: '周海燕' });
    accountId = (await makeRecord(rep, account, { name: 'Harbour Cycles' })).id;
    productId = (await makeRecord(admin, product, { name: 'Trail Bike', price: 50_000 })).id;
  }, 30_000);

  let made = 0;
  /** Each a little below the one before: what was approved once needs no second signature. */
  const draft = async (unitPrice = 41_000 - 10 * ++made): Promise<Any> =>
    done(
      await rep.call('POST', '/orders', {
        body: {
          number: `SO-${nextNumber()}`,
          accountId,
          orderDate: '2026-11-20',
          currency: 'CNY',
          lines: [{ productId, quantity: 2, unitPrice }],
        },
      }),
    );
  const submit = async (order: Any): Promise<Any> =>
    done(await rep.call('POST', `/orders/${order.id}/actions/submit`, { version: order.version, body: {} }));
  const statusOf = async (order: Any): Promise<string> => done(await manager.call('GET', `/orders/${order.id}`)).status;
  const go = async (page: Page, path: string) => {
    await page.goto(`${world().url}/${MAIN}${path}`);
    await page.locator('main h1').first().waitFor();
  };
  const pane = (page: Page, order: Any) => page.getByRole('article', { name: order.number });

  test('a manager decides one after the other by keyboard, and each comes back to whoever made it', {
    timeout: 60_000,
  }, async () => {
    const [first, second, third] = [
      await submit(await draft()),
      await submit(await draft()),
      await submit(await draft()),
    ];
    await world().settle();
    const { page, errors } = await visit({ email: manager.email, language: 'en' });
    await page.getByRole('heading', { name: 'To approve' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('y');

    // All that the decision needs stands beside it: customer, lines, the price against the list, whose turn it is.
    await pane(page, first).getByRole('link', { name: 'Harbour Cycles' }).waitFor();
    await pane(page, first).getByText('-18%').waitFor();
    await pane(page, first).getByText('signs now').waitFor();
    await pane(page, first)
      .getByRole('button', { name: /^Approve A/ })
      .and(page.locator(':enabled'))
      .waitFor();
    await page.keyboard.press('a');
    await pane(page, second)
      .getByRole('button', { name: /^Approve A/ })
      .and(page.locator(':enabled'))
      .waitFor();
    expect(await statusOf(first)).toBe('approved');

    // Sending back asks for the reason, and takes none that is empty.
    await page.keyboard.press('b');
    await page.keyboard.press('Enter');
    await page.getByText('Say why').waitFor();
    expect(await statusOf(second)).toBe('pending-approval');
    await page.keyboard.type('The delivery date is missing');
    await page.keyboard.press('Enter');
    await pane(page, third)
      .getByRole('button', { name: /^Approve A/ })
      .and(page.locator(':enabled'))
      .waitFor();
    expect(await statusOf(second)).toBe('draft');

    // Somebody else was faster: it says so and goes on.
    done(await rep.call('POST', `/orders/${third.id}/decisions`, { body: { verdict: 'recall', round: 1 } }));
    await page.keyboard.press('a');
    await page
      .getByText(/somebody else has decided/)
      .first()
      .waitFor();
    await page.getByText('Nothing waits for your signature').waitFor();
    expect(await statusOf(third)).toBe('draft');
    expect(errors).toEqual([]);

    await world().settle();
    const { page: own } = await visit({ email: rep.email, language: 'en' });
    const bell = own.getByRole('button', { name: /Notices, 2 unread/ });
    await bell.click();
    await own.getByRole('dialog', { name: 'Notices' }).getByText('The delivery date is missing').click();
    await own.waitForURL(new RegExp(`/orders/${second.id}`));
    await own.getByRole('button', { name: /Notices, 1 unread/ }).waitFor();
  });

  test('the work list goes by keyboard, and coming back is coming back to the same line', {
    timeout: 60_000,
  }, async () => {
    const orders: Any[] = [];
    for (let index = 0; index < 3; index++) orders.push(await draft());
    const { page, errors } = await visit({ email: rep.email, language: 'zh-CN' });
    await go(page, '/work');
    const line = (order: Any) => page.locator(`[data-work^="${order.id} "]`);
    await line(orders[2]).waitFor();
    await line(orders[0]).getByText('销售订单 · 草稿').waitFor();
    const at = await page
      .locator('[data-work]')
      .evaluateAll(
        (all, id) => all.findIndex((one) => one.getAttribute('data-work')?.startsWith(`${id} `)),
        orders[1].id,
      );
    for (let step = 0; step <= at; step++) await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/orders/${orders[1].id}`));
    await page.goBack();
    await line(orders[1]).waitFor();
    expect(await line(orders[1]).getAttribute('aria-current')).toBe('true');
    await page.getByRole('button', { name: '代理', exact: true }).click();
    await page.getByText('没有符合条件的待办').waitFor();
    expect(errors).toEqual([]);
  });

  test('a deputy named on the page signs on the phone, and it says for whom', { timeout: 60_000 }, async () => {
    const { page, errors } = await visit({ email: manager.email, language: 'en' });
    await go(page, '/delegations');
    await page.getByRole('button', { name: 'Name a deputy' }).click();
    const form = page.getByRole('dialog', { name: 'Name a deputy' });
    await form.getByLabel('Deputy').fill('Anna');
    await page.getByRole('option', { name: 'Anna Smith' }).click();
    await form.getByLabel('Why').fill('Trade fair');
    await page.keyboard.press('Control+Enter');
    await form.waitFor({ state: 'detached' });
    await page.locator('main').getByText('Trade fair').waitFor();
    await page.locator('main').getByText('running').waitFor();
    expect(errors).toEqual([]);

    const order = await submit(await draft());
    await world().settle();
    const phone = await visit({ email: deputy.email, language: 'en', width: 360, height: 740 });
    await go(phone.page, `/approvals?on=${order.id}`);
    await phone.page.getByText('You sign for 李建国, as their deputy.').waitFor();
    const approve = phone.page.getByRole('button', { name: /^Approve/ }).first();
    await approve.and(phone.page.locator(':enabled')).waitFor();
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect((await approve.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await approve.click();
    await phone.page.getByText('is approved by you').waitFor();
    const { process } = done(await manager.call('GET', `/orders/${order.id}`));
    expect(process.approval.levels[0].slots.map((slot: Any) => slot.decision).filter(Boolean)).toMatchObject([
      { by: deputy.memberId, onBehalfOf: manager.memberId, verdict: 'approve' },
    ]);
    expect(phone.errors).toEqual([]);
  });

  test('a kind of notice that is turned off stays off', { timeout: 60_000 }, async () => {
    const { page, errors } = await visit({ email: rep.email, language: 'zh-CN' });
    await go(page, '/notices/settings');
    const mail = page.getByRole('checkbox', { name: '待办即将到期：邮件' });
    await mail.uncheck();
    await page.getByText('已保存').first().waitFor();
    await page.reload();
    await mail.waitFor();
    expect(await mail.isChecked()).toBe(false);
    expect(errors).toEqual([]);
  });
});
