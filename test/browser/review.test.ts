import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { questionSet } from '../../shared/interviews/question-set.ts';
import { addDays, addMonths } from '../../shared/kernel/time.ts';
import { meeting } from '../../shared/meetings/meeting.ts';
import { describeInBrowser } from '../harness/browser.ts';
import { accountCode, accountOf, carryOut, columnsTo, csv, ofAccounts } from '../harness/imports.ts';
import { newestMail } from '../harness/mails.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Any, Person } from '../harness/world.ts';
import { MAIN } from '../harness/world.ts';

/** The first Thursday of the next month at the company: two weeks from it are of one month, whenever this runs. */
const firstThursday = (now: number): string => {
  const first = `${addMonths(new Date(now).toISOString().slice(0, 7), 1)}-01`;
  return addDays(first, (11 - new Date(first).getUTCDay()) % 7);
};

const questions = [
  { key: 'who', questionZh: '谁提交报价？', answerZh: '负责人', points: 1 },
  { key: 'sign', questionZh: '谁审批报价？', answerZh: '销售经理', points: 3, critical: true },
];

describeInBrowser('a fault, from the night that finds it to the meeting that speaks of it', ({ visit, world }) => {
  let rep: Person;
  let steward: Person;
  let boss: Person;
  let trainer: Person;
  beforeAll(async () => {
    const admin = await world().person('administrator');
    const chinese = async (person: Person): Promise<Person> => {
      const path = `/members/${person.memberId}`;
      const { version } = done(await admin.call('GET', path));
      done(await admin.call('PATCH', path, { version, body: { language: 'zh-CN' } }));
      return person;
    };
    rep = await chinese(await world().person('sales-rep', { scope: 'own', team: 'east', name: '王销售' }));
    steward = await world().person('data-steward', { name: '周数据' });
    boss = await chinese(await world().person('executive', { name: '郑总' }));
    trainer = await world().person('trainer', { name: '陶培训' });
  }, 30_000);

  /** The company's clock stands at a time of a day in Shanghai. */
  const on = (day: string, time: string) => {
    world().clock.now += Date.parse(`${day}T${time}:00+08:00`) - world().stack.deps.now();
  };
  /** What the schedule sends. */
  const rings = async (job: string) => {
    await world().settle();
    await world().stack.deps.queue.send([{ job, ws: MAIN }]);
    await world().settle();
  };
  const night = async (day: string) => {
    on(day, '03:05');
    await rings('audit.clock');
  };
  const again = (person: Person) => world().again(person);
  const desks: { page: Page; errors: string[] }[] = [];
  const sit = async (person: Person, at: string, width = 1360): Promise<Page> => {
    const now = world().stack.deps.now();
    const desk = await visit({ email: person.email, language: 'zh-CN', width, ws: MAIN, at, now });
    desks.push(desk);
    return desk.page;
  };
  /** A page of the company as it is at this time. */
  const go = async (page: Page, path: string) => {
    await page.clock.setFixedTime(world().stack.deps.now());
    await page.goto(`${world().url}/${MAIN}${path}`);
    await page.locator('main h1').first().waitFor();
  };
  const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
  /** Customers with their telephones, as a file brings them: entry itself would refuse these. */
  const bring = async (rows: string[][]) => {
    const bytes = csv(['code', 'name', 'phone', 'country', 'owner'], ...rows.map((row) => [...row, 'CN', rep.email]));
    const columns = columnsTo({ code: 'code', name: 'name', phone: 'phone', country: 'country', owner: 'ownerId' });
    const ended = await carryOut(world(), await again(steward), ofAccounts({ bytes, columns }, { keyField: 'code' }));
    expect(ended.counts).not.toHaveProperty('refused');
  };
  const foundOn = async (id: string): Promise<Any> => {
    const path = `/findings?filter=subjectId:eq:${id}&filter=rule:eq:bad-phone`;
    const { items } = done(await (await again(steward)).call('GET', path));
    expect(items).toHaveLength(1);
    return items[0];
  };

  test('by everybody whom it concerns, on one clock', { timeout: 120_000 }, async () => {
    const thursday = firstThursday(world().stack.deps.now());
    const month = thursday.slice(0, 7);
    const after = `${addMonths(month, 1)}-01`;
    const [first, second] = [accountCode(), accountCode()];

    on(thursday, '10:00');
    await bring([
      [first, '海港车行', '12'],
      [second, '江湾单车', '13'],
    ]);
    const { id } = await accountOf(await again(steward), first);
    await night(addDays(thursday, 1));
    expect((await foundOn(id)).state).toBe('open');

    // Monday's mail names it, where it is and how it is done right; so does the page of one's own accuracy.
    const monday = addDays(thursday, 4);
    on(monday, '08:30');
    await rings('operators.week');
    const mail = newestMail(world(), rep.email);
    expect(mail).toContain('上周新增 2 个，现有 2 个待处理');
    expect(mail).toMatch(/电话号码有误：海港车行 · 电话 —— 正确做法：按名片/);
    const [, told] = mail.match(new RegExp(`/${MAIN}(/accounts/${id}\\S*)`))!;
    const desk = await sit(rep, told!);
    await desk.locator('[data-field=phone] input:focus').waitFor();
    await desk.getByRole('navigation').getByRole('link', { name: '我的操作质量' }).click();
    await says(desk, '近一周新增 2 个，待处理 2 个');
    await desk.locator('.op-list li', { hasText: '海港车行' }).getByRole('link', { name: '去改正' }).click();
    await desk.locator('[data-finding] .fnd-open').click();

    // It is put right where it stands.
    const phone = desk.locator('[data-place=phone] input');
    await phone.waitFor();
    expect(await phone.evaluate((box) => box === document.activeElement)).toBe(true);
    await phone.fill('+86 21 6888 0001');
    await desk.keyboard.press('Control+Enter');
    await says(desk, '已保存，下次稽核后此项关闭。');
    await night(addDays(monday, 1));
    expect((await foundOn(id)).state).toBe('fixed');
    await go(desk, '/operators/me');
    await says(desk, '近一周新增 2 个，待处理 1 个');

    // The same file comes once more: the fault is the old one, and counts.
    on(addDays(monday, 1), '10:00');
    await bring([[first, '海港车行', '14']]);
    await night(addDays(monday, 2));
    expect(await foundOn(id)).toMatchObject({ state: 'recurred', times: 2 });
    on(addDays(monday, 2), '10:00');
    const steers = await sit(steward, `/findings?filter=subjectId:eq:${id}&filter=rule:eq:bad-phone`);
    await steers.locator('[data-finding] .fnd-open').click();
    await says(steers, '第 2 次发生');
    await steers.getByRole('button', { name: '关联预防措施' }).click();
    await steers.getByLabel('改变了什么').selectOption('lesson');
    await steers.getByLabel('具体是哪一项').fill('导入前核对电话');
    await steers.getByRole('button', { name: '关联', exact: true }).click();
    await says(steers, '已关联预防措施。');
    await steers.getByRole('button', { name: '说明或接受' }).click();
    await steers.getByLabel('原因类别').selectOption('data-from-outside');
    await steers.getByLabel('原因', { exact: true }).fill('客户名单是旧的。');
    await steers.getByRole('button', { name: '提交说明' }).click();
    await says(steers, '已记为“已说明”。');
    expect(await foundOn(id)).toMatchObject({
      state: 'explained',
      preventionType: 'lesson',
      preventionRef: '导入前核对电话',
    });

    // Does the rep know how it is done? Not all of it: there is a lesson, and two weeks later the same questions.
    const asker = await again(trainer);
    const publish = async ({ id: set, version }: Any) =>
      done(await asker.call('PATCH', `/question-sets/${set}`, { version, body: { status: 'published' } }));
    await publish(await makeRecord(asker, questionSet, { lines: questions }));
    const body = { memberId: rep.memberId, processKey: 'quote', dueOn: addDays(monday, 3) };
    const { id: asked } = done(await asker.call('POST', '/interviews', { body }));
    const asks = await sit(trainer, `/interviews/${asked}`);
    const answer = async (key: string, question: number) => {
      await asks.locator(`.iv-question[aria-label="第 ${question} 题，共 2 题"]`).waitFor();
      await asks.keyboard.press(key);
    };
    const finish = async (wanted: string) => {
      await asks.getByText(wanted).waitFor();
      await asks.getByRole('button', { name: '完成访谈' }).click();
    };
    await answer('1', 1);
    await answer('3', 2);
    await finish('全部评判完毕：未通过。');
    await asks.locator('.iv-score', { hasText: '得分 25%，及格线 80%' }).waitFor();
    await go(desk, `/interviews/${asked}`);
    await desk.getByRole('button', { name: '我已学习' }).click();
    await says(desk, '本人已学习');
    on(addDays(monday, 16), '10:00');
    await go(asks, `/interviews/${asked}`);
    await asks.getByRole('link', { name: /^复访/ }).click();
    await answer('1', 1);
    await answer('1', 2);
    await finish('全部评判完毕：通过。');
    await asks.locator('.iv-score', { hasText: '得分 100%，及格线 80%' }).waitFor();

    // The month ends by the clock. On a telephone each figure leads to as many records as it says.
    on(after, '00:10');
    await rings('review.month-end');
    on(after, '09:00');
    const rules = await sit(boss, `/reviews/${month}`, 360);
    const tile = rules.locator('.rv-tile', { hasText: '本月新发现' }).locator('.rv-value');
    const opened = Number(await tile.textContent());
    expect(await rules.locator('[aria-labelledby=rv-interviews] dl').textContent()).toMatch(
      /已进行2通过1未通过1通过率\D*50%/,
    );
    await tile.click();
    await rules.locator('.fnd-card').first().waitFor();
    expect(await rules.locator('.fnd-card').count()).toBe(opened);
    expect(opened).toBe(2);
    expect(await rules.evaluate(() => document.documentElement.scrollWidth)).toBe(360);

    // The agenda comes from the pack; what is decided has somebody who does it.
    const lines = [{ kind: 'attendee', ownerId: boss.memberId }];
    const head = { date: after, period: month, cadence: 'monthly', chairId: boss.memberId };
    const meets = await makeRecord(await again(boss), meeting, { ...head, lines });
    await rules.setViewportSize({ width: 1360, height: 850 });
    await go(rules, `/meetings/${meets.id}`);
    await rules.getByRole('button', { name: '从月度总结提取议题' }).click();
    await says(rules, /已从月度总结提取 \d+ 个议题。/);
    const topics = rules.locator('.mt-topic-head textarea');
    await topics.nth(1).waitFor();
    const agenda = await topics.evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value));
    expect(agenda).toEqual(['“电话号码有误”反复最多：关闭后又出现 1 次。', '逾期问题：1。']);
    await rules.getByLabel('新行动项…').fill('核对全部旧名单');
    await rules.keyboard.press('Enter');
    const action = rules.locator('.mt-action');
    await action.getByLabel('负责人').selectOption({ label: '王销售' });
    await action.getByLabel('期限').fill(addDays(after, 10));
    for (const [step, state] of [
      ['hold', '已召开'],
      ['close', '纪要已定稿'],
    ] as const) {
      await rules.locator(`[data-step=${step}]:not([aria-disabled])`).click();
      await rules.locator('.path [aria-current=step]', { hasText: state }).waitFor();
    }
    await rules.getByRole('button', { name: '安排下次会议' }).click();
    await rules.getByRole('button', { name: '打开', exact: true }).click();
    await says(rules, '上次会议的行动项');
    await says(rules, '已结转 1 次');
    const next = rules.url().match(/mtg_[0-9A-Za-z]+/)?.[0];

    // Who has it ticks it off in the meeting to come.
    await go(desk, '/work');
    await desk.locator('main a', { hasText: '核对全部旧名单' }).first().click();
    await desk.getByRole('checkbox', { name: '完成: 核对全部旧名单' }).click();
    await desk.locator('.mt-action.done').waitFor();
    expect(desk.url()).toContain(String(next));

    for (const { page, errors } of desks) {
      expect(errors).toEqual([]);
      await page.close();
    }
  });
});
