import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reviewJobs } from '../../functions/review/jobs.ts';
import { mailGroup } from '../../functions/runtime/review-mail.ts';
import { forgetWorkspace, workspaceOf } from '../../functions/runtime/settings.ts';
import { order } from '../../shared/sales/order.ts';
import { workspaceKey } from '../../shared/table/keys.ts';
import { mailsTo, newestMail } from '../harness/mails.ts';
import { pdfPages, pdfText } from '../harness/pdf-text.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { MAIN, openWorld } from '../harness/world.ts';

/** Saturday of week 47, ten in the morning in Shanghai. */
let world: World;
let steward: Person;
let reader: Person;
let rep: Person;
beforeAll(async () => {
  world = await openWorld();
  steward = await world.person('administrator', { name: '管理员' });
  reader = await world.person('executive', { name: '读者' });
  rep = await world.person('sales-rep', { scope: 'own', team: 'east' });
});
afterAll(() => world.close());

const clock = async (job: string): Promise<void> => {
  await world.stack.deps.queue.send([{ job, ws: MAIN }]);
  await world.settle();
};
/** Moves the day on which the company came to the system. */
const founded = async (createdAt: string): Promise<void> => {
  const { deps } = world.stack;
  const item = (await deps.table.get(workspaceKey(MAIN)))!;
  const version = Number(item['version']);
  await deps.table.write([
    { op: 'replace', item: { ...item, ...workspaceKey(MAIN), createdAt, version: version + 1 }, version },
  ]);
  forgetWorkspace(MAIN, deps);
};
const at = async (instant: string): Promise<void> => {
  world.clock.now = Date.parse(instant);
  steward = await world.again(steward);
  reader = await world.again(reader);
};
const ordered = (orderDate: string): Promise<Any> => makeRecord(steward, order, { orderDate });
const packOf = async (period: string): Promise<Any> => done(await steward.call('GET', `/reviews/${period}`));
const bytesOf = async ({ url }: Any): Promise<Buffer> => Buffer.from(await (await fetch(url)).arrayBuffer());
const paper = async (address: string): Promise<Any> => done(await reader.call('GET', `/papers/${address}`));
const remade = async (period: string): Promise<Any> => {
  done(await steward.call('DELETE', `/reviews/${period}`));
  return done(await steward.call('POST', '/reviews', { body: { period } }));
};
const without = (text: string): string => text.replace(/\s/g, '');

describe('the paper of a month', () => {
  beforeAll(async () => {
    await ordered('2026-10-12');
    await world.settle();
    for (const period of ['2026-09', '2026-10']) done(await steward.call('POST', '/reviews', { body: { period } }));
  });

  it.each([
    ['zh-CN', '月度总结', '2026年10月', '对比期：2026年9月'],
    ['en', 'Monthly review', 'October 2026', 'Compared with September 2026'],
  ])('says in %s what the pack says, on numbered pages', async (lang, ...words) => {
    const answer = await paper(`review/2026-10?lang=${lang}`);
    expect(answer).toMatchObject({ language: lang, marked: false, name: expect.stringContaining('2026-10.pdf') });
    const pdf = await bytesOf(answer);
    const text = pdfText(pdf);
    for (const word of words) expect(text).toContain(without(word));
    const pages = pdfPages(pdf);
    pages.forEach((lines, page) => {
      expect(lines.at(-1)).toContain(lang === 'en' ? `Page ${page + 1} of ${pages.length}` : `第 ${page + 1} 页`);
    });
  });

  it('is the very file again, though orders of the month came later and the pack was made anew', async () => {
    const first = await bytesOf(await paper('review/2026-10?lang=en'));
    await ordered('2026-10-13');
    await world.settle();
    await remade('2026-10');
    expect(Buffer.compare(first, await bytesOf(await paper('review/2026-10?lang=en')))).toBe(0);
  });

  it('is for those who read reviews, of reviews that there are', async () => {
    const status = async (person: Person, address: string) => (await person.call('GET', `/papers/${address}`)).status;
    expect(await status(rep, 'review/2026-10')).toBe(403);
    expect(await status(rep, 'committee-report?from=2026-09&to=2026-10')).toBe(403);
    expect(await status(reader, 'review/2026-08')).toBe(404);
    expect(await status(reader, 'review/2025-W53')).toBe(400);
    expect(await status(reader, 'committee-report?from=2026-10&to=2026-09')).toBe(400);
  });

  it('goes out with the mail, in the language of each, once however often the clock comes', async () => {
    const other = await world.person('executive');
    const { version } = await steward.call('GET', `/members/${other.memberId}`);
    done(await steward.call('PATCH', `/members/${other.memberId}`, { version, body: { language: 'zh-CN' } }));
    // A company that was not there in that month has no review of it.
    await founded('2026-10-31T16:00:00.000Z');
    await clock('review.month-end');
    expect(mailsTo(world, reader.email)).toBe(0);
    await founded('2026-10-31T15:59:59.000Z');
    // It is the twenty-first by now: what the first hours missed is made up for.
    await clock('review.month-end');
    await clock('review.month-end');
    for (const [person, lang] of [
      [reader, 'en'],
      [other, 'zh-CN'],
    ] as const) {
      expect(mailsTo(world, person.email)).toBe(1);
      const [newest] = world.stack.aws.outbox.list({ to: person.email });
      const mail = world.stack.aws.outbox.get(newest!.id)!;
      expect(mail.attachments).toMatchObject([{ contentType: 'application/pdf' }]);
      const sent = Buffer.from(mail.attachments[0]!.base64, 'base64');
      expect(Buffer.compare(sent, await bytesOf(await paper(`review/2026-10?lang=${lang}`)))).toBe(0);
    }
    expect(newestMail(world, reader.email)).toContain('/reviews/2026-10');
    expect(newestMail(world, other.email)).toContain('月度总结 2026年10月');
  });
});

describe('the committee’s report', () => {
  it('is printed and mailed with what was decided on and released of the wish list', async () => {
    const answer = await paper('committee-report?from=2026-09&to=2026-10&lang=zh-CN');
    const text = pdfText(await bytesOf(answer));
    expect(text).toContain(without('推进委员会报告2026年9月 – 2026年10月'));
    expect(await bytesOf(await paper('committee-report?from=2026-09&to=2026-10&lang=zh-CN'))).toEqual(
      await bytesOf(answer),
    );
  });
});

describe('the review of a week', () => {
  let corrected: Any;

  it('waits for two freezings: nobody knows what happened in a week whose beginning was not frozen', async () => {
    const make = (period: string) => steward.call('POST', '/reviews', { body: { period } });
    expect((await make('2026-W47')).body).toMatchObject({ code: 'conflict' });
    await clock('review.week-end');
    expect((await make('2026-W46')).body).toMatchObject({ code: 'conflict' });
    expect((await make('2026-W40')).body).toMatchObject({ code: 'conflict' });
    expect((await make('2026-W48')).body).toMatchObject({ code: 'conflict' });
    expect(done(await make('2026-W47'))).toMatchObject({ provisional: true, orders: { count: { value: 0 } } });
  });

  it('is made and mailed on Monday morning while the cadence is weekly, once', async () => {
    const { version } = done(await steward.call('GET', '/review-policy'));
    const policy = { cadence: 'weekly', weeklyUntil: '2026-12-01' };
    const wrong = { cadence: 'monthly', weeklyUntil: '2026-12-01' };
    const put = (body: Any, person = steward) => person.call('PUT', '/review-policy', { version, body });
    expect((await put({ policy }, rep)).status).toBe(403);
    expect((await put({ policy: wrong })).body).toMatchObject({ errors: [{ field: 'policy.weeklyUntil' }] });
    expect(done(await put({ policy }))).toEqual({ version: version + 1, policy });
    expect((await put({ policy })).body.code).toBe('stale-version');
    corrected = await ordered('2026-11-20');
    // Late, within the month before; and so late that no week counts it.
    await ordered('2026-10-30');
    await ordered('2026-09-15');
    const mails = mailsTo(world, reader.email);
    await at('2026-11-22T18:00:00.000Z');
    await clock('review.week-end');
    expect(mailsTo(world, reader.email)).toBe(mails);
    // It came after the freezing: it belongs to the next week, whatever its date is.
    await ordered('2026-11-22');
    await at('2026-11-23T00:00:00.000Z');
    await clock('review.week-end');
    await clock('review.week-end');
    expect(mailsTo(world, reader.email)).toBe(mails + 1);
    expect(newestMail(world, reader.email)).toContain('Weekly review week 47, 2026 (16–22 Nov)');
    expect(await packOf('2026-W47')).toMatchObject({
      provisional: false,
      week: { from: '2026-11-16', to: '2026-11-23', since: '2026-11-21T02:00:00.000Z' },
      orders: { count: { value: 2 }, months: [{ month: '2026-W47', count: 2 }] },
    });
    expect(await packOf('2026-W47')).not.toHaveProperty('previous');
  });

  it('counts corrections where they were made, and goes on over the end of a month', async () => {
    const body = { orderDate: '2026-08-01' };
    done(await steward.call('PATCH', `/orders/${corrected.id}`, { version: corrected.version, body }));
    await at('2026-11-25T02:00:00.000Z');
    await ordered('2026-11-25');
    await at('2026-11-30T00:00:00.000Z');
    await clock('review.week-end');
    const week = await packOf('2026-W48');
    expect(week.orders.count).toEqual({ value: 1, before: 2 });
    await at('2026-12-01T02:00:00.000Z');
    await ordered('2026-11-30');
    await ordered('2026-12-01');
    await at('2026-12-07T00:00:00.000Z');
    await clock('review.week-end');
    expect((await packOf('2026-W49')).orders).toMatchObject({
      count: { value: 2, before: 1 },
      months: [{ count: 2 }, { count: 1 }, { count: 2 }],
    });
  });

  it('ends with the last week of the rollout, and can be made by hand after it', async () => {
    await at('2026-12-14T00:00:00.000Z');
    const mails = mailsTo(world, reader.email);
    await clock('review.week-end');
    expect(mailsTo(world, reader.email)).toBe(mails);
    expect((await steward.call('GET', '/reviews/2026-W50')).status).toBe(404);
    const made = done(await steward.call('POST', '/reviews', { body: { period: '2026-W50' } }));
    expect(made.orders.count).toEqual({ value: 0, before: 2 });
  });

  it('comes out the same when made again, and is compared with weeks alone', async () => {
    const first = await packOf('2026-W48');
    await ordered('2026-11-26');
    await world.settle();
    expect(JSON.stringify(await remade('2026-W48'))).toBe(JSON.stringify(first));
    const compare = (a: string, b: string) => reader.call('GET', `/reviews/compare?a=${a}&b=${b}`);
    expect(done(await compare('2026-W47', '2026-W48')).rows).toContainEqual(
      expect.objectContaining({ key: 'orders.count', a: 2, b: 1, change: -1 }),
    );
    expect((await compare('2026-10', '2026-W48')).body).toMatchObject({ errors: [{ field: 'b' }] });
    const { items } = done(await reader.call('GET', '/reviews'));
    expect(items.map((one: Any) => one.period).slice(0, 4)).toEqual(['2026-W50', '2026-W49', '2026-W48', '2026-W47']);
    const text = pdfText(await bytesOf(await paper('review/2026-W48?lang=zh-CN')));
    expect(text).toContain('2026年第48周（11月23日–29日）');
    expect(text).not.toContain('上月');
  });
});

describe('the end of a month', () => {
  it('is midnight where the company is: the figures are frozen in the hour after it, and mailed in the morning, once', async () => {
    // Half past eleven at night in Shanghai, on the last day of the year.
    await at('2026-12-31T15:30:00.000Z');
    await ordered('2026-12-31');
    await clock('review.month-end');
    const mails = mailsTo(world, reader.email);
    const { orders } = done(await steward.call('POST', '/reviews', { body: { period: '2026-12' } }));
    const early = await steward.call('GET', '/reviews/2026-12');
    expect(early.status === 404 || early.body.provisional).toBe(true);
    await at('2026-12-31T16:05:00.000Z');
    await clock('review.month-end');
    await ordered('2026-12-30');
    await world.settle();
    await at('2026-12-31T21:05:00.000Z');
    await clock('review.month-end');
    expect(mailsTo(world, reader.email)).toBe(mails);
    await at('2026-12-31T22:05:00.000Z');
    await clock('review.month-end');
    expect(mailsTo(world, reader.email)).toBe(mails + 1);
    expect(await packOf('2026-12')).toMatchObject({
      frozenAt: '2026-12-31T16:05:00.000Z',
      provisional: false,
      orders,
    });
  });

  it('is made up for when its ticks were lost: frozen and mailed with the first one that comes, once', async () => {
    await at('2027-02-02T10:05:00.000Z');
    const mails = mailsTo(world, reader.email);
    for (let tick = 0; tick < 2; tick++) await clock('review.month-end');
    expect(mailsTo(world, reader.email)).toBe(mails + 1);
    expect(await packOf('2027-01')).toMatchObject({ frozenAt: '2027-02-02T10:05:00.000Z', provisional: false });
  });

  it('costs one read an hour when there is nothing to do', async () => {
    const { deps } = world.stack;
    const nothing = (): never => expect.fail('nothing is drawn');
    const look = () => reviewJobs(nothing)['review.month-end']!({ job: 'review.month-end', ws: MAIN }, deps);
    // The company itself is held in memory.
    await look();
    const { read, write } = deps.table.units;
    await look();
    expect([deps.table.units.read - read, deps.table.units.write - write]).toEqual([1, 0]);
  });
});

describe('a mail to the review group', () => {
  it('has its subject in one line, whatever is named in it', async () => {
    const { mail } = world.stack.deps;
    const subject = 'Review of Ocean\r\nBcc: all@example.com\u0000\t2026-10\n';
    await mail.send('production', { to: ['one-line@example.com'], subject, text: 'x' });
    const [sent] = world.stack.aws.outbox.list({ to: 'one-line@example.com' });
    expect(sent!.subject).toBe('Review of Ocean Bcc: all@example.com 2026-10');
  });

  it('reaches those who may read reviews, though an address before theirs is refused', async () => {
    const { deps } = world.stack;
    const { version } = await steward.call('GET', `/members/${rep.memberId}`);
    done(await steward.call('PATCH', `/members/${rep.memberId}`, { version, body: { reviewGroup: true } }));
    const workspace = (await workspaceOf(MAIN, deps))!;
    const sent: string[] = [];
    const refused: string[] = [];
    const send: typeof deps.mail.send = async (_kind, mail) => {
      if (refused.length === 0 || refused[0] === mail.to[0]) {
        refused.push(mail.to[0]!);
        throw new Error('refused');
      }
      sent.push(mail.to[0]!);
      return 'sent';
    };
    await deps.objects.put('papers/x.pdf', 'x', 'application/pdf');
    const mail = {
      name: 'to-some',
      write: () => ({ subject: 'x', text: 'x' }),
      draw: async () => ({ key: 'papers/x.pdf', paper: { fileName: 'x.pdf' } }),
    };
    const all = async () => mailGroup(workspace, mail, { ...deps, mail: { ...deps.mail, send } });
    await expect(all()).rejects.toThrow('refused');
    await expect(all()).rejects.toThrow('refused');
    expect(refused).toHaveLength(2);
    // Once each, and nobody who may not read what the mail says.
    expect(new Set(sent).size).toBe(sent.length);
    expect([...sent, refused[0]]).toContain(reader.email);
    expect([...sent, refused[0]]).not.toContain(rep.email);
  });
});
