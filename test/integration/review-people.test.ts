import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figuresOf } from '../../shared/review/measures.ts';
import { reviewPack } from '../../shared/review/review.contract.ts';
import { measureHref, sources } from '../../web/src/review/measure-links.ts';
import { peopleLinks } from '../../web/src/review/people-links.ts';
import { done } from '../harness/records.ts';
import type { Any, Person } from '../harness/world.ts';
import type { AuditWorld, Parts } from './audit-world.ts';
import { openAuditWorld } from './audit-world.ts';

const timeZone = 'Asia/Shanghai';
const PERIOD = '2026-11';
// The clock of this world stands on 21 November, a Saturday: the month is not over, and what was due before that day is overdue.
const early = '2026-11-02T02:00:00.000Z';

let audit: AuditWorld;
let boss: Person;
let rep: Person;
let novice: Person;
let pack: Any;

const finding = (data: Any, ownerId?: string): Parts => ({
  type: 'finding',
  data: {
    rule: 'bad-phone',
    area: 'master-data',
    severity: 'low',
    subjectType: 'account',
    subjectId: 'acc_x',
    subjectTitle: 'Ocean',
    locator: 'phone',
    state: 'open',
    openedAt: early,
    dueDate: '2026-11-10',
    times: 1,
    ...data,
  },
  parts: ownerId ? { ownerId } : {},
});
const typedBy = (person: Person) => ({ createdBy: person.memberId, source: 'web' });
const makePack = async (by = boss, period = PERIOD): Promise<Any> =>
  done(await by.call('POST', '/reviews', { body: { period } }));

beforeAll(async () => {
  audit = await openAuditWorld();
  const { world } = audit;
  boss = await world.person('executive', { name: 'Boss' });
  rep = await world.person('sales-rep', { team: 'east' });
  novice = await world.person('sales-rep', { team: 'west' });
  const admin = await world.person('administrator');
  for (const [person, probationUntil] of [
    [novice, '2026-12-31'],
    [rep, '2026-11-01'],
  ] as const) {
    const { version } = await admin.call('GET', `/members/${person.memberId}`);
    done(await admin.call('PATCH', `/members/${person.memberId}`, { version, body: { probationUntil } }));
  }
  const open = { dueDate: '2026-11-10', text: 'x', kind: 'action' };
  await audit.put([
    { type: 'account', data: { name: 'Ocean' }, parts: typedBy(rep) },
    { type: 'account', data: { name: 'River' }, parts: typedBy(rep) },
    { type: 'account', data: { name: 'Imported' } },
    { type: 'order', data: { status: 'approved', orderDate: '2026-11-03', amount: 100, currency: 'CNY' } },
    { type: 'order', data: { status: 'cancelled', orderDate: '2026-11-03', amount: 900, currency: 'CNY' } },
    finding({ subjectId: 'acc_a' }, rep.memberId),
    finding({ subjectId: 'acc_a', locator: 'email', dueDate: '2026-12-10' }, rep.memberId),
    finding({ subjectId: 'acc_b', state: 'recurred', times: 2 }, novice.memberId),
    finding({ subjectId: 'acc_b', state: 'fixed', locator: 'fax', closedAt: early }, novice.memberId),
    finding({ subjectId: 'acc_c', openedAt: '2026-09-01T00:00:00.000Z' }),
    // Overdue, done, not yet due, carried on to the next meeting, and of one that was called off.
    {
      type: 'meeting',
      data: { subject: 'a', date: '2026-11-02', status: 'closed' },
      parts: {
        lines: [
          open,
          { ...open, doneDate: '2026-11-09' },
          { ...open, dueDate: '2026-11-21' },
          { kind: 'topic', text: 't' },
        ],
      },
    },
    { type: 'meeting', data: { subject: 'b', date: '2026-11-02', nextId: 'mtg_x' }, parts: { lines: [open] } },
    { type: 'meeting', data: { subject: 'c', date: '2026-11-02', status: 'cancelled' }, parts: { lines: [open] } },
    {
      type: 'complaint',
      data: { status: 'acting', reportedAt: early },
      parts: { lines: [{ action: 'x', dueDate: '2026-11-20' }] },
    },
    { type: 'need', data: { title: 'n', status: 'released', checkOn: '2026-11-01' } },
    { type: 'need', data: { title: 'm', status: 'analysed' } },
    { type: 'improvement', data: { change: 'c', day: '2026-10-01', measureOn: '2026-11-01' } },
    { type: 'improvement', data: { change: 'd', day: '2026-10-01', measureOn: '2026-11-01', afterAt: early } },
    { type: 'tip', data: { title: 't', status: 'asked-expert' } },
    { type: 'tip', data: { title: 'u', status: 'promoted' } },
    { type: 'proposal', data: { title: 'p', status: 'open' } },
    { type: 'changeRequest', data: { title: 'r', status: 'pending', processKey: 'order' } },
    { type: 'systemIssue', data: { text: 's', status: 'open' } },
    { type: 'activity', data: { kind: 'call', dueAt: early, done: true, doneAt: early } },
    { type: 'activity', data: { kind: 'call', done: true, doneAt: early } },
    { type: 'activity', data: { kind: 'call', dueAt: early } },
    { type: 'warning', data: { subject: 'w', kind: 'notice', status: 'issued', issuedAt: early } },
    { type: 'warning', data: { subject: 'w', kind: 'notice', status: 'withdrawn', issuedAt: early } },
  ]);
  await world.settle();
  pack = await makePack();
});
afterAll(() => audit.world.close());

describe('the parts about people', () => {
  it('count what they say', () => {
    expect(reviewPack.parse(pack)).toEqual(pack);
    const one = (value: number) => ({ value });
    expect(pack.findings.byTeam).toEqual([
      { key: 'east', value: 2, owners: [rep.memberId] },
      { key: 'west', value: 1, owners: [novice.memberId] },
      { key: '|', value: 1, owners: [''] },
    ]);
    expect(pack.actions).toEqual({
      all: one(4),
      open: one(5),
      meetings: one(1),
      complaints: one(1),
      improvements: one(1),
      needs: one(1),
      interviews: one(0),
    });
    expect(pack.quality.errors).toEqual({ found: one(4), entered: one(2), per100: 200 });
    expect(pack.quality.affected.find((row: Any) => row.entity === 'account')).toEqual({
      entity: 'account',
      affected: 3,
      records: 3,
      percent: 100,
    });
    expect(pack.adoption).toMatchObject({
      people: { of: one(1), in: one(5), percent: 20 },
      entered: one(2),
      tasks: one(1),
    });
    expect(pack.waiting).toEqual({ tips: one(1), proposals: one(1), issues: one(1), needs: one(1), changes: one(1) });
    expect(pack.probation).toEqual({
      people: one(1),
      open: one(1),
      opened: one(2),
      members: [{ id: novice.memberId, open: 1, opened: 2 }],
    });
    expect(pack.warnings).toEqual({ notices: one(1), warnings: one(0) });
  });

  it('open lists that show as many records as the figures say', async () => {
    const count = async (href: string, by = boss): Promise<number> => done(await by.call('GET', href)).total;
    const named = { rule: (id: string) => ({ en: id, zh: id }) };
    const exact = figuresOf(pack, named).filter(({ key }) => sources[key.split('|')[0]!]?.why === undefined);
    expect(exact.length).toBeGreaterThan(25);
    const shown = await Promise.all(exact.map(({ key }) => count(measureHref(key, pack, timeZone))));
    expect(exact.map(({ key }, index) => [key, shown[index]])).toEqual(exact.map(({ key, value }) => [key, value]));
    const at = { period: PERIOD, timeZone };
    expect(await count(peopleLinks.found(at))).toBe(pack.quality.errors.found.value);
    expect(await count(peopleLinks.foundOf([novice.memberId], at))).toBe(pack.probation.opened.value);
    expect(await count(peopleLinks.probation('2026-11-20'))).toBe(pack.probation.people.value);
    expect(await count(peopleLinks.needs('2026-11-21'))).toBe(pack.actions.needs.value);
    expect(await count(peopleLinks.improvements('2026-11-21'))).toBe(pack.actions.improvements.value);
    expect(await count(peopleLinks.tips(), audit.steward)).toBe(pack.waiting.tips.value);
    for (const { owners, value } of pack.findings.byTeam) expect(await count(peopleLinks.team(owners))).toBe(value);
  });
});

describe('goals', () => {
  const put = async (goals: unknown, by = boss): Promise<Any> => {
    const { version } = await by.call('GET', '/review-goals');
    return by.call('PUT', '/review-goals', { version, body: { goals } });
  };

  it('are set by whoever may write reviews, of measures and members that there are, and not over another’s change', async () => {
    const goals = { 'findings.open': { goal: 2, goalBy: '2026-12-31', owner: rep.memberId } };
    expect(await put(goals)).toMatchObject({ status: 200, body: { version: 1, goals } });
    expect((await rep.call('GET', '/review-goals')).status).toBe(403);
    expect((await boss.call('PUT', '/review-goals', { version: 0, body: { goals } })).body.code).toBe('stale-version');
    expect((await boss.call('PUT', '/review-goals', { body: { goals } })).status).toBe(428);
    const refused = await put({ ...goals, 'no.measure': { goal: 1 }, 'shipments.onTime': { goal: 101 } });
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'goals.no.measure' }, { field: 'goals.shipments.onTime.goal', code: 'too-large' }] },
    });
    expect((await put({ 'findings.open': { owner: 'mem_nobody' } })).body.errors).toMatchObject([
      { field: 'goals.findings.open.owner', code: 'no-such-record' },
    ]);
  });

  it('are frozen with the figures: a review made again says the same, whatever was typed and done since', async () => {
    const goals = { 'findings.open': { baseline: 9, goal: 4, owner: rep.memberId }, 'overdue.findings': { goal: 1 } };
    done(await put(goals));
    const first = JSON.stringify(await makePack(boss, '2026-10'));
    expect(JSON.parse(first).measures.slice(0, 4)).toMatchObject([
      {
        key: 'findings.open',
        value: 4,
        baseline: 9,
        goal: 4,
        owner: rep.memberId,
        ownerName: expect.any(String),
        state: 'met',
      },
      { key: 'findings.closed' },
      { key: 'findings.recurred' },
      { key: 'overdue.findings', goal: 1 },
    ]);
    done(await put({ 'findings.open': { goal: 0 } }));
    await audit.put([finding({ subjectId: 'acc_later' }, novice.memberId)]);
    await audit.world.settle();
    done(await boss.call('DELETE', '/reviews/2026-10'));
    expect(JSON.stringify(await makePack(boss, '2026-10'))).toBe(first);
  });
});
