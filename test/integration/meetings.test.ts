import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { meetingJobs } from '../../functions/meetings/jobs.ts';
import { meeting } from '../../shared/meetings/meeting.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { newestMail } from '../harness/mails.ts';
import { makeRecord } from '../harness/records.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { MAIN, openWorld } from '../harness/world.ts';

let world: World;
let chair: Person;
let rep: Person;
let other: Person;
let admin: Person;
beforeAll(async () => {
  world = await openWorld();
  chair = await world.person('executive');
  rep = await world.person('sales-rep', { team: 'east', scope: 'own' });
  other = await world.person('sales-rep', { team: 'west', scope: 'own' });
  admin = await world.person('administrator');
});
afterAll(() => world.close());

const DAY = 86_400_000;
const dayIn = (days: number): string => new Date(world.clock.now + days * DAY).toISOString().slice(0, 10);
const action = (text: string, data: Any = {}) => ({
  kind: 'action',
  text,
  ownerId: rep.memberId,
  dueDate: dayIn(5),
  ...data,
});
const plan = (lines: Any[], data: Any = {}): Promise<Any> =>
  makeRecord(chair, meeting, {
    date: dayIn(0),
    chairId: chair.memberId,
    lines: [{ kind: 'attendee', ownerId: chair.memberId }, ...lines],
    ...data,
  });
const step = async (of: Any, name: string): Promise<Any> =>
  (await chair.call('POST', `/meetings/${of.id}/actions/${name}`, { version: of.version, body: {} })).body;
const minuted = async (lines: Any[], data: Any = {}): Promise<Any> =>
  step(await step(await plan(lines, data), 'hold'), 'close');
const read = async (id: string, by = chair): Promise<Any> => (await by.call('GET', `/meetings/${id}`)).body;
const workOf = async (person: Person, id: string): Promise<Any[]> =>
  (await person.call('GET', '/work')).body.items.filter((one: Any) => one.id === id || one.documentId === id);
/** The job as the schedule brings it. */
const clock = (): Promise<void> => meetingJobs['meetings.next']!({ job: 'meetings.next', ws: MAIN }, world.stack.deps);

describe('a meeting', () => {
  it('shows its people what concerns them, and nobody else', async () => {
    const made = await plan([action('报价模板改版')]);
    expect((await rep.call('GET', `/meetings/${made.id}`)).status).toBe(200);
    expect((await other.call('GET', `/meetings/${made.id}`)).status).toBe(404);
    expect((await workOf(rep, made.id)).map((one) => one.title)).toEqual([expect.stringContaining('报价模板改版')]);
  });

  it('keeps its minutes as they were closed, while its actions can still be ticked off by who has them', async () => {
    const closed = await minuted([{ text: '逾期订单', decision: '改用备选供应商' }, action('签合同')], {
      cadence: 'once',
    });
    const edit = await chair.call('PATCH', `/meetings/${closed.id}`, {
      version: closed.version,
      body: { summary: '改' },
    });
    expect(edit).toMatchObject({ status: 409, body: { code: 'document-locked' } });
    const tick = (person: Person, line: number) =>
      person.call('POST', `/meetings/${closed.id}/done`, { version: closed.version, body: { line, result: '已签' } });
    expect((await tick(rep, 2)).body).toMatchObject({ code: 'invalid-input', errors: [{ field: 'line' }] });
    expect((await tick(admin, 3)).status).toBe(200);
    expect(await read(closed.id)).toMatchObject({ status: 'finished', openActions: 0 });
    expect(await workOf(rep, closed.id)).toEqual([]);
  });

  it('is not closed while an action is nobody’s', async () => {
    const held = await step(await plan([action('谁来做', { ownerId: undefined })]), 'hold');
    const refused = await chair.call('POST', `/meetings/${held.id}/actions/close`, { version: held.version, body: {} });
    expect(refused.body.refusals).toMatchObject([{ rule: 'meeting-actions-assigned', field: 'lines.1.ownerId' }]);
  });
});

describe('a series', () => {
  it('takes every action that is not done to the next agenda, once, however often it is asked for', async () => {
    const closed = await minuted([action('未完成'), action('已完成', { doneDate: dayIn(0) })], { cadence: 'weekly' });
    const early = await plan([]);
    expect((await chair.call('POST', `/meetings/${early.id}/next`, { body: {} })).body).toMatchObject({
      code: 'conflict',
    });
    const asked = await Promise.all(
      [1, 2, 3].map(() => chair.call('POST', `/meetings/${closed.id}/next`, { body: {} })),
    );
    expect(asked.map((one) => one.status).sort()).toEqual([201, 409, 409]);
    const { body: next } = asked.find((one) => one.status === 201)!;
    expect(next).toMatchObject({ status: 'planned', previousId: closed.id, date: dayIn(7), openActions: 1 });
    expect(next.lines).toEqual([
      { kind: 'attendee', ownerId: chair.memberId },
      { ...action('未完成'), carried: 1 },
    ]);
    expect(await read(closed.id)).toMatchObject({ nextId: next.id, status: 'finished' });
    // It is to be done in one place only.
    expect([await workOf(rep, closed.id), await workOf(rep, next.id)].map((list) => list.length)).toEqual([0, 1]);
    const late = await rep.call('POST', `/meetings/${closed.id}/done`, {
      version: (await read(closed.id)).version,
      body: { line: 2 },
    });
    expect(late.body).toMatchObject({ code: 'conflict', errors: [{ recordId: next.id }] });
  });

  it('goes on for those who lead it: who came to one neither ends it nor calls the next', async () => {
    const closed = await minuted([action('只是参会')], { cadence: 'weekly', minuteTakerId: other.memberId });
    const next = (who: Person) => who.call('POST', `/meetings/${closed.id}/next`, { body: { date: '2026-12-24' } });
    expect((await next(rep)).status).toBe(403);
    expect(await read(closed.id)).toMatchObject({ status: 'closed' });
    expect((await next(other)).status).toBe(201);
  });

  it('goes on by the clock, and the clock that comes twice makes one', async () => {
    const closed = await minuted([action('时钟结转')], { cadence: 'monthly', subject: '时钟例会' });
    await Promise.all([clock(), clock()]);
    await clock();
    const { body } = await chair.call('GET', `/meetings?filter=subject:eq:${encodeURIComponent('时钟例会')}&sort=date`);
    expect(body.items).toHaveLength(2);
    expect(await read((await read(closed.id)).nextId)).toMatchObject({ cadence: 'monthly', openActions: 1 });
  });
});

describe('a series that cannot go on', () => {
  it.each([
    ['for its meeting cannot be read', (item: Any) => ({ ...item, data: 'gone' })],
    ['for its day is none', (item: Any) => ({ ...item, data: { ...item.data, date: 'soon' } })],
  ])('%s, keeps no other one back', async (_why, spoilt) => {
    // The lists say in the log what they could not read.
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { table } = world.stack.deps;
    const [sick, sound] = [
      await minuted([action('坏记录')], { cadence: 'weekly' }),
      await minuted([action('好记录')], { cadence: 'weekly' }),
    ];
    const key = recordKey(MAIN, sick.id);
    const item = (await table.get(key))!;
    await table.write([{ op: 'put', item: { ...spoilt(item), ...key } }]);
    // The job fails, so that it is tried again and seen; what could be done is done.
    await expect(clock()).rejects.toThrow();
    expect(await read((await read(sound.id)).nextId)).toMatchObject({ status: 'planned', previousId: sound.id });
    await table.write([{ op: 'put', item: { ...item, ...key } }]);
    await clock();
    expect(await read(sick.id)).toMatchObject({ nextId: expect.any(String) });
  });
});

describe('agenda, comparison and report', () => {
  const periods = ['2026-09', '2026-10'];
  beforeAll(async () => {
    for (const period of periods) expect((await chair.call('POST', '/reviews', { body: { period } })).status).toBe(201);
  });

  it('proposes what the review shows for those who read reviews, and each topic once', async () => {
    const made = await plan([], { period: '2026-10' });
    const ask = (person: Person, { version }: Any) =>
      person.call('POST', `/meetings/${made.id}/propose`, { version, body: {} });
    const own = await makeRecord(rep, meeting, { period: '2026-10', lines: [] });
    const refused = await rep.call('POST', `/meetings/${own.id}/propose`, { version: own.version, body: {} });
    expect(refused.status).toBe(403);
    const first = (await ask(chair, made)).body;
    expect(first.proposedFor).toBe('2026-10');
    expect((await ask(chair, first)).body.lines).toEqual(first.lines);
    const without = await plan([], { period: '2019-01' });
    expect(
      (await chair.call('POST', `/meetings/${without.id}/propose`, { version: without.version, body: {} })).status,
    ).toBe(409);
  });

  it('sets two reviews side by side, and says which is missing', async () => {
    const { body } = await chair.call('GET', '/reviews/compare?a=2026-09&b=2026-10');
    expect([body.a.period, body.b.period]).toEqual(periods);
    const one = await chair.call('GET', '/reviews/compare?a=2026-09&b=2018-01');
    expect(one.body).toEqual({ a: body.a, b: { period: '2018-01' }, rows: [] });
    expect((await rep.call('GET', '/reviews/compare?a=2026-09&b=2026-10')).status).toBe(403);
  });

  it('reports to the management from the meetings and packs of the span', async () => {
    await minuted([{ text: '转化率提高', about: 'success', decision: '推广到西区' }, action('推广')], {
      kind: 'committee',
      date: '2026-10-20',
      cadence: 'once',
    });
    const path = '/committee-report?from=2026-09&to=2026-10';
    const { body } = await chair.call('GET', path);
    expect(body).toMatchObject({
      periods,
      missing: [],
      meetings: [{ kind: 'committee', date: '2026-10-20' }],
      topics: { success: [{ text: '转化率提高' }], failure: [] },
      decisions: [{ decision: '推广到西区' }],
      actions: { all: 1, done: 0, open: [{ text: '推广' }] },
    });
    expect((await rep.call('GET', path)).status).toBe(403);
    for (const span of ['from=2026-10&to=2026-09', 'from=2024-01&to=2026-01', 'from=2026-13&to=2026-13'])
      expect((await chair.call('GET', `/committee-report?${span}`)).body.code).toBe('invalid-input');
  });

  it('mails the report to the review group, once per request', async () => {
    const body = { from: '2026-09', to: '2026-10' };
    const { body: sent } = await chair.call('POST', '/committee-report/mail', { body });
    expect(sent).toEqual({ recipients: 1 });
    await world.settle();
    expect(newestMail(world, chair.email)).toContain('推广到西区');
  });
});
