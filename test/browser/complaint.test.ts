import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { product } from '../../shared/catalog/product.ts';
import { cause } from '../../shared/complaints/cause.ts';
import { account } from '../../shared/customers/account.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { describeInBrowser } from '../harness/browser.ts';
import { done, makeRecord, nextNumber } from '../harness/records.ts';
import type { Any, Person } from '../harness/world.ts';
import { MAIN } from '../harness/world.ts';

const ZONE = 'Asia/Shanghai';
const HOUR = 3_600_000;

/** Ten in the morning of the next Monday at the company that is no holiday's week. */
const monday = (now: number): number => {
  const day = new Date(now + 8 * HOUR);
  const ahead = ((8 - day.getUTCDay()) % 7) + 7;
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + ahead, 2);
};

describeInBrowser('a complaint, from the phone call to its verified end', ({ visit, world }) => {
  let agent: Person;
  let engineer: Person;
  let manager: Person;
  let code: string;
  const phone = '021 6688 4321';
  beforeAll(async () => {
    const admin = await world().person('administrator');
    agent = await world().person('service-agent', { scope: 'all', name: '刘佳宁' });
    engineer = await world().person('sales-rep', { scope: 'own', team: 'east', name: '陈工程' });
    manager = await world().person('sales-manager', { scope: 'all', name: '李建国' });
    await makeRecord(admin, account, { name: '海港车行', phone: '+86 21 6688 4321', country: 'CN' });
    ({ code } = await makeRecord(admin, product, { name: '城市车 200' }));
    await makeRecord(admin, cause, { code: `WELD-${nextNumber()}`, name: '焊接电流偏低' });
  }, 30_000);

  /** The company's clock, and that of everybody's browser. */
  const moveTo = (instant: number) => {
    world().clock.now += instant - world().stack.deps.now();
  };
  /** Somebody at their own desk at that time; the window is of no use to another time. */
  const at = async (
    person: Person,
    language: 'zh-CN' | 'en',
    path: string,
  ): Promise<{ page: Page; errors: string[] }> => {
    const now = world().stack.deps.now();
    return visit({ email: person.email, language, ws: MAIN, at: path, now });
  };
  const stands = (page: Page, state: string) => page.locator('.path [aria-current=step]', { hasText: state }).waitFor();
  const box = (page: Page, field: string) => page.locator(`[data-field="${field}"]`);
  /** Writes into a field of the page, as by hand. */
  const write = async (page: Page, field: string, text: string) => {
    await box(page, field).locator('.editable').click();
    await page.keyboard.type(text);
    await page.keyboard.press('Control+Enter');
    await box(page, field).getByText(text).first().waitFor();
  };
  /** Chooses what a list offers for some letters. */
  const choose = async (page: Page, field: string, text: string) => {
    await box(page, field).locator('.editable').click();
    await page.keyboard.type(text);
    await page.getByRole('option', { name: text }).first().waitFor();
    await page.keyboard.press('Enter');
    await box(page, field).locator('.editable', { hasText: text }).waitFor();
  };
  const step = (page: Page, action: string) => page.locator(`[data-step=${action}]`);
  const ring = async () => {
    await world().stack.deps.queue.send([{ job: 'process.deadlines', ws: MAIN }]);
    await world().settle();
  };
  const told = async (person: Person, id: string): Promise<string[]> => {
    await world().settle();
    const { items } = done(await (await world().again(person)).call('GET', '/notices?limit=100'));
    return items.filter((one: Any) => one.subjectId === id).map((one: Any) => String(one.kind));
  };
  const stored = async (id: string): Promise<Any> =>
    done(await (await world().again(manager)).call('GET', `/complaints/${id}`));

  test('by three people, each in time or reminded', { timeout: 120_000 }, async () => {
    const begun = monday(world().stack.deps.now());
    moveTo(begun);

    // The telephone rings: who it is, what happened, with what. Then what they were asked and answered.
    const desk = await at(agent, 'zh-CN', '/complaints/new');
    const { page } = desk;
    await box(page, 'accountId').getByRole('combobox').fill(phone);
    await page.getByRole('option', { name: '海港车行' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.cp-offer, .quiet-hint', { hasText: '还没有订单或出货单' }).waitFor();
    await box(page, 'subject').locator('input').fill('车架焊缝开裂');
    await box(page, 'description').locator('textarea').fill('骑了三天，下管焊缝裂开两厘米。');
    await page.getByRole('radio', { name: '严重' }).click();
    await box(page, 'productId').getByRole('combobox').fill(code);
    await page.getByRole('option', { name: '城市车 200' }).waitFor();
    await page.keyboard.press('Enter');
    await box(page, 'batch').locator('input').fill('B2611');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/\/complaints\/cpl_/);
    const id = page.url().match(/cpl_[0-9A-Za-z]+/)![0];
    await page.locator('.cp-contact-form textarea:focus').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.locator('.cp-first').getByText('骑了三天，下管焊缝裂开两厘米。').first().waitFor();

    // What the customer said stands first on the page; the cause is looked for once somebody is helped.
    const order = await page
      .locator('.cp-columns section')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    expect(order[0]).toBe('已知情况');
    await write(page, 'containment', '寄出新车架，请客户停用。');
    await choose(page, 'investigatorId', '陈工程');
    await step(page, 'investigate').click();
    await stands(page, '调查原因');
    expect(desk.errors).toEqual([]);

    // Eight business hours before the end of forty the engineer is reminded; after it the manager hears of it.
    const { due } = (await stored(id)).process;
    moveTo(Date.parse(due) - 2 * HOUR);
    await ring();
    expect(await told(engineer, id)).toContain('due-soon');
    moveTo(Date.parse(due) + HOUR);
    await ring();
    expect(await told(engineer, id)).toContain('overdue');
    expect(await told(manager, id)).toContain('escalated');
    const boss = await at(manager, 'en', '/complaints/desk');
    await boss.page.getByRole('tab', { name: /Overdue/ }).click();
    await boss.page.locator(`[data-work="${id}"]`).getByText('陈工程').waitFor();
    expect(boss.errors).toEqual([]);

    // The engineer sees it though it is another's, finds the cause, and cannot act before it is written down.
    const works = await at(engineer, 'zh-CN', '/work');
    await works.page.locator(`[data-work^="${id} "] a`).first().click();
    await works.page.waitForURL(new RegExp(id));
    await works.page.locator('[data-step=act][aria-disabled]').waitFor();
    await choose(works.page, 'causeId', '焊接电流偏低');
    await write(works.page, 'causeNote', '焊机更换后电流未校准。');
    await choose(works.page, 'othersAffected', '否');
    await choose(works.page, 'actionOwnerId', '陈工程');
    await works.page.locator('[data-step=act]:not([aria-disabled])').click();
    await stands(works.page, '采取措施');

    // What was corrected, what is prevented, and when it is looked at again.
    const today = localDate(new Date(world().stack.deps.now()).toISOString(), ZONE);
    const keys = works.page.keyboard;
    const pick = async (text: string) => {
      await keys.type(text);
      await works.page.getByRole('option', { name: text }).first().waitFor();
      await keys.press('Enter');
    };
    for (const [kind, action] of [
      ['纠正', '更换车架'],
      ['预防', '每班首件做焊缝拉力检验'],
    ] as const) {
      await works.page.locator('.cp-actions .lines-foot .btn').first().click();
      await pick(kind);
      await keys.type(action);
      await keys.press('Enter');
      await pick('陈工程');
      await keys.press('Enter');
      await keys.type(today);
      await keys.press('Enter');
    }
    await works.page.keyboard.press('Control+Enter');
    await works.page.locator('.cp-actions .badge.warn').waitFor({ state: 'detached' });
    await works.page.locator('.cp-proposal button').click();
    await choose(works.page, 'verifierId', '刘佳宁');
    await works.page.locator('[data-step=verify]:not([aria-disabled])').click();
    await stands(works.page, '效果验证');
    expect(works.errors).toEqual([]);

    // A month later it is time to ask: not before, and with the customer's own word.
    const waiting = await stored(id);
    expect(waiting.verifyOn > today && waiting.process.due.slice(0, 10) >= waiting.verifyOn).toBe(true);
    moveTo(Date.parse(`${waiting.verifyOn}T02:00:00.000Z`) + 24 * HOUR);
    const end = await at(agent, 'zh-CN', `/complaints/${id}`);
    await end.page.locator('.cp-contact-form textarea').fill('新车架骑了一个月，没有问题，很满意。');
    await end.page.keyboard.press('Control+Enter');
    await end.page.locator('.cp-first').getByText('新车架骑了一个月').first().waitFor();
    await write(end.page, 'verifyResult', '一个月内同批次无新增。');
    await choose(end.page, 'confirmed', '是');
    await end.page.locator('[data-step=close]:not([aria-disabled])').click();
    await stands(end.page, '已关闭');
    expect(end.errors).toEqual([]);
    const closed = await stored(id);
    expect(closed).toMatchObject({ status: 'closed', contacts: 2, confirmed: 'yes', closedBy: agent.memberId });
    // Its clock stands still: nobody else may have this window.
    for (const one of [desk, boss, works, end]) await one.page.close();
  });
});
