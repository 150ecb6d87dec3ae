import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeInBrowser } from '../harness/browser.ts';
import { PASSWORD } from '../harness/world.ts';

const REP = 'sales-rep@demo.example';

/** A person at the keyboard: nothing here knows a mouse, and a press of one is counted. */
const atKeyboard = (page: Page) => {
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const focused = (what: Locator): Promise<boolean> =>
    what.evaluateAll((all) => all.some((one) => one === document.activeElement));
  return {
    press,
    type: (text: string) => page.keyboard.type(text),
    focused,
    /** Goes by Tab (or the key named) until the focus is there, as somebody does who looks at the screen. */
    reach: async (what: Locator, key = 'Tab'): Promise<void> => {
      await what.first().waitFor({ state: 'attached' });
      for (let steps = 0; steps < 60; steps++) {
        if (await focused(what)) return;
        await press(key);
      }
      throw new Error(`the keyboard does not reach ${what}`);
    },
    /** A letter chooses an option of a select; the arrows do it in any language. */
    choose: async (select: Locator, value: string): Promise<void> => {
      for (let steps = 0; steps < 80; steps++) {
        if ((await select.inputValue()) === value) return;
        await press('ArrowDown');
      }
      throw new Error(`${select} has no ${value}`);
    },
    countPresses: () =>
      page.evaluate(() => {
        Object.assign(window, { pointed: 0 });
        addEventListener('pointerdown', () => Object.assign(window, { pointed: 1 }), true);
      }),
    /** Undefined where the page was loaded anew on the way: a day at the keyboard never does. */
    pointed: () => page.evaluate(() => (window as unknown as { pointed?: number }).pointed),
  };
};

describeInBrowser('a day of selling without a mouse', ({ visit }) => {
  test('in Chinese: from signing in to signing out', { timeout: 60_000 }, async () => {
    const { page, errors } = await visit({ language: 'zh-CN' });
    const { press, type, reach, choose, focused, countPresses, pointed } = atKeyboard(page);
    const main = page.locator('main');
    const dialog = page.getByRole('dialog');
    const grid = main.getByRole('grid');
    await countPresses();

    await reach(page.locator('input[type=email]'));
    await type(REP);
    await press('Tab');
    await type(PASSWORD);
    await press('Enter');

    // Home begins with what is due.
    await main.getByRole('heading', { name: '待跟进' }).waitFor();
    await main.locator('.home-line').first().waitFor();

    // My day: one thing done, one put off.
    await press('g', '1');
    const line = main.locator('.day-line[aria-current=true]');
    await line.waitFor();
    const first = await line.getAttribute('data-work');
    await press('x');
    await page.getByText(/^已完成：/).waitFor();
    await main.locator(`.day-line.active:not([data-work="${first}"])`).waitFor();
    const second = await line.getAttribute('data-work');
    await press('s');
    await page.getByText(/已改到/).waitFor();
    await main.locator(`.day-group.week [data-work="${second}"]`).waitFor();

    // A customer by the initials of the name; what was said on the phone, and what is to follow.
    await press('/');
    await type('yxzxc');
    await page.getByRole('option', { name: /上海远行自行车销售有限公司/ }).waitFor();
    await press('Enter');
    await page.waitForURL(/\/accounts\/acc_example/);
    await main.getByPlaceholder('发生了什么').waitFor();
    await press('a');
    await type('确认样车颜色：墨绿');
    await press('Enter');
    await main.getByText('确认样车颜色：墨绿').waitFor();
    await type('t 寄出样车报价');
    await press('Enter');
    await main.getByText('寄出样车报价').waitFor();
    await press('Escape');

    // A lead of the pool becomes a customer, a person and a deal.
    const palette = page.getByRole('dialog').locator('[aria-controls=palette-list]');
    await press('Control+k');
    await palette.waitFor();
    await type('公海');
    await press('Enter');
    await page.waitForURL(/\/leads\/pool/);
    await main.locator('tr[aria-selected=true]').waitFor();
    // One that has not said what it may cost: its deal will have to.
    const unpriced = main.locator('tr[aria-selected=true]:has(td[data-label="预算"]:empty)');
    for (let steps = 0; steps < 9 && (await unpriced.count()) === 0; steps++) await press('j');
    await press('c');
    await page.getByText(/^已领取“/).waitFor();
    await press('o');
    await page.waitForURL(/\/leads\/led_/);
    await main.locator('.mo-strip').getByRole('button', { name: '转化' }).waitFor();
    await press('v');
    await dialog.locator('input').first().waitFor();
    await press('Enter');
    await page.waitForURL(/\/opportunities\/opp_/);
    const deal = page.url().match(/opp_[0-9A-Za-z]+/)![0];

    // Its deal goes two stages on; what the stage asks for is given where it was put down.
    await press('g', 'o');
    await grid.waitFor();
    await press('b');
    const card = main.locator(`[data-card="${deal}"]`);
    const cardIn = (stage: string) => main.locator(`section[aria-label="${stage}"] [data-card="${deal}"]`);
    await card.waitFor();
    await reach(card, 'ArrowDown');
    const said = page.locator('[id^=DndLiveRegion]');
    const carry = async (from: string, to: string) => {
      await press('Space');
      await said.getByText(`${from}上方`).waitFor();
      await press('ArrowRight');
      await said.getByText(`${to}上方`).waitFor();
      await press('Space');
    };
    await carry('初步接触', '需求确认');
    await cardIn('需求确认').waitFor();
    await expect.poll(() => focused(card)).toBe(true);
    await carry('需求确认', '方案报价');
    await dialog.getByLabel('金额').waitFor();
    expect(await focused(dialog.getByLabel('金额'))).toBe(true);
    await type('88000');
    await press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await cardIn('方案报价').waitFor();
    await expect.poll(() => focused(card)).toBe(true);

    // The customers of one city, best known as a view.
    await press('g', 'a');
    await grid.waitFor();
    await press('f');
    await type('城市');
    await press('Enter');
    await dialog.getByRole('combobox').waitFor();
    await type('上海');
    await press('Enter');
    await main.locator('.filter-chip').waitFor();
    await grid.waitFor();
    await press('ArrowDown', 'Control+Enter');
    await page.waitForURL(/sort=-name/);
    await grid.waitFor();
    await expect.poll(() => focused(grid)).toBe(true);
    await reach(main.getByRole('button', { name: '存为视图' }), 'Shift+Tab');
    await press('Enter');
    await dialog.waitFor();
    await type('上海客户');
    await press('Enter');
    await main.locator('.view-tab[aria-current=true]', { hasText: '上海客户' }).waitFor();

    // A cell is changed in its place.
    await press('ArrowDown', 'Home', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter');
    await grid.locator('input.input').waitFor();
    await press('Control+a');
    await type('+86 21 5000 7777');
    await press('Tab');
    await grid.getByText('+86 21 5000 7777').waitFor();
    await expect.poll(() => focused(grid)).toBe(true);

    // Three rows get a tag; one key takes it back.
    await press('Home', 'Space', 'ArrowDown', 'Shift+ArrowDown', 'Space');
    await main.getByText('已选 3 条').waitFor();
    await reach(main.getByRole('button', { name: '批量修改' }));
    await press('Enter');
    await dialog.getByLabel('字段').waitFor();
    await choose(dialog.getByLabel('字段'), 'tags');
    await press('Tab');
    await choose(dialog.locator('select').nth(1), 'add');
    await press('Tab');
    await type('重点');
    await press('Enter');
    await dialog.getByText('3 条将被修改').waitFor();
    await reach(dialog.getByRole('button', { name: '修改 3 条' }));
    await press('Enter');
    await page.getByText('已修改 3 条').first().waitFor();
    await expect.poll(() => focused(grid)).toBe(true);
    await press('Control+z');
    await page.getByText('3 条记录已恢复原值').waitFor();

    // The list as a file.
    await reach(main.getByRole('button', { name: '更多' }), 'Shift+Tab');
    await press('Enter');
    await reach(page.getByRole('menuitem', { name: '导出' }), 'ArrowDown');
    await press('Enter');
    await dialog.waitFor();
    await press('Enter');
    await page.locator('.job-card').getByRole('button', { name: '下载' }).waitFor();

    // Somebody who is there already is not entered a second time, and what was typed stays.
    await press('n');
    await dialog.waitFor();
    await type('上海远行自行车销售有限公司');
    await dialog.getByText('系统中可能已有').waitFor();
    await press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await press('n');
    await dialog.getByText('这是之前未保存的内容。').waitFor();
    expect(await dialog.locator('input').first().inputValue()).toBe('上海远行自行车销售有限公司');
    await press('Escape');

    await press('Control+k');
    await palette.waitFor();
    await type('退出登录');
    await press('Enter');
    expect(await pointed()).toBe(0);
    await page.locator('input[type=password]').waitFor();
    expect(errors).toEqual([]);
  });

  test('in English: found with a slip of the finger, a call, a list, the board', { timeout: 60_000 }, async () => {
    const { page, errors } = await visit({ email: REP, language: 'en' });
    const { press, type, reach, focused, countPresses, pointed } = atKeyboard(page);
    const main = page.locator('main');
    const grid = main.getByRole('grid');
    await countPresses();

    await press('/');
    await type('Polder Fietzen');
    await page
      .getByRole('option', { name: /Polder Fietsen/ })
      .first()
      .waitFor();
    await press('Enter');
    await page.waitForURL(/\/accounts\/acc_/);
    await main.getByPlaceholder('What happened').waitFor();
    await press('a');
    await type('They want the folding bikes in green');
    await press('Enter');
    await main.getByText('They want the folding bikes in green').waitFor();
    await press('Escape');

    // Rows are chosen and let go; a row is opened, and the way back leads to it.
    await press('g', 'a');
    await grid.waitFor();
    await press('ArrowDown', 'Space', 'Shift+ArrowDown', 'Space');
    await main.getByText(/^\d selected$/).waitFor();
    // The block of cells first, then the rows.
    await press('Escape', 'Escape');
    await main.getByText(/^\d selected$/).waitFor({ state: 'detached' });
    await press('Home', 'o');
    await page.waitForURL(/\/accounts\/acc_/);
    await page.goBack();
    await grid.waitFor();
    await expect.poll(() => focused(grid)).toBe(true);

    // A deal goes on, and undone it is back where it was.
    await press('g', 'o');
    await grid.waitFor();
    await press('b');
    const cards = main.locator('section[aria-label="Prospecting"] [data-card]');
    await cards.first().waitFor();
    await reach(cards, 'ArrowDown');
    const id = await page.evaluate(() => document.activeElement?.getAttribute('data-card'));
    const cardIn = (stage: string) => main.locator(`section[aria-label="${stage}"] [data-card="${id}"]`);
    const said = page.locator('[id^=DndLiveRegion]');
    await press('Space');
    await said.getByText('over Prospecting').waitFor();
    await press('ArrowRight');
    await said.getByText('over Qualification').waitFor();
    await press('Space');
    await cardIn('Qualification').waitFor();
    await press('Control+z');
    await cardIn('Prospecting').waitFor();

    await press('?');
    await page.getByRole('dialog').getByText('Filter a list').waitFor();
    await press('Escape');
    expect(await pointed()).toBe(0);
    expect(errors).toEqual([]);
  });
});
